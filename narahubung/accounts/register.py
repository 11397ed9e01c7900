"""The register: Django's admin for places, law and people. Files are not handled in it."""

from django.contrib import admin
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import WITHOUT_PLACE

REGISTERED = {"directory", "clocks", "accounts"}


class Register(admin.AdminSite):
    site_header = site_title = _("Register")
    index_title = _("Places, law and people")
    site_url = "/home/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Take in only what belongs here, whatever else the installed apps offer."""
        several = isinstance(model_or_iterable, list | tuple)
        models = model_or_iterable if several else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label in REGISTERED]
        super().register(ours, admin_class, **options)

    def login(self, request, extra_context=None):
        """Send people to the one way in: the admin's own form knows no second lock."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def has_permission(self, request):
        """The doors have asked for the second factor already; powers over files are not needed."""
        return request.user.is_staff and request.actor.role in WITHOUT_PLACE


class RegisterBackend(BaseBackend):
    """Those who may use the register may use all of it; nothing else is granted this way."""

    def has_perm(self, user_obj, perm, obj=None):
        return self.has_module_perms(user_obj, perm.split(".")[0])

    def has_module_perms(self, user_obj, app_label):
        return user_obj.is_active and user_obj.is_staff and app_label in REGISTERED
