from django.db.backends.sqlite3 import base

from drills.faults import Fragile


class DatabaseWrapper(Fragile, base.DatabaseWrapper):
    """SQLite that can be stopped at each statement."""
