"""Letting the outbox and the queue run empty, as they do when nobody kills any more."""

import time
from datetime import timedelta

from django.utils import timezone
from django_q.models import OrmQ

from drills.processes import Worker, do_alone
from narahubung.complaints.models import Event
from narahubung.integrations.lapor.models import Import, State
from narahubung.jobs import wake
from narahubung.notify.models import Message

PATIENCE = 240


class NeverEmpty(Exception):
    """The outbox or the queue does not run empty."""


def age():
    """Let the leases of killed workers run out at once, instead of waiting for five or six minutes."""
    now = timezone.now()
    Message.objects.filter(leased_until__gt=now).update(leased_until=now - timedelta(seconds=1))
    OrmQ.objects.filter(lock__gt=now).update(lock=now - timedelta(seconds=1))


def work(log):
    do_alone(log, "outbox", {})


def drained(log) -> float:
    """Run the worker until nothing waits, and return how many seconds that took."""
    age()
    wake("outbox")
    worker, start = Worker(log), time.monotonic()
    worker.start()
    try:
        while rest := waiting():
            if time.monotonic() - start > PATIENCE:
                raise NeverEmpty(rest)
            time.sleep(0.2)
    finally:
        worker.end()
    return round(time.monotonic() - start, 1)


def waiting() -> dict:
    rest = {
        "events": Event.objects.filter(dispatched_at=None).count(),
        "mails": Message.objects.filter(state="waiting").exclude(pk__in=resting()).count(),
        "jobs": OrmQ.objects.count(),
        "imports": len(unread_uploads()),
    }
    return {name: number for name, number in rest.items() if number}


def resting():
    """Return the messages that wait for an hour at which one may be called, and not for us."""
    later = Message.objects.filter(next_attempt_at__gt=timezone.now(), leased_until=None)
    return later.filter(state="waiting", error="").values("pk")


def unread_uploads() -> list[int]:
    unread = Import.objects.filter(state__in=(State.WAITING, State.RUNNING))
    return list(unread.values_list("pk", flat=True))
