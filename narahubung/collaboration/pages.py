"""What the pages of meetings show: the thread of a year, the page of one meeting, lists of decisions."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from narahubung.cases.listing import Key, Keyset
from narahubung.cases.timeline import who_did
from narahubung.collaboration.agenda import SOURCES
from narahubung.collaboration.decisions import Decision
from narahubung.collaboration.meetings_agenda import AgendaPoint, may_be_made
from narahubung.collaboration.meetings_lifecycle import HAPPENED, TAKE_PART, WRITTEN, Stage
from narahubung.collaboration.meetings_people import Invitation
from narahubung.documents import qr_svg
from narahubung.ui.dates import near
from narahubung.ui.thread import Knot

NEWEST = Keyset((Key("starts_at", descending=True), Key("pk", descending=True)))
BY_DAY = Keyset((Key("due_on"), Key("pk")))
KNOTS = {
    Stage.PLANNED: "promised",
    Stage.INVITED: "open",
    Stage.CANCELLED: "paused",
}


def zone_of(actor):
    """Return where the clocks of this actor stand: the office's zone, or that of the agency's region."""
    place = actor.office or actor.agency
    return ZoneInfo(place.zone)


def year_thread(meetings) -> list[Knot]:
    """Return the meetings of a year as one thread, the oldest first."""
    return [
        Knot(
            meeting.heading,
            at=meeting.begins,
            who=meeting.place,
            state=KNOTS.get(meeting.stage, "done"),
            note=str(meeting.stage_label),
            href=meeting.get_absolute_url(),
        )
        for meeting in meetings
    ]


def meeting_page(meeting, actor) -> dict:
    runs = meeting.may_be_run_by(actor)
    invitations = list(Invitation.objects.visible_to(actor).filter(meeting=meeting).for_page())
    moves = meeting.moves_for(actor) if runs else []
    mine = next((one for one in invitations if one.is_of(actor)), None)
    return {
        "meeting": meeting,
        "runs": runs,
        "moves": moves,
        "near": near(meeting.begins, timezone.now().astimezone(meeting.zone_info)),
        "points": points_for(meeting, actor),
        "elsewhere": elsewhere(meeting, actor),
        "may_make_agenda": runs and may_be_made(meeting),
        "may_be_moved": runs and meeting.may_be_moved(),
        "may_write": runs and meeting.stage in WRITTEN and meeting.has_begun(),
        "may_confirm": runs and meeting.attendance_may_be_written(),
        "invitations": invitations,
        "came": sum(one.has_come for one in invitations),
        "walk_ins": list(meeting.attendances.filter(way="walk_in").select_related("agency")),
        "uninvited": uninvited(meeting, invitations) if runs else (),
        "mine": mine,
        "qr": qr_of(mine) if mine and meeting.stage == Stage.INVITED else "",
        "may_sign_in": mine and not mine.has_come and meeting.is_open_for_signing_in(),
        "decisions": rows_of(
            Decision.objects.visible_to(actor).filter(meeting=meeting).for_list(), actor
        ),
        "thread": whole_thread(meeting),
        "has_record": meeting.stage in (Stage.APPROVED, Stage.CLOSED),
        "day_off": runs and meeting.falls_on_a_day_off(),
    }


def points_for(meeting, actor) -> list[dict]:
    points = AgendaPoint.objects.visible_to(actor).filter(meeting=meeting).in_order()
    return [{"point": point, "link": point.link_for(actor)} for point in points]


def elsewhere(meeting, actor) -> list[str]:
    """Return what the other members bring, as sums without a name."""
    if actor.role not in TAKE_PART or meeting.stage == Stage.PLANNED:
        return []
    others = meeting.points.exclude(agency=None).exclude(agency__in=actor.scope).exclude(source="")
    said = _("%(title)s: %(number)s, at %(agencies)s other agencies")
    return [
        said % {"title": SOURCES[name].title, "number": number, "agencies": agencies}
        for name, (number, agencies) in others.totals().items()
        if name in SOURCES
    ]


def uninvited(meeting, invitations) -> list:
    """Return the members for whom nobody is invited, once invitations are out."""
    if meeting.stage not in (Stage.INVITED, Stage.HELD):
        return []
    # Somebody may stand for several members, and is invited for the first of them.
    asked = {one.agency_id for one in invitations}
    return [agency for agency in meeting.series.members.order_by("name") if agency.pk not in asked]


def qr_of(invitation) -> str:
    # Drawn by ourselves, of an address that we made.
    return mark_safe(qr_svg(settings.SITE_URL + invitation.get_absolute_url()))


def whole_thread(meeting) -> list[Knot]:
    events = meeting.events.select_related("actor")
    knots = [
        Knot(str(HAPPENED[e.kind]), at=e.at, who=who_did(e), note=note_of(e))
        for e in events
        if e.kind != "attended"
    ]
    if meeting.stage in (Stage.PLANNED, Stage.INVITED):
        knots.append(Knot(_("The meeting"), at=meeting.begins, who=meeting.place, state="promised"))
    return knots


def note_of(event) -> str:
    number = event.facts.get("number")
    about = _("decision %(n)s") % {"n": number} if number and "decision" in event.facts else ""
    return " · ".join(filter(None, (about, event.note)))


def rows_of(decisions, actor) -> list[dict]:
    return [{"decision": one, "clock": clock_of(one)} for one in decisions]


def clock_of(decision) -> tuple[str, str]:
    """Return the one sentence of a decision and its tone."""
    if decision.progress == "done":
        return _("Done"), "ok"
    if decision.progress == "reported":
        return _("Reported as done, to be confirmed"), "quiet"
    words = near(decision.due_on, decision.today)
    if decision.is_late():
        return _("Late: was due %(when)s") % {"when": words}, "late"
    return _("Due %(when)s") % {"when": words}, "due"


class Decisions:
    """The list of decisions: what one's own agency has to do, or what an office has to look after."""

    TABS = ("open", "late", "done")

    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.tab = query.get("tab") if query.get("tab") in self.TABS else "open"
        self.is_member = actor.role in TAKE_PART
        self.whose = "all" if query.get("whose") == "all" or not self.is_member else "mine"
        self.today = timezone.now().astimezone(zone_of(actor)).date()

    @property
    def visible(self):
        seen = Decision.objects.visible_to(self.actor)
        return seen.owned_by(self.actor) if self.whose == "mine" else seen

    def page(self):
        rows = {
            "open": self.visible.outstanding(),
            "late": self.visible.late(self.today),
            "done": self.visible.done(),
        }[self.tab]
        return BY_DAY.page(rows, self.query.get("at", ""), dress=lambda found: found.for_list())

    def link(self, **changes):
        query = {"tab": self.tab, "whose": self.whose, **changes}
        return "?" + "&".join(f"{k}={v}" for k, v in query.items() if v)

    def tabs(self):
        labels = {"open": _("Outstanding"), "late": _("Late"), "done": _("Done")}
        return [
            {"label": labels[name], "url": self.link(tab=name), "current": name == self.tab}
            for name in self.TABS
        ]

    def whose_tabs(self):
        if not self.is_member:
            return []
        return [
            {"label": words, "url": self.link(whose=name), "current": name == self.whose}
            for name, words in (("mine", _("Ours")), ("all", _("Of all members")))
        ]


def back_to(meeting):
    return reverse("collaboration:meeting", args=[meeting.reference])
