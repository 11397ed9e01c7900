from django.contrib import admin
from django.utils import timezone

from narahubung.clocks.models import Holiday, Rule
from narahubung.jobs import wake

# Whoever keeps deadlines does a job of this name: it counts them again.
CHANGED = "calendar.changed"


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    """The law is read here; it is changed by a new table in `rules.toml`."""

    list_display = [
        "code",
        "length",
        "unit",
        "source",
        "confidence",
        "in_force_from",
        "region_code",
    ]
    list_filter = ["confidence", "unit"]
    search_fields = ["code", "source", "label_id", "label_en"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = [
        "day",
        "name_id",
        "kind",
        "region_code",
        "decree",
        "cancelled",
        "estimated",
        "source",
    ]
    list_filter = ["kind", "cancelled", "estimated"]
    date_hierarchy = "day"
    search_fields = ["name_id", "name_en", "decree"]

    def save_model(self, request, obj, form, change):
        """What a person entered belongs to them: the yearly list no longer touches it."""
        obj.source = ""
        obj.entered_at = timezone.now()
        super().save_model(request, obj, form, change)
        wake(CHANGED)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        wake(CHANGED)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        wake(CHANGED)
