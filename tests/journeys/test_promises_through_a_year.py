"""Promises as they go on by themselves: a decision becomes late, answers slow down, and an agency joins late."""

from datetime import date, time, timedelta

from narahubung.agreements.jobs import judge_all
from narahubung.collaboration.jobs import notice_late
from narahubung.collaboration.models import Series
from narahubung.figures.rolling import roll_all
from narahubung.operations.agreements_told import Paperwork

NOTE = "Nota kesepakatan Dinas Kesehatan dan Ombudsman"
IN_TIME = "Pengaduan dijawab tepat waktu"


def night(office, day):
    """Let the days pass; the worker counts and judges as it does each night."""
    office.on(day)
    roll_all()
    judge_all()
    notice_late()


def held_today(office):
    terms = {
        "name": "Pertemuan berkala Kutai Raya",
        "place": "Aula Inspektorat",
        "first_month": date(2026, 11, 1),
        "every": 3,
        "week": 2,
        "weekday": 2,
        "begins": time(9),
        "minutes": 120,
        "if_day_off": "next",
        "convenor": office.cast.eka.user,
        "members": [office.world.place("dinkes")],
    }
    series = Series.objects.submit(by=office.cast.eka, **terms)
    meeting = series.meetings.order_by("starts_at").first()
    meeting.take("invite", by=office.cast.eka)
    office.on(meeting.day, "09:05")
    meeting.take("hold", by=office.cast.eka)
    return meeting


def test_a_decision_of_a_meeting_becomes_late(office):
    meeting = held_today(office)
    due = meeting.day + timedelta(days=14)
    written = {"text": "Loket kedua dibuka.", "owner": office.world.place("dinkes")}
    office.eka.sends(f"/meetings/{meeting.reference}/decisions/new/", **written, due_on=due)
    decision = meeting.decisions.get()

    office.hana.comes_to("/home/").shows("Loket kedua dibuka.", "14 hari lagi")
    night(office, due)
    office.hana.comes_to("/home/").shows("Loket kedua dibuka.", "hari ini")
    night(office, due + timedelta(days=1))
    office.hana.comes_to("/home/").shows("Loket kedua dibuka.", "1 hari terlambat")
    assert meeting.events.filter(kind="decision_late").count() == 1

    office.hana.sends(f"/meetings/decisions/{decision.pk}/done/", evidence="Loket dibuka hari ini.")
    office.hana.comes_to("/home/").hides("Loket kedua dibuka.")
    office.eka.sends(f"/meetings/decisions/{decision.pk}/confirm/", at=decision.get_absolute_url())
    office.eka.comes_to(decision.get_absolute_url()).shows("Loket kedua dibuka.")
    decision.refresh_from_db()
    assert decision.progress == "done"


def test_a_commitment_turns_at_risk_by_itself_when_answers_slow_down(office):
    agreement = Paperwork(office.world, office.cast).in_force("dinkes", title=NOTE)
    office.world.submit()
    office.world.answer()
    night(office, "2026-11-03")
    page = f"/agreements/{agreement.reference}/"
    office.hana.comes_to(page).shows(NOTE, IN_TIME, "0 Berisiko")

    for _n in range(2):
        office.world.submit()
    slow = office.world.queue
    night(office, "2027-01-20")
    office.world.queue = slow
    office.world.answer()
    night(office, "2027-01-21")
    office.hana.comes_to(page).shows("2 Berisiko")
    owed = agreement.commitments.get(figure="complaints.answered_in_time")
    assert owed.state == "at_risk"


def test_an_agency_joins_an_agreement_late_and_owes_from_then_on(office):
    agreement = Paperwork(office.world, office.cast).in_force("dinkes", title=NOTE)
    page = f"/agreements/{agreement.reference}/"
    assert office.dewi.comes_to(page).status == 404
    office.on("2026-12-01")
    office.bayu.sends(
        f"{page}parties/new/",
        agency=office.world.place("disdukcapil"),
        joined_on="2026-12-01",
        signatory="Dra. Ina",
        signatory_title="Kepala Dinas",
    )
    office.dewi.comes_to(page).shows("Dinas Kependudukan dan Pencatatan Sipil", "1 Desember 2026")
