"""What the house does for the desk by itself: tell the people of a breach, remind the officer, keep the schedule."""

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.jobs import every
from narahubung.notify.dispatch import send_officer_mails
from narahubung.protection.breaches import Breach, BreachFile
from narahubung.protection.letters import notice_words
from narahubung.protection.reminders import Reason, Reminder
from narahubung.protection.requests import DataRequest
from narahubung.protection.retention import let_go

BATCH = 500
log = structlog.get_logger()


@every("* * * * *", "protection.tell")
def tell_people():
    """Write the notice into each file that a breach concerns, one transaction a file, each file once."""
    for breach in Breach.objects.filter(telling_since__isnull=False, people_told_at=None):
        for pk in breach.untold().values_list("pk", flat=True)[:BATCH]:
            tell_one(pk)
        finish_telling(breach.pk)


@transaction.atomic
def tell_one(pk):
    row = BreachFile.objects.select_for_update(of=("self",)).select_related("complaint").get(pk=pk)
    if row.told_at:
        return
    file, breach = row.complaint, row.breach
    if file.erased_at:
        row.delete()  # Nobody is left there who could be told.
        return
    file.lock(System())
    message = file.messages.create(
        text=notice_words(breach), role="data_protection", author=str(breach.agency)
    )
    facts = {"breach": breach.reference, "message": message.pk}
    file.log("data_breach", System(), facts=facts, public=True)
    row.told_at = timezone.now()
    row.save(update_fields=["told_at"])


@transaction.atomic
def finish_telling(pk):
    breach = Breach.objects.select_for_update(of=("self",)).get(pk=pk)
    if breach.people_are_being_told() and not breach.untold().exists():
        breach.people_are_told()


@every("* * * * *", "protection.remind")
def remind():
    """Tell the officer what is new and what is late: a row first, then the mail."""
    note_reminders()
    send_reminders()


def note_reminders():
    for cases in (DataRequest.objects, Breach.objects):
        open_ones = cases.filter(stopped_at=None).select_related("agency")
        for case in open_ones:
            Reminder.objects.note(case, Reason.NEW)
            if case.is_late():
                Reminder.objects.note(case, Reason.LATE)


def send_reminders():
    send_officer_mails(Reminder.objects)


@every("40 2 * * *", "protection.retention")
def keep_the_schedule():
    """End what is over, where the operator has switched it on: what goes does not come back."""
    if not settings.RETENTION:
        return
    for result in let_go():
        if result.over:
            log.info("retention", kind=result.kind.code, over=result.over, gone=result.gone)
