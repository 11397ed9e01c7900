"""The settings of the house, with points to be killed at. Clients come from many addresses, as behind a proxy.

Nothing else differs: limits are counted, SQLite writes with `synchronous=FULL`, PostgreSQL with `fsync`.
"""

from narahubung.config.settings import *  # noqa: F403
from narahubung.config.settings import DATABASES, STORAGES

ENGINE_OF = {
    "django.db.backends.sqlite3": "drills.engines.sqlite",
    "django.db.backends.postgresql": "drills.engines.postgres",
}
DATABASES["default"]["ENGINE"] = ENGINE_OF[DATABASES["default"]["ENGINE"]]
STORAGES["default"] = {"BACKEND": "drills.storage.FragileStorage"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_PROXY_SSL_HEADER = None
# No page is looked at, so styles need not be collected.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
