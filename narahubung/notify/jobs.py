"""What the worker does for the outbox, each minute and whenever somebody wakes it."""

from django.utils import timezone

from narahubung.jobs import every, job
from narahubung.notify import erasure
from narahubung.notify.agreements import AgreementMail
from narahubung.notify.decrees import DecreeWarning
from narahubung.notify.dispatch import (
    ROUND,
    deliver_due,
    dispatch_next,
    send_officer_mails,
)
from narahubung.notify.evaluations import EvaluationMail
from narahubung.notify.meetings import DecisionMail, MeetingMail, tell_of_meetings
from narahubung.notify.mentorings import MentoringMail, tell_of_mentorings
from narahubung.notify.task_mails import TaskMail
from narahubung.notify.trainings import TrainingMail, tell_of_trainings


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
def remove_mails(**file: int):
    """Given the kind of file and its key, such as `complaint=7`."""
    [(kind, pk)] = file.items()
    erasure.remove_mails(kind, pk)


@every("15 6 * * *", "notify.decrees")
def warn_of_decrees():
    """Write down each morning who is to be warned that a decree ends, and tell them."""
    DecreeWarning.objects.note_all()
    send_decree_warnings()


@every("*/10 * * * *", "notify.decree_mails")
def send_decree_warnings():
    """Send what could not be sent before."""
    send_officer_mails(DecreeWarning.objects)


@every("8 * * * *", "notify.tasks")
def remind_of_tasks():
    """Write down each hour who is to be told of a task of the Ombudsman, and tell them."""
    TaskMail.objects.note_all()
    send_task_mails()


@every("*/10 * * * *", "notify.task_mails")
def send_task_mails():
    """Send what could not be sent before."""
    send_officer_mails(TaskMail.objects)


@every("* * * * *", "notify.meetings")
def work_on_meetings():
    """Write down who is to be told of what happened at meetings, and tell them."""
    while tell_of_meetings():
        pass
    send_officer_mails(MeetingMail.objects)
    send_officer_mails(DecisionMail.objects)


@every("* * * * *", "notify.mentorings")
def work_on_mentorings():
    """Write down who is to be told of what happened in mentorings, and tell them."""
    while tell_of_mentorings():
        pass
    send_officer_mails(MentoringMail.objects)


@every("*/5 * * * *", "notify.agreements")
def tell_of_agreements():
    """Write down who is to be told of what happened to an agreement, and tell them."""
    while AgreementMail.objects.note_all():
        pass
    send_officer_mails(AgreementMail.objects)


@every("* * * * *", "notify.trainings")
def work_on_trainings():
    """Write down who is to be told of what happened at trainings, and tell them."""
    while tell_of_trainings():
        pass
    send_officer_mails(TrainingMail.objects)


@every("*/5 * * * *", "notify.evaluations")
def tell_of_evaluations():
    """Write down who is to be told of what happened to a yearly evaluation, and tell them."""
    while EvaluationMail.objects.note_all():
        pass
    send_officer_mails(EvaluationMail.objects)
