"""Up to where events can be trusted to be whole.

On PostgreSQL a number may be drawn before another and committed after it. So the cursor only passes what was
there when it looked the last time, and only once every transaction of that moment has ended. What lies
beyond is counted, too, and looked at again: counting a file twice changes nothing.
"""

from django.db import connection, models

SNAPSHOT = """
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
           pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""
EVERYTHING = 2**62


def trusted(cursor, events) -> int:
    """Return the last number that the cursor may pass, and move the horizon of the cursor on."""
    if connection.vendor != "postgresql":
        return EVERYTHING  # One writer at a time: who draws first commits first.
    with connection.cursor() as database:
        database.execute(SNAPSHOT)
        oldest, next_one = database.fetchone()
    safe = cursor.position
    if cursor.horizon_xid <= oldest:
        safe = max(safe, cursor.horizon)
        cursor.horizon = events.objects.aggregate(last=models.Max("pk"))["last"] or 0
        cursor.horizon_xid = next_one
    return safe
