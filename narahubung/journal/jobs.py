"""What the worker does for the ledger: a checkpoint each day, just after midnight."""

from narahubung.jobs import every
from narahubung.journal.publishing import publish


@every("5 0 * * *", "journal.checkpoint")
def checkpoint():
    publish()
