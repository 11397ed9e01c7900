"""What the pages of trainings show: lists, the page of one, and what was said about it."""

from itertools import groupby

from django.utils.translation import gettext as _

from narahubung.cases.listing import Key, Keyset
from narahubung.cases.timeline import who_did
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART
from narahubung.collaboration.models import Participant, Training
from narahubung.collaboration.pages import qr_of
from narahubung.collaboration.training_certificates import days_of
from narahubung.collaboration.training_lifecycle import AHEAD, HAPPENED, HOLD, OVER, Stage
from narahubung.ui.dates import near
from narahubung.ui.paging import Pager
from narahubung.ui.thread import Knot

SOONEST = Keyset((Key("starts_on"), Key("pk")))
NEWEST = Keyset((Key("starts_on", descending=True), Key("pk", descending=True)))
# What each of the many says of itself would bury what happened to the training.
QUIET = (
    *("enrolled", "left", "attended", "answered", "paper_added"),
    *("point_added", "point_removed", "speaker_added", "speaker_removed"),
)
TABS = ("ahead", "behind")


def list_page(actor, query, today) -> dict:
    tab = query.get("tab") if query.get("tab") in TABS else "ahead"
    seen = Training.objects.visible_to(actor)
    rows, order = (seen.ahead(today), SOONEST) if tab == "ahead" else (seen.behind(today), NEWEST)
    page = order.page(rows, query.get("at", ""), dress=lambda found: found.for_list())
    labels = {"ahead": _("To come"), "behind": _("Past")}
    return {
        "requests": list(seen.requests().for_list().order_by("starts_on", "pk")),
        "trainings": page.rows,
        "tabs": [{"label": labels[n], "url": f"?tab={n}", "current": n == tab} for n in TABS],
        "page": Pager(
            previous=f"?tab={tab}&at={page.previous}" if page.previous else "",
            next=f"?tab={tab}&at={page.next}" if page.next else "",
        ),
        "may_plan": actor.role in HOLD,
        "may_ask": actor.role in TAKE_PART,
    }


def training_page(training, actor) -> dict:
    runs = training.may_be_run_by(actor)
    people = list(
        Participant.objects.visible_to(actor).filter(training=training).enrolled().for_page()
    )
    mine = next((one for one in people if one.is_of(actor)), None)
    left = training.seats_left()
    return {
        "training": training,
        "runs": runs,
        "moves": training.moves_for(actor),
        "days": days_of(training),
        "near": near(training.starts_on, training.today),
        "invited": [str(agency) for agency in training.invited.order_by("name")],
        "speakers": list(training.speakers.all()),
        "programme": programme_of(training),
        "papers": list(training.papers.all()),
        "may_edit": training.may_be_edited_by(actor),
        "may_fill": training.may_be_filled_by(actor),
        "people": [row_of(one, training, actor) for one in people],
        "seats_left": left,
        "shows_people": training.stage not in (Stage.ASKED, Stage.PROPOSED, Stage.DECLINED),
        "may_join": mine is None and training.may_join(actor) and left,
        "may_enrol": training.may_enrol_others(actor) and left,
        "may_confirm": runs and training.attendance_may_be_written(),
        "may_certify": training.may_be_certified_by(actor),
        "mine": mine,
        "qr": qr_of(mine) if mine and training.stage == Stage.ANNOUNCED else "",
        "may_sign_in": mine and not mine.has_come and training.is_open_for_signing_in(),
        "certificate": certificate_of(mine),
        "to_answer": to_answer(training, mine),
        "has_results": training.stage in OVER and training.may_read_results(actor),
        "is_ahead": training.stage in AHEAD,
        "thread": whole_thread(training, runs or actor.role in CONVENE),
    }


def programme_of(training) -> list[tuple]:
    points = training.points.select_related("speaker")
    return [(day, list(rows)) for day, rows in groupby(points, key=lambda point: point.day)]


def row_of(one, training, actor) -> dict:
    return {
        "one": one,
        "came": len(one.days()),
        "of": len(training.days),
        "certificate": certificate_of(one),
        "may_strike": not one.days() and training.may_strike(one, actor),
    }


def certificate_of(participant):
    return getattr(participant, "certificate", None)


def to_answer(training, mine) -> list:
    """Return the forms that this person has not answered yet."""
    if mine is None or not mine.days():
        return []
    return [r for r in training.rounds.all() if r.is_open() and not mine.has_answered(r.name)]


def whole_thread(training, inside) -> list[Knot]:
    events = training.events.exclude(kind__in=QUIET).select_related("actor")
    knots = [
        Knot(str(HAPPENED[e.kind]), at=e.at, who=who_did(e), note=note_of(e, inside))
        for e in events
    ]
    if training.stage in AHEAD:
        first = training.moment(training.starts_on, training.begins)
        knots.append(Knot(_("The training"), at=first, who=training.place, state="promised"))
    return knots


def note_of(event, inside) -> str:
    """Why a certificate was taken back is no matter of those who were only there."""
    return event.note if inside or event.kind != "certificate_void" else ""


def results_page(training) -> dict:
    """Return both forms side by side: how many answered, and what they said where it names nobody."""
    came = training.participants.who_came().filter(user__isnull=False).count()
    return {
        "training": training,
        "days": days_of(training),
        "forms": [
            {"round": one, "count": one.answers.count(), "of": came, "results": one.results()}
            for one in training.rounds.all()
        ],
    }
