"""People and appointments in the register. Offices are given and ended on the people page alone."""

from django.contrib import admin
from django.db import transaction

from narahubung.accounts.models import AccountEvent, Appointment, User


class ReadOnly:
    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "phone", "language", "is_active", "is_staff", "last_login"]
    readonly_fields = ["email", "is_staff", "last_login"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        obj.log("edited", request.actor, facts={"fields": form.changed_data})


@admin.register(Appointment)
class AppointmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["user", "role", "agency", "office", "decree_number", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["user", "agency", "office"]
    search_fields = ["user__name", "user__email", "agency__name", "decree_number"]


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "person", "kind", "actor", "role", "place"]
    list_filter = ["kind"]
    list_select_related = ["person", "actor"]
    search_fields = ["person__name", "person__email"]
