from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import GRANTS, WITHOUT_PLACE, Role
from narahubung.ui import navigation


class AccountsConfig(AppConfig):
    name = "narahubung.accounts"
    verbose_name = _("People")
    default = True

    def ready(self):
        navigation.add_part("person", "accounts/_switcher.html")
        navigation.add_part("banner", "accounts/_powers.html")
        add = navigation.add
        add(_("People"), "accounts:people", "users", lambda a: a.role in GRANTS, order=80)
        add(_("Focal points"), "accounts:focal_points", "phone", lambda a: a.user, order=70)
        add(_("My offices"), "accounts:offices", "briefcase", lambda a: a.user, place="person")
        add(_("Sign-in and safety"), "mfa_index", "key", place="person", order=60)
        add(_("Where I am signed in"), "usersessions_list", "globe-alt", place="person", order=61)
        add(
            _("Powers over files"),
            "accounts:powers",
            "lock-open",
            lambda a: a.role == Role.ADMINISTRATOR,
            place="person",
            order=70,
        )
        add(
            _("Register"),
            "admin:index",
            "book-open",
            lambda a: a.role in WITHOUT_PLACE,
            place="person",
            order=80,
        )


class RegisterConfig(admin.AdminConfig):
    default = False
    default_site = "narahubung.accounts.register.Register"
