from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import Role
from narahubung.cases.erasers import erases
from narahubung.ui import navigation

# Who sees to it that people are told, and the operator.
ANSWERABLE = (Role.MANAGER, Role.INTAKE, Role.OFFICE_HEAD, Role.ADMINISTRATOR)


def is_somebody(actor):
    return actor.user is not None


def sees_undelivered(actor):
    return actor.role in ANSWERABLE


class NotifyConfig(AppConfig):
    name = "narahubung.notify"
    verbose_name = _("Notices")

    def ready(self):
        for kind in ("complaint", "report"):
            erases("narahubung.notify.erasure.forget", kind)
        navigation.add(
            _("News"), "notify:notices", "bell", is_somebody, count=self.unread, order=60
        )
        navigation.add(
            _("Undelivered messages"),
            "notify:undelivered",
            "envelope",
            sees_undelivered,
            place="person",
            order=30,
        )
        navigation.add(
            _("What I get by e-mail"),
            "notify:preference",
            "adjustments-horizontal",
            is_somebody,
            place="person",
            order=31,
        )

    def unread(self, request):
        return self.get_model("Message").objects.count_unread(request.actor)
