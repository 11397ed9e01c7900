from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.directory.rights import may_edit_agencies
from narahubung.ui import navigation


class DirectoryConfig(AppConfig):
    name = "narahubung.directory"

    def ready(self):
        navigation.add(
            _("Agencies"),
            "directory:agencies",
            "building-office-2",
            may_edit_agencies,
            place="person",
            order=60,
        )
