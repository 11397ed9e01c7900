"""What the house does by itself when days pass, for reports."""

from datetime import timedelta

from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Reason
from narahubung.cases.upkeep import BATCH, each, notice, passed, still_late
from narahubung.clocks.calendars import Calendars
from narahubung.jobs import every, job
from narahubung.reports.intake import words
from narahubung.reports.lifecycle import CLOCKS
from narahubung.reports.models import (
    Attachment,
    Deadline,
    LetterPaper,
    LiaisonTask,
    ProductPaper,
    Report,
)
from narahubung.reports.task_opening import count_acknowledgement_again, follow_clock

THEN = {clock.rule: clock.then for clock in CLOCKS if clock.then}


@every("* * * * *", "reports.run_out")
def run_out() -> int:
    """Take the step that a clock names when it has run out."""
    return each(passed(Deadline.objects.filter(rule__code__in=THEN)), step_after)


def step_after(key):
    deadline = of_key(key)
    return still_late(deadline).exists() and deadline.case.take(
        THEN[deadline.rule.code], by=System()
    )


def of_key(key):
    return Deadline.objects.select_related("report__office", "rule").get(pk=key)


@every("* * * * *", "reports.notice_overdue")
def notice_overdue() -> int:
    """Write into the history, once, that a promise was not kept."""
    return each(passed(Deadline.objects.filter(noticed_at=None)), notice_one)


def notice_one(key):
    return notice(of_key(key))


@every("45 0 * * *", "reports.count_again")
def count_again() -> int:
    """Count the open promises again each night: a decree may have changed which days are off."""
    return each(
        Report.objects.filter(deadlines__stopped_at=None).distinct().values_list("pk", flat=True),
        recount,
    )


def recount(key) -> int:
    file = Report.objects.select_related("office").get(pk=key)
    file.lock(System())
    calendar, moved = Calendars().of(file.calendar_region, file.week), 0
    for deadline in file.deadlines.running().select_related("rule"):
        before, deadline.due = deadline.due, deadline.due_with(deadline.spans(), calendar)
        if before != deadline.due:
            deadline.save(update_fields=["due"])
            follow_clock(deadline)
            file.next_due = file.first_due()
            file.due_moved(before, deadline.due)
            facts = {"rule": deadline.rule.code, "before": str(before), "after": str(deadline.due)}
            file.log("deadline_moved", System(), facts=facts, public=True, changed=["next_due"])
            moved += 1
    return moved


@every("27 * * * *", "reports.erase_asked")
def erase_asked() -> int:
    """Keep the word given to those whose report had to stay: erase it as soon as it has ended."""
    waiting = Report.objects.ended().filter(erasure_asked_at__isnull=False, erased_at=None)
    return each(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH], erase)


def erase(key):
    return Report.objects.get(pk=key).erase(System(), Reason.ASKED)


@every("50 0 * * *", "reports.count_acknowledgements")
def count_acknowledgements() -> int:
    tasks = LiaisonTask.objects.waiting().filter(acknowledged_at=None)
    return each(tasks.values_list("pk", flat=True), recount_acknowledgement)


def recount_acknowledgement(key) -> bool:
    tasks = LiaisonTask.objects.select_related("report__office", "agency__region", "ack_rule")
    task = tasks.get(pk=key)
    task.report.lock(System())
    task.refresh_from_db(fields=["acknowledged_at", "answered_at", "settled_at", "internal_due"])
    return task.awaits_acknowledgement() and count_acknowledgement_again(task)


@every("37 * * * *", "reports.erase_traces")
@job("reports.erase_traces")
def erase_traces() -> int:
    """Remove from the disk what was erased in the database."""
    lately = timezone.now() - timedelta(hours=2)
    if Report.objects.filter(erased_at__gte=lately).exists():
        words.settle()
    gone = [
        *Attachment.objects.filter(report__erased_at__isnull=False).exclude(cleaned=""),
        *ProductPaper.objects.filter(product__report__erased_at__isnull=False).exclude(cleaned=""),
        *LetterPaper.objects.filter(letter__report__erased_at__isnull=False).exclude(cleaned=""),
    ]
    for paper in gone:
        paper.cleaned.delete(save=False)
        if paper.original:
            paper.original.delete(save=False)
        paper.save(update_fields=["cleaned", "original"])
    return len(gone)
