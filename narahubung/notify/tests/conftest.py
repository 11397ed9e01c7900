import gettext

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from narahubung.notify.tests.mail_server import MailServer
from narahubung.ui import catalogues


@pytest.fixture(scope="session", autouse=True)
def indonesian():
    """Compile what is in the tree, for compiled catalogues are never committed."""
    for folder in catalogues.app_folders():
        catalogues.compile_catalogue(folder)
    # Both keep what they read once, perhaps before it was compiled.
    gettext._translations.clear()
    trans_real._translations.clear()


@pytest.fixture(autouse=True)
def in_indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def mail_server(settings, monkeypatch):
    """A mail server on this machine that answers as it is told, with our own way of reaching it."""
    monkeypatch.setattr("narahubung.notify.mail.TIMEOUT", 0.5)
    settings.EMAIL_BACKEND = "narahubung.notify.mail.Backend"
    with MailServer() as server:
        settings.EMAIL_URL = server.url
        yield server
