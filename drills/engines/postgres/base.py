from django.db.backends.postgresql import base

from drills.faults import Fragile


class DatabaseWrapper(Fragile, base.DatabaseWrapper):
    """PostgreSQL that can be left at each statement."""
