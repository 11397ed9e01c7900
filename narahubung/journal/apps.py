from importlib import import_module

from django.apps import AppConfig
from django.db.models import signals
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "narahubung.journal"
    verbose_name = _("Ledger")

    def ready(self):
        # The one signal of the house: Django calls nothing else after migrations, and they lose triggers.
        signals.post_migrate.connect(self.restore_guards, sender=self)

    def restore_guards(self, **signal):
        import_module("narahubung.journal.guards").restore(**signal)
