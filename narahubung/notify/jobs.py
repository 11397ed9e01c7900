"""What the worker does for the outbox, each minute and whenever somebody wakes it."""

from django.utils import timezone

from narahubung.jobs import every, job
from narahubung.notify import erasure
from narahubung.notify.dispatch import ROUND, deliver_due, dispatch_next


@every("* * * * *", "outbox")
@job("outbox")
def work_the_outbox():
    """People are told on the page first, so that a slow mail server holds up mails alone."""
    until = timezone.now() + ROUND
    while dispatch_next():
        pass
    while deliver_due(until=until):
        pass


@job("notify.remove_mails")
def remove_mails(complaint: int):
    erasure.remove_mails(complaint)
