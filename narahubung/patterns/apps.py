"""What repeats: what may be the same matter, and to whom a text belongs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.cases.erasers import erases


class PatternsConfig(AppConfig):
    name = "narahubung.patterns"
    verbose_name = _("What repeats")

    def ready(self):
        erases("narahubung.patterns.forgetting.forget_complaint", "complaint")
        erases("narahubung.patterns.forgetting.forget_report", "report")
