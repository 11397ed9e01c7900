"""What the figures say: pages for those who look at a whole office."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.figures.registry import SOURCES
from narahubung.ui import navigation


def has_figures(actor):
    return any(source.scope(actor) is not None for source in SOURCES.values())


class InsightConfig(AppConfig):
    name = "narahubung.insight"
    verbose_name = _("Insight")

    def ready(self):
        navigation.add(_("Figures"), "insight:figures", "chart-bar", has_figures, order=25)
