"""What the figures say: the home of each role, pages for those who look at a whole office, the yearly evaluation."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from narahubung.figures.registry import SOURCES
from narahubung.insight.looks import has_a_home, is_a_head, takes_part
from narahubung.ui import navigation


def has_figures(actor):
    return any(source.scope(actor) is not None for source in SOURCES.values())


class InsightConfig(AppConfig):
    name = "narahubung.insight"
    verbose_name = _("Insight")

    def ready(self):
        autodiscover_modules("duties")
        add = navigation.add
        add(_("Home"), "home:home", "home", has_a_home, order=1)
        add(_("Figures"), "insight:figures", "chart-bar", has_figures, order=25)
        beside = {"place": "person", "order": 2}
        add(_("At a glance"), "home:head", "eye", is_a_head, **beside)
        add(
            _("Yearly evaluation"),
            "evaluations:list",
            "clipboard-document-list",
            takes_part,
            **beside,
        )
