"""What the lists of this app show, row by row. They name no complainant and quote no words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.notify.models import Message
from narahubung.notify.texts import called, headline
from narahubung.ui.paging import Pager

PAGE = 25
PEOPLE = {"complainant": gettext_lazy("the complainant"), "reporter": gettext_lazy("the reporter")}


@dataclass(frozen=True)
class NoticeRow:
    pk: int
    headline: str
    reference: str
    at: datetime
    unread: bool


@dataclass(frozen=True)
class UndeliveredRow:
    pk: int
    headline: str
    reference: str
    url: str
    to: str
    channel: str
    trouble: str
    attempts: int
    at: datetime


def page_of(messages, before) -> tuple[list[Message], Pager]:
    """Return a page by key, newest first, at the same price however far back one reads."""
    found = list(messages.before(before)[: PAGE + 1])
    shown = found[:PAGE]
    older = f"?row={shown[-1].pk}" if len(found) > PAGE else ""
    return shown, Pager(previous="?" if before else "", next=older)


def notice_rows(messages):
    return [
        NoticeRow(m.pk, headline(m), called(m.file), m.happened.at, unread=m.read_at is None)
        for m in messages
    ]


def undelivered_rows(messages, actor):
    """An operator sees what did not arrive, but the file opens only to those who work with it."""
    works_with_files = actor.role != Role.ADMINISTRATOR
    return [
        UndeliveredRow(
            pk=m.pk,
            headline=headline(m),
            reference=called(m.file),
            url=m.file.get_absolute_url() if works_with_files else "",
            to=m.user.name if m.user else PEOPLE[m.recipient],
            channel=m.get_channel_display(),
            trouble=m.get_error_display(),
            attempts=m.attempts,
            at=m.happened.at,
        )
        for m in messages
    ]
