"""Agreements between the Ombudsman and those who serve the public."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.sides import side_of
from narahubung.ui import navigation


def has_a_side(actor):
    return side_of(actor) is not None


class AgreementsConfig(AppConfig):
    name = "narahubung.agreements"
    verbose_name = _("Agreements")

    def ready(self):
        navigation.add(_("Agreements"), "agreements:list", "document-check", has_a_side, order=30)
