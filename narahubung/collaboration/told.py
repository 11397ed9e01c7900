"""What meetings and their decisions tell those who count. Each counts once for whoever asks for several agencies."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from narahubung.accounts.roles import Role
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART, Stage
from narahubung.collaboration.models import Decision, Invitation, Meeting, MeetingEvent
from narahubung.directory.models import OmbudsmanOffice
from narahubung.figures.registry import Line, Place, Reading, Tick

DAY = timedelta(days=1)
TOOK_PLACE = (Stage.HELD, Stage.APPROVED, Stage.CLOSED)
# By which a decision comes to wait for its owner, and by which it no longer does.
OPENING, CLOSING = ("decided", "decision_given_back"), ("decision_reported", "decision_done")


def scope(actor) -> Q | None:
    """An office counts what it convened, and an agency what it has a part in."""
    if actor.role == Role.SYSTEM:
        return Q(office__gt=0)
    if actor.role in CONVENE:
        return Q(office=actor.office.pk)
    return Q(agency__in=actor.scope) if actor.role in TAKE_PART else None


def ground() -> str:
    offices = OmbudsmanOffice.objects.order_by("pk").values_list("pk", "zone")
    return hashlib.sha256(repr(list(offices)).encode()).hexdigest()


def invited_to(meetings: Iterable[int]) -> dict[int, set[int]]:
    """Return which agencies were invited to each meeting: they may see it for ever."""
    found = defaultdict(set)
    rows = Invitation.objects.filter(meeting__in=meetings, agency__isnull=False).order_by()
    for meeting, agency in rows.values_list("meeting", "agency"):
        found[meeting].add(agency)
    return found


# Meetings.


@dataclass(frozen=True)
class Held:
    """The day of a meeting or of an invitation to it, if it took place, and whether that person came."""

    day: date | None
    came: bool = False


def held(story) -> Iterable[Tick]:
    if story.day:
        yield Tick(story.day)


def came(story) -> Iterable[Tick]:
    if story.day and story.came:
        yield Tick(story.day)


def day_of(meeting) -> date | None:
    return meeting.day if meeting.stage in TOOK_PLACE else None


def read_meetings(keys) -> Iterator[Reading]:
    rows = Meeting.objects.filter(pk__in=keys).order_by("pk").defer("minutes_text")
    agencies = invited_to(keys)
    for meeting in rows.select_related("series__office"):
        shared = tuple(sorted(agencies[meeting.pk]))
        place = Place(office=meeting.series.office_id, shared=shared)
        yield Reading(meeting.pk, place, Held(day_of(meeting)))


def listed_meetings(meetings):
    return meetings.select_related("series__office")


def line_of_meeting(meeting) -> Line:
    words = (meeting.reference, meeting.place, meeting.stage_label)
    return Line(meeting.heading, words, meeting.get_absolute_url())


def read_invitations(keys) -> Iterator[Reading]:
    rows = Invitation.objects.filter(pk__in=keys).order_by("pk")
    for row in rows.select_related("meeting__series__office", "attendance"):
        place = Place(row.agency_id or 0, office=row.meeting.series.office_id)
        yield Reading(row.pk, place, Held(day_of(row.meeting), row.has_come))


def listed_invitations(rows):
    return rows.select_related("meeting__series__office", "user", "agency")


def line_of_invitation(row) -> Line:
    words = (row.meeting.heading, row.agency or row.meeting.office)
    return Line(row.user.name, words, row.meeting.get_absolute_url())


# Decisions.


@dataclass(frozen=True)
class Decided:
    """A decision by its days: until when it was to be done, when it waited for its owner, when it was done."""

    due: date
    waits: tuple[tuple[date, date | None], ...] = ()
    reported: date | None = None
    done: date | None = None


def made(story) -> Iterable[Tick]:
    if story.waits:
        yield Tick(story.waits[0][0])


def done(story) -> Iterable[Tick]:
    if story.done:
        yield Tick(story.done)


def done_in_time(story) -> Iterable[Tick]:
    if story.done and story.reported and story.reported <= story.due:
        yield Tick(story.done)


def late(story) -> Iterator[Tick]:
    """Count the days after its date on which nobody had reported it done."""
    for first, last in story.waits:
        since = max(first, story.due + DAY)
        if last is None or last > since:
            yield Tick(since, last)


def read_decisions(keys) -> Iterator[Reading]:
    rows = Decision.objects.filter(pk__in=keys).order_by("pk").defer("text", "evidence")
    rows = list(rows.select_related("meeting__series__office"))
    meetings = {row.meeting_id for row in rows}
    agencies, steps = invited_to(meetings), steps_of(meetings)
    for row in rows:
        # Whose own people were not invited do not see the meeting in which it was decided.
        hidden = row.owner_id not in agencies[row.meeting_id]
        place = Place(row.owner_id, walled=hidden, office=row.meeting.series.office_id)
        yield Reading(row.pk, place, story_of(row, steps[row.pk]))


def steps_of(meetings) -> dict[int, list[tuple]]:
    found = defaultdict(list)
    events = MeetingEvent.objects.filter(meeting__in=meetings, kind__in=(*OPENING, *CLOSING))
    for kind, at, key in events.order_by("meeting", "seq").values_list(
        "kind", "at", "facts__decision"
    ):
        found[key].append((kind, at))
    return found


def story_of(row, steps) -> Decided:
    zone, waits, since = row.meeting.zone_info, [], None
    for kind, at in steps:
        day = timezone.localdate(at, zone)
        if kind in OPENING:
            since = since or day
        elif since:
            waits.append((since, day))
            since = None
    if since:
        waits.append((since, None))
    reported = row.reported_at and timezone.localdate(row.reported_at, zone)
    finished = row.done_at and timezone.localdate(row.done_at, zone)
    return Decided(row.due_on, tuple(waits), reported, finished)


def listed_decisions(rows):
    return rows.select_related("meeting__series__office", "owner")


def line_of_decision(row) -> Line:
    words = (row.meeting.heading, row.owner, row.get_progress_display())
    return Line(row.text, words, row.get_absolute_url())
