from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.cases.erasers import erases
from narahubung.integrations.lapor.doors import MAY_IMPORT
from narahubung.ui import navigation


class LaporConfig(AppConfig):
    name = "narahubung.integrations.lapor"
    verbose_name = _("SP4N-LAPOR! exchange")

    def ready(self):
        erases("narahubung.integrations.lapor.erasure.forget")
        navigation.add(
            _("SP4N-LAPOR! exchange"),
            "lapor:list",
            "arrows-right-left",
            lambda actor: actor.role in MAY_IMPORT,
            place="person",
            order=60,
        )
