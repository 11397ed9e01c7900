"""Every page of the meetings, who opens it, and a meeting for each of them to show."""

from datetime import timedelta

from django.utils import timezone

from narahubung.collaboration.meetings_agenda import make_agenda
from narahubung.collaboration.models import Meeting
from narahubung.documents import CleanFile
from narahubung.operations.meetings_told import begin

PAGES = {
    "collaboration:meetings": [
        ("eka", "/meetings/"),
        ("hana", "/meetings/"),
        ("mira", "/meetings/"),
    ],
    "collaboration:calendar": [("hana", "/meetings/calendar/"), ("eka", "/meetings/calendar/")],
    "collaboration:series_new": [("eka", "/meetings/series/new/")],
    "collaboration:series": [("eka", "/meetings/series/{series}/")],
    "collaboration:decisions": [
        ("hana", "/meetings/decisions/"),
        ("hana", "/meetings/decisions/?whose=all&tab=done"),
        ("eka", "/meetings/decisions/"),
    ],
    "collaboration:decision": [
        ("hana", "/meetings/decisions/{decision_open}/"),
        ("eka", "/meetings/decisions/{decision_reported}/"),
    ],
    "collaboration:decision_done": [("hana", "/meetings/decisions/{decision_open}/done/")],
    "collaboration:decision_back": [("eka", "/meetings/decisions/{decision_reported}/back/")],
    "collaboration:attend": [
        ("eka", "/meetings/attend/{invitation}/"),
        ("hana", "/meetings/attend/{invitation}/"),
        ("eka", "/meetings/attend/{invitation_later}/"),
    ],
    "collaboration:meeting": [
        ("eka", "/meetings/{meeting_planned}/"),
        ("eka", "/meetings/{meeting_invited}/"),
        ("hana", "/meetings/{meeting_invited}/"),
        ("eka", "/meetings/{meeting_held}/"),
        ("sinta", "/meetings/{meeting_held}/"),
        ("dewi", "/meetings/{meeting_held}/"),
    ],
    "collaboration:reschedule": [("eka", "/meetings/{meeting_invited}/day/")],
    "collaboration:minutes": [("eka", "/meetings/{meeting_held}/minutes/")],
    "collaboration:point_new": [("eka", "/meetings/{meeting_planned}/agenda/new/")],
    "collaboration:point": [("eka", "/meetings/{meeting_invited}/agenda/{point}/")],
    "collaboration:guest": [("eka", "/meetings/{meeting_invited}/guests/")],
    "collaboration:attendance": [
        ("eka", "/meetings/{meeting_held}/attendance/"),
        ("eka", "/meetings/{meeting_invited}/attendance/"),
    ],
    "collaboration:decision_new": [("eka", "/meetings/{meeting_held}/decisions/new/")],
    "collaboration:step": [
        ("eka", "/meetings/{meeting_planned}/step/invite/"),
        ("eka", "/meetings/{meeting_invited}/step/cancel/"),
        ("sinta", "/meetings/{meeting_held}/step/approve/"),
    ],
}
NO_PAGE = {
    "portal:calendar",
    *(f"collaboration:{name}" for name in ("calendar_new", "calendar_end", "record", "agenda")),
    *(f"collaboration:{name}" for name in ("point_place", "proof", "decision_confirm")),
}
SENT = [
    ("eka", "/meetings/series/new/", {}, "main form"),
    ("eka", "/meetings/{meeting_held}/decisions/new/", {}, "main form"),
    ("hana", "/meetings/decisions/{decision_open}/done/", {}, "main form"),
    ("eka", "/meetings/calendar/", {}, "main form"),
]
PAPER = CleanFile("bukti.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)


def meetings_of(world) -> dict:
    """Bring meetings to their stages; the people of the office are there already."""
    series = begin(world, world.eka, [world.place("dinkes"), world.place("disdukcapil")])
    first, second, third = series.meetings.order_by("starts_at")[:3]
    for meeting in (first, second):
        make_agenda(meeting, world.eka)
        meeting.take("invite", by=world.eka)
        meeting.invite_more(world.eka, world.hana.user, world.place("dinkes"))
    now = timezone.now()
    hours = {"starts_at": now - timedelta(minutes=30), "ends_at": now + timedelta(hours=2)}
    Meeting.objects.filter(pk=first.pk).update(**hours)
    first.refresh_from_db()
    first.take("hold", by=world.eka)
    first.write_minutes(world.eka, "Dibuka pukul sembilan.")
    day, dinkes = now.date(), world.place("dinkes")
    late = first.decide(world.eka, "Loket kedua dibuka.", dinkes, day - timedelta(days=2))
    done = first.decide(world.eka, "Nomor antrean dibagikan.", dinkes, day + timedelta(days=20))
    done.report_done(world.hana, "Sudah dibagikan sejak Senin.", [PAPER])
    first.walk_in(world.eka, "Pak RT Kuaro", "Ketua RT", agency_name="RT 05")
    return {
        "series": series.pk,
        "meeting_held": first.reference,
        "meeting_invited": second.reference,
        "meeting_planned": third.reference,
        "invitation": first.invitations.get(user=world.hana.user).key,
        "invitation_later": second.invitations.get(user=world.hana.user).key,
        "point": second.points.first().pk,
        "decision_open": late.pk,
        "decision_reported": done.pk,
    }
