"""What the walk of the matrix finds of meetings: a series with a full agenda, decisions and a calendar."""

from datetime import timedelta

from django.utils import timezone

from narahubung.collaboration.meetings_agenda import make_agenda
from narahubung.collaboration.models import (
    Decision,
    DecisionPaper,
    Feed,
    Invitation,
    Meeting,
    Series,
)
from narahubung.documents import CleanFile
from narahubung.operations.meetings_told import begin

NOBODY = "00000000-0000-4000-8000-000000000000"
OF_A_MEETING = (
    *("meeting", "reschedule", "minutes", "record", "agenda", "point_new", "guest", "attendance"),
    "decision_new",
)
OF_A_DECISION = ("decision", "decision_done", "decision_confirm", "decision_back")
LISTS = ("meetings", "calendar", "calendar_new", "calendar_end", "series_new", "decisions")
PAGES = [
    f"collaboration:{name}"
    for name in (
        *LISTS,
        *OF_A_MEETING,
        *OF_A_DECISION,
        *("series", "proof", "attend", "point", "point_place", "step"),
    )
]
ARGUMENTS = {
    "portal:calendar": [{"token": "x"}],
    **{f"collaboration:{name}": [{"reference": "x"}] for name in OF_A_MEETING},
    **{f"collaboration:{name}": [{"pk": 1}] for name in (*OF_A_DECISION, "series")},
    "collaboration:proof": [{"key": NOBODY}],
    "collaboration:attend": [{"key": NOBODY}],
    "collaboration:point": [{"reference": "x", "pk": 1}],
    "collaboration:point_place": [{"reference": "x", "pk": 1}],
    "collaboration:step": [{"reference": "x", "name": "invite"}],
}
PAPER = CleanFile("bukti.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)


def meet(world):
    """Let the members meet about all files there are: one meeting held, the next invited to."""
    series = begin(world, world.eka, [world.place("dinkes"), world.place("disdukcapil")])
    first, second = series.meetings.order_by("starts_at")[:2]
    for meeting in (first, second):
        make_agenda(meeting, world.eka)
        meeting.take("invite", by=world.eka)
    now = timezone.now()
    Meeting.objects.filter(pk=first.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    first.refresh_from_db()
    first.take("hold", by=world.eka)
    first.write_minutes(world.eka, "Dibuka pukul sembilan.")
    decision = first.decide(world.eka, "Loket kedua dibuka.", world.place("dinkes"), now.date())
    decision.report_done(world.hana, "Sudah.", [PAPER])
    first.refresh_from_db()
    first.take("approve", by=world.sinta, number="BA-1")
    world.calendar = Feed.objects.issue(world.eka.user)


def of_meetings():
    """Return the arguments of every page of every meeting."""
    meetings, decisions = Meeting.objects.all(), Decision.objects.all()
    each, one = [[m.reference] for m in meetings], [[d.pk] for d in decisions]
    points = [[m.reference, p.pk] for m in meetings for p in m.points.all()]
    return {
        **{f"collaboration:{name}": each for name in OF_A_MEETING},
        **{f"collaboration:{name}": one for name in OF_A_DECISION},
        "collaboration:series": [[series.pk] for series in Series.objects.all()],
        "collaboration:proof": [[paper.key] for paper in DecisionPaper.objects.all()],
        "collaboration:attend": [[i.key] for i in Invitation.objects.all()],
        "collaboration:point": points,
        "collaboration:point_place": points,
        "collaboration:step": [
            [m.reference, name] for m in meetings for name in ("invite", "cancel")
        ],
    }
