"""What agencies and the Ombudsman do together: meetings, mentoring, and later training."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from narahubung.collaboration.meetings_lifecycle import ANYBODY
from narahubung.collaboration.training_lifecycle import ANYBODY as WHO_LEARNS
from narahubung.ui import navigation


def takes_part(actor):
    return actor.role in ANYBODY


def learns(actor):
    return actor.role in WHO_LEARNS


class CollaborationConfig(AppConfig):
    name = "narahubung.collaboration"
    verbose_name = _("Working together")

    def ready(self):
        # What this app and those above it bring before a meeting, and with whom an office counts.
        autodiscover_modules("agenda_sources", "circles")
        navigation.add(
            _("Meetings"), "collaboration:meetings", "calendar-days", takes_part, order=20
        )
        navigation.add(_("Training"), "training:list", "academic-cap", learns, order=24)
        navigation.add(_("Mentoring"), "mentoring:list", "hand-raised", takes_part, order=32)
        navigation.add(
            _("My calendar"),
            "collaboration:calendar",
            "calendar",
            takes_part,
            place="person",
            order=32,
        )
