"""The measure of all things here: a site of one Django view without middleware that inserts one row.

Served by the same server with as many workers, into the same database.
"""

from benchmarks.settings import (  # noqa: F401
    ALLOWED_HOSTS,
    DATABASES,
    DEFAULT_AUTO_FIELD,
    LOGGING,
    LOGGING_CONFIG,
    SECRET_KEY,
    USE_TZ,
)

INSTALLED_APPS = ["benchmarks"]
ROOT_URLCONF = "benchmarks.bare_view"
WSGI_APPLICATION = "narahubung.config.wsgi.application"
