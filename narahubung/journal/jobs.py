"""What the worker does for the ledger: a checkpoint each day, just after midnight."""

from narahubung.jobs import every
from narahubung.journal.publishing import HOUR, MINUTE, publish


@every(f"{MINUTE} {HOUR} * * *", "journal.checkpoint")
def checkpoint():
    publish()
