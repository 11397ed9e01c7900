"""The desk of the data protection officer: requests of people about their data, breaches, how long things are kept."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProtectionConfig(AppConfig):
    name = "narahubung.protection"
    verbose_name = _("Data protection")
