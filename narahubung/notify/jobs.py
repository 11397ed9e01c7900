"""What the worker does for the outbox, each minute and whenever somebody wakes it."""

from narahubung.jobs import every
from narahubung.notify.dispatch import deliver_due, dispatch_next


@every("* * * * *", "outbox")
def work_the_outbox():
    while dispatch_next():
        pass
    while deliver_due():
        pass
