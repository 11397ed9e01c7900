"""How long a message waits after each try that failed, and for how long one worker holds it."""

from datetime import timedelta

PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]
LEASE = timedelta(minutes=5)
