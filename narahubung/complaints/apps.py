from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.ui import navigation

AT_A_DESK = (
    *("manager", "liaison", "head", "steward", "inspectorate", "administrator"),
    *AT_AN_OFFICE,
)
WRITERS = ("manager", "liaison")
KEEPERS = ("manager", "liaison", "head")
LOOKERS = ("inspectorate", "steward")


class ComplaintsConfig(AppConfig):
    name = "narahubung.complaints"
    verbose_name = _("Complaints")
    default = True

    def ready(self):
        add = navigation.add
        add(_("Files"), "complaints:list", "inbox", lambda a: a.role in AT_A_DESK, order=10)
        add(
            _("Write down"),
            "complaints:new",
            "pencil-square",
            lambda a: a.role in WRITERS,
            order=12,
        )
        add(
            _("Texts often sent"),
            "complaints:canned",
            "chat-bubble-left-right",
            lambda a: a.role in KEEPERS,
            place="person",
            order=30,
        )
        add(_("Load map"), "complaints:loads", "scale", lambda a: a.role in LOOKERS, order=30)
