from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.cases.erasers import erases
from narahubung.ui import navigation


class PortalConfig(AppConfig):
    name = "narahubung.portal"

    def ready(self):
        erases("narahubung.portal.drafts.forget")
        add = navigation.add
        add(_("Submit a complaint"), "portal:submit", "pencil-square", place="public", order=10)
        add(_("Follow a complaint"), "portal:track", "magnifying-glass", place="public", order=20)
        add(_("Agencies"), "portal:agencies", "building-office-2", place="public", order=30)
        add(_("Agreements"), "portal:agreements", "document-check", place="public", order=40)
        add(_("About"), "portal:about", "information-circle", place="public", order=80)
        add(_("Privacy"), "portal:privacy", "shield-check", place="public", order=90)
