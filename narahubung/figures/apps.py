from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "narahubung.figures"
    verbose_name = _("Figures")

    def ready(self):
        autodiscover_modules("figures")
