"""The ground on which all tests stand: a folder of their own, and nothing of the operator's settings.

The environment is set when this file is read, which is before Django reads it; that is why the
settings are named here and not in pyproject.toml.
"""

import atexit
import os
import shutil
import tempfile
from importlib import import_module

import django
import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

from narahubung.recently import forget_all
from tests.browser import ARGUMENTS, chromium

# A busy machine makes examples slow, which is no fault of what is tested.
examples.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("house")

# The workers of xdist are started with the environment of the first process, and share its folder.
if "PYTEST_XDIST_WORKER" not in os.environ:
    HOME = tempfile.mkdtemp(prefix="narahubung-tests-")
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="narahubung.config.settings",
        NARAHUBUNG_HOME=HOME,
        NARAHUBUNG_ENV=os.devnull,
    )


settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Here and not by pytest-django later, so that the conftest of an app can import models.
django.setup()


@pytest.fixture(scope="session")
def browser():
    """Chromium, for journeys marked `browser`; without it they are left out, with the reason."""
    path = chromium()
    if not path:
        pytest.skip("Chromium is absent")
    playwright = pytest.importorskip("playwright.sync_api")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as runner:
        yield runner.chromium.launch(executable_path=path, args=ARGUMENTS)


@pytest.fixture(autouse=True)
def database_that_may_be_emptied(request, _django_db_marker):
    """A test with transactions of its own ends by emptying all tables, which the guards of the ledger refuse.

    They are dropped just before, as an owner of the database can, and stand again after it: emptying
    ends with the same signal as migrating. Asking for the marker makes this end before the emptying.
    The search indexes, which Django does not know, are made anew.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    names = {"transactional_db", "live_server"} & set(request.fixturenames)
    if names or (marker and marker.kwargs.get("transaction")):
        import_module("tests.emptied").make_ready()


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test has a database of its own, and what one remembers is not true in the next."""
    forget_all()


@pytest.fixture
def world(db):
    """Kabupaten Kutai Raya with Sari, Rina, Budi, Tono and their papers."""
    # Models can be imported only when Django is set up, which is after this file is read.
    return import_module("tests.kept_world").world()
