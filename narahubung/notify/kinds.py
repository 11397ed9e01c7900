"""The kinds of files of whose events people are told, and what differs between them. All else of the outbox is one."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import models
from django.db.models import Q

from narahubung.accounts.models import Role
from narahubung.complaints.models import Event as ComplaintEvent
from narahubung.complaints.models import ReportedParty
from narahubung.complaints.wall import hidden_users
from narahubung.notify.recipients import MUST_ACT, RECIPIENTS, Recipient
from narahubung.notify.report_recipients import (
    OPENS,
    REPORT_MUST_ACT,
    REPORT_RECIPIENTS,
)
from narahubung.reports.models import Event as ReportEvent
from narahubung.reports.models import Recusal


@dataclass(frozen=True)
class Kind:
    """`column` is the foreign key to its event in the outbox, `file` that from the event to the file."""

    events: type[models.Model]
    column: str
    file: str
    with_file: tuple[str, ...]
    person: Role
    place: str
    texts: str
    recipients: dict
    must_act: dict
    opens: dict
    hidden_users: Callable
    hidden_files: Callable

    def waiting(self):
        return self.events.objects.filter(dispatched_at=None)

    def silent(self) -> list[str]:
        return [kind for kind, groups in self.recipients.items() if not groups]

    def file_of(self, event):
        return getattr(event, self.file)

    def home_of(self, file):
        """Return the place by whose clock the person of a file rests."""
        return file.region or getattr(file, self.place)

    def address(self, event) -> str:
        """Return what an officer opens who hears of this: the file, or what of it is meant for them."""
        opens = self.opens.get(event.kind)
        return opens(event) if opens else self.file_of(event).get_absolute_url()

    def link(self, event) -> str:
        return settings.SITE_URL + self.address(event)


def aside_from(report) -> set[int]:
    """Return who stepped aside from a report, and whom the complaint is about that it came from."""
    aside = set(report.recusals.values_list("user", flat=True))
    return aside | hidden_users(report.complaint) if report.complaint_id else aside


def complaints_about(actor) -> Q:
    return Q(event__complaint__in=ReportedParty.objects.against(actor).files())


def reports_closed_to(actor) -> Q:
    about_them = ReportedParty.objects.against(actor).files()
    return Q(report_event__report__in=Recusal.objects.files_of(actor)) | Q(
        report_event__report__complaint__in=about_them
    )


COMPLAINTS = Kind(
    events=ComplaintEvent,
    column="event",
    file="complaint",
    with_file=("agency__parent", "agency__region", "unit", "region"),
    person=Role.COMPLAINANT,
    place="agency",
    texts="officer",
    recipients=RECIPIENTS,
    must_act=MUST_ACT,
    opens={},
    hidden_users=hidden_users,
    hidden_files=complaints_about,
)
REPORTS = Kind(
    events=ReportEvent,
    column="report_event",
    file="report",
    with_file=("office", "transferred_to", "region", "reported__parent", "complaint"),
    person=Role.REPORTER,
    place="office",
    texts="report_officer",
    recipients=REPORT_RECIPIENTS,
    must_act=REPORT_MUST_ACT,
    opens=OPENS,
    hidden_users=aside_from,
    hidden_files=reports_closed_to,
)
KINDS = (COMPLAINTS, REPORTS)


def kind_of(event) -> Kind:
    return next(kind for kind in KINDS if isinstance(event, kind.events))


def kind_of_file(file) -> Kind:
    return next(
        k for k in KINDS if isinstance(file, k.events._meta.get_field(k.file).related_model)
    )


def recipients_of(event) -> list[Recipient]:
    """Return each person once, and never the one who did it; but what came in is confirmed in writing.

    Whom the file is about is told nothing (`complaints/wall.py`), nor who stepped aside from it.
    """
    kind = kind_of(event)
    told, walled_off = {}, kind.hidden_users(kind.file_of(event))
    for group in kind.recipients[event.kind]:
        must_act = kind.must_act.get(event.kind) is group
        for recipient in group(event):
            if recipient.user and recipient.user.pk in walled_off:
                continue
            told.setdefault(recipient.key, replace(recipient, must_act=must_act))
    author = f"user:{event.actor_id}" if event.actor_id else event.role
    if author != kind.person or event.kind != "received":
        told.pop(author, None)
    return list(told.values())
