"""Where the kinds of data lie that this app and those below it keep, and which of it is over."""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q
from django_q.models import Task

from narahubung.complaints.holds import held
from narahubung.complaints.lifecycle import ENDED, Stage
from narahubung.complaints.models import Attachment, Complaint
from narahubung.notify.models import Message, State


def files_ended(before: datetime):
    over = Complaint.objects.filter(closed_at__lt=before, stage__in=ENDED, erased_at=None)
    return over.exclude(held()).order_by("closed_at")


def papers_withdrawn(before: datetime):
    here = {"complaint__stage": Stage.WITHDRAWN, "complaint__closed_at__lt": before}
    return Attachment.objects.filter(**here).exclude(name="").exclude(held("complaint"))


def messages(before: datetime):
    ended = (State.SENT, State.SETTLED, State.ERASED)
    happened = Q(event__at__lt=before) | Q(report_event__at__lt=before)
    over = Message.objects.filter(happened, state__in=ended)
    kept = held("event__complaint") | held("report_event__report__complaint")
    return over.exclude(kept).order_by("pk")


def mails(before: datetime) -> list[Path]:
    folder = settings.HOME / "mail"
    old = before.timestamp()
    return [path for path in sorted(folder.glob("*.log")) if os.path.getmtime(path) < old]


def sessions(before: datetime):
    return Session.objects.filter(expire_date__lt=before)


def jobs_done(before: datetime):
    return Task.objects.filter(stopped__lt=before)


FINDS = {
    f.__name__: f for f in (files_ended, papers_withdrawn, messages, mails, sessions, jobs_done)
}
