"""The register for operators. What is kept in data files is shown, and changed there."""

from django.contrib import admin

from narahubung.directory.models import (
    Agency,
    OmbudsmanOffice,
    Region,
    Service,
    ServicePoint,
    Term,
)


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Region)
class RegionAdmin(ReadOnly):
    list_display = ["code", "name", "level", "zone", "valid_from", "valid_to"]
    list_filter = ["level", "zone"]
    search_fields = ["code", "name"]
    show_full_result_count = False


@admin.register(Term)
class TermAdmin(ReadOnly):
    list_display = ["list", "code", "name_id", "name_en", "rule", "valid_from", "valid_to"]
    list_filter = ["list"]
    search_fields = ["code", "name_id", "name_en"]


class ServiceInline(admin.TabularInline):
    model = Service
    extra = 0


class ServicePointInline(admin.StackedInline):
    model = ServicePoint
    raw_id_fields = ["region"]
    extra = 0


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    list_display = ["name", "short_name", "kind", "parent", "region", "takes_complaints"]
    list_filter = ["kind", "takes_complaints"]
    list_select_related = ["parent", "region"]
    search_fields = ["name", "short_name", "slug", "lapor_id"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["region", "areas"]
    autocomplete_fields = ["parent"]
    inlines = [ServiceInline, ServicePointInline]


@admin.register(Service)
class ServiceAdmin(admin.ModelAdmin):
    list_display = ["name", "agency", "promised_days", "standard"]
    list_select_related = ["agency"]
    search_fields = ["name", "agency__name"]
    autocomplete_fields = ["agency"]


@admin.register(ServicePoint)
class ServicePointAdmin(admin.ModelAdmin):
    list_display = ["name", "agency", "region"]
    list_select_related = ["agency", "region"]
    search_fields = ["name", "agency__name"]
    raw_id_fields = ["region"]
    autocomplete_fields = ["agency"]


@admin.register(OmbudsmanOffice)
class OmbudsmanOfficeAdmin(admin.ModelAdmin):
    """Only how to reach an office is written here; its area comes from the data file."""

    list_display = ["code", "name", "seat", "zone", "phone", "email"]
    search_fields = ["code", "name"]
    readonly_fields = ["code", "name", "national", "seat", "zone", "provinces"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
