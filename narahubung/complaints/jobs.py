"""What the house does by itself when days pass: steps, notices, and counting again after a decree.

Each file is a transaction of its own. A job may run twice or beside another: what it finds done under
the lock of the file it leaves alone.
"""

from datetime import timedelta

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.clocks.calendar import today_in
from narahubung.complaints.erasure import Reason
from narahubung.complaints.holds import NEEDED_AT, held
from narahubung.complaints.lifecycle import CLOCKS, Stage
from narahubung.complaints.models import Complaint, Deadline
from narahubung.complaints.recount import recount_all
from narahubung.complaints.traces import clean_pages, remove_files, rewrite_database
from narahubung.directory.models import Zone
from narahubung.jobs import every, job

BATCH = 500
log = structlog.get_logger()
THEN = {clock.rule: clock.then for clock in CLOCKS if clock.then}


def latest_today():
    """Return the day where it is already furthest on; each file is then asked in its own zone."""
    return max(today_in(zone) for zone in Zone.values)


def each(keys, deed) -> int:
    """Do a deed to each file in a transaction of its own; one that fails does not stop the others."""
    done = 0
    for key in keys:
        try:
            with transaction.atomic():
                done += bool(deed(key))
        except (PermissionDenied, Complaint.DoesNotExist):
            # Somebody was faster, which is what the lock is for.
            continue
        except Exception as error:  # noqa: BLE001
            log.exception("deed failed", deed=deed.__name__, key=key, error=type(error).__name__)
    return done


@every("* * * * *", "complaints.run_out")
def run_out() -> int:
    """Take the step that a clock names when it has run out."""
    passed = Deadline.objects.overdue(latest_today()).filter(rule__code__in=THEN)
    return each(passed.order_by("due").values_list("pk", flat=True)[:BATCH], step_after)


def step_after(key):
    deadline = Deadline.objects.select_related("complaint", "rule").get(pk=key)
    file = deadline.complaint
    file.lock(System())
    still = file.deadlines.overdue(today_in(file.zone)).filter(pk=key)
    return still.exists() and file.take(THEN[deadline.rule.code], by=System())


@every("* * * * *", "complaints.resume")
def resume() -> int:
    """Take up the postponed files whose day has come."""
    waiting = Complaint.objects.filter(stage=Stage.POSTPONED, resume_on__lte=latest_today())
    return each(waiting.order_by("resume_on").values_list("pk", flat=True)[:BATCH], take_up)


def take_up(key):
    file = Complaint.objects.get(pk=key)
    file.lock(System())
    come = file.stage == Stage.POSTPONED and file.resume_on <= today_in(file.zone)
    return come and file.take("resume", by=System())


@every("* * * * *", "complaints.notice_overdue")
def notice_overdue() -> int:
    """Write into the history, once, that a promise of the agency was not kept."""
    passed = Deadline.objects.overdue(latest_today()).filter(binds="agency", noticed_at=None)
    return each(passed.order_by("due").values_list("pk", flat=True)[:BATCH], notice)


@every("40 0 * * *", "calendar.changed")
def count_again():
    """Count the open deadlines again after a decree, and each night, should the list itself have changed."""
    recount_all()


def notice(key):
    deadline = Deadline.objects.select_related("complaint", "rule").get(pk=key)
    file = deadline.complaint
    file.lock(System())
    mine = file.deadlines.overdue(today_in(file.zone)).filter(pk=key, noticed_at=None)
    if not mine.update(noticed_at=timezone.now()):
        return False
    facts = {"rule": deadline.rule.code, "due": deadline.due.isoformat()}
    return file.log("overdue", System(), facts=facts, public=True)


@every("25 * * * *", "complaints.erase_asked")
def erase_asked() -> int:
    """Keep the word given to those whose file had to stay: erase it as soon as nothing keeps it."""
    waiting = Complaint.objects.filter(erasure_asked_at__isnull=False, erased_at=None)
    free = waiting.exclude(held()).exclude(stage__in=NEEDED_AT)
    return each(free.order_by("pk").values_list("pk", flat=True)[:BATCH], erase)


def erase(key):
    return Complaint.objects.get(pk=key).erase(System(), Reason.ASKED)


@every("35 * * * *", "complaints.erase_traces")
@job("complaints.erase_traces")
def erase_traces():
    """Remove from the disk what was erased in the database: woken by each erasure, and looked after hourly."""
    if remove_files() or lately_erased():
        clean_pages()


def lately_erased() -> bool:
    return Complaint.objects.filter(erased_at__gte=timezone.now() - timedelta(hours=2)).exists()


@every("10 3 * * *", "complaints.rewrite_database")
def rewrite_at_night():
    rewrite_database()
