"""What the house does by itself when days pass: steps, notices, and counting again after a decree."""

from datetime import timedelta

from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Reason
from narahubung.cases.upkeep import BATCH, each, latest_today, notice, passed, still_late
from narahubung.clocks.calendar import today_in
from narahubung.complaints.holds import NEEDED_AT, held
from narahubung.complaints.lifecycle import CLOCKS, Stage
from narahubung.complaints.models import Complaint, Deadline
from narahubung.complaints.recount import recount_all
from narahubung.complaints.traces import clean_pages, remove_files, rewrite_database
from narahubung.jobs import every, job

THEN = {clock.rule: clock.then for clock in CLOCKS if clock.then}


@every("* * * * *", "complaints.run_out")
def run_out() -> int:
    """Take the step that a clock names when it has run out."""
    return each(passed(Deadline.objects.filter(rule__code__in=THEN)), step_after)


def step_after(key):
    deadline = of_key(key)
    return still_late(deadline).exists() and deadline.case.take(
        THEN[deadline.rule.code], by=System()
    )


def of_key(key):
    return Deadline.objects.select_related("complaint", "rule").get(pk=key)


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
    return each(passed(Deadline.objects.filter(binds="agency", noticed_at=None)), notice_one)


def notice_one(key):
    return notice(of_key(key))


@every("40 0 * * *", "calendar.changed")
def count_again():
    """Count the open deadlines again after a decree, and each night, should the list itself have changed."""
    recount_all()


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
