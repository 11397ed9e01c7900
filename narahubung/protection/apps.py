"""The desk of the data protection officer: requests of people about their data, breaches, how long things are kept."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import Role
from narahubung.cases.erasers import erases
from narahubung.ui import navigation


def is_officer(actor):
    return actor.role == Role.DATA_PROTECTION


class ProtectionConfig(AppConfig):
    name = "narahubung.protection"
    verbose_name = _("Data protection")

    def ready(self):
        erases("narahubung.protection.requests.forget_requests_of")
        navigation.add(
            _("Data protection"),
            "protection:desk",
            "shield-check",
            is_officer,
            count=self.waiting,
            order=15,
        )

    def waiting(self, request):
        return self.get_model("DataRequest").objects.visible_to(request.actor).running().count()
