"""How the house looks after files by itself: one after the other, each in a transaction of its own.

A job may run twice or beside another: what it finds done under the lock of the file it leaves alone.
"""

import structlog
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.clocks.calendar import today_in
from narahubung.directory.models import Zone

# How many files one round of a job takes in hand; the next minute brings the next round.
BATCH = 500
log = structlog.get_logger()


def latest_today():
    """Return the day where it is already furthest on; each file is then asked in its own zone."""
    return max(today_in(zone) for zone in Zone.values)


def each(keys, deed) -> int:
    """Do a deed to each key in a transaction of its own, and count; one that fails does not stop the others."""
    done = 0
    for key in keys:
        try:
            with transaction.atomic():
                done += bool(deed(key))
        except (PermissionDenied, ObjectDoesNotExist):
            # Somebody was faster, which is what the lock is for.
            continue
        except Exception as error:  # noqa: BLE001
            log.exception("deed failed", deed=deed.__name__, key=key, error=type(error).__name__)
    return done


def passed(deadlines):
    """Return the keys of those running promises whose day is over somewhere, the oldest first."""
    late = deadlines.overdue(latest_today()).order_by("due")
    return late.values_list("pk", flat=True)[:BATCH]


def still_late(deadline):
    """Lock the file of a promise; return the promise as rows, none if it is no longer running too late."""
    file = deadline.case
    file.lock(System())
    return file.deadlines.overdue(today_in(file.zone)).filter(pk=deadline.pk)


def notice(deadline):
    """Write into the history, once, that a promise was not kept."""
    if not still_late(deadline).filter(noticed_at=None).update(noticed_at=timezone.now()):
        return False
    facts = {"rule": deadline.rule.code, "due": deadline.due.isoformat(), "binds": deadline.binds}
    return deadline.case.log("overdue", System(), facts=facts, public=True)
