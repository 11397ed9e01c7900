"""The measure of all things here: a site of one Django view without middleware that inserts one row.

Served by the same server with as many workers, into the same database.
"""

from benchmarks.settings import *  # noqa: F403

MIDDLEWARE = []
ROOT_URLCONF = "benchmarks.bare_view"
