"""What every page knows without asking: the site's name, its navigation, its languages."""

from functools import partial

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from narahubung.ui import navigation

LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


def site(request):
    active = get_language() or settings.LANGUAGE_CODE
    return {
        "SITE_NAME": getattr(settings, "SITE_NAME", "Narahubung"),
        "nav": lazy_entries(request, "work"),
        "public_nav": lazy_entries(request, "public"),
        "person_nav": lazy_entries(request, "person"),
        "person_parts": navigation.parts("person"),
        "banner_parts": navigation.parts("banner"),
        "actor": getattr(request, "actor", None),
        "other_languages": [
            (code, LANGUAGE_NAMES.get(code, name))
            for code, name in settings.LANGUAGES
            if code != active
        ],
    }


def lazy_entries(request, place):
    """Count and resolve only on pages that show the entries."""
    return SimpleLazyObject(partial(navigation.entries, request, place))
