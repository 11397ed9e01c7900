"""How agencies are assessed: instruments as data, scoring, and what follows from a score."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.ui import navigation


def is_of_an_office(actor):
    return actor.role in AT_AN_OFFICE


class AssessmentConfig(AppConfig):
    name = "narahubung.assessment"
    verbose_name = _("Assessment")

    def ready(self):
        navigation.add(
            _("Instruments"),
            "assessment:list",
            "clipboard-document-check",
            is_of_an_office,
            order=60,
        )
