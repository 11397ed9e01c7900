"""Mediation: two sittings, an agreement of two clauses, and no end before each clause holds."""

from datetime import timedelta

import pytest

from tests.journeys.people import photo


@pytest.fixture
def in_talks(office):
    office.world.appoint("fani", "Fani Oktavia", "focal_point", "disdukcapil")
    report, murni = office.takes_in()
    office.until_examined(report)
    letter = office.bayu.enters(report, "mediation")
    people = "Murni, Fani; dipimpin Bayu."
    office.bayu.takes(report, "mediate", letter=letter, asked_by="both", people=people)
    return report, murni


def sits(office, report, note, **more):
    people = "Murni, Fani, Bayu."
    office.bayu.does(report, "sitting", held_on=office.today, people=people, note=note, **more)


def signs(office, report, **second):
    """The reporter brings what is missing, the agency hands the deed over by an agreed day."""
    rows = {"rows-0-text": "Murni membawa surat nikah.", "rows-0-owner": "reporter"}
    rows |= {"rows-1-text": "Akta diserahkan.", "rows-1-owner": "agency"}
    rows |= {f"rows-1-{name}": value for name, value in second.items()}
    words = {"signed_on": office.today, "agreement": "Akta terbit setelah surat nikah dibawa."}
    return office.bayu.does(report, "agree", files=photo("berita-acara.jpg"), **words, **rows)


def checks(office, report, seq, **done):
    clause = report.talks_now().clauses.get(seq=seq)
    return office.bayu.does(report, "clause", clause=clause, note="Dilihat sendiri.", **done)


def test_talks_end_when_each_clause_is_carried_out(office, in_talks):
    report, murni = in_talks
    murni.looks().shows("Ombudsman menengahi Anda dan instansi")
    task = report.tasks.get()
    office.fani.comes_to("/desk/").shows(task.letter)
    office.fani.on_task(task, "acknowledge")
    next_on = office.today + timedelta(days=7)
    sits(office, report, "Dinas minta waktu.", next_on=next_on)
    office.sinta.is_not_offered(report, "settle")

    office.on(next_on.isoformat())
    sits(office, report, "Sepakat.")
    signs(office, report)
    murni.looks().shows("Anda dan instansi menandatangani kesepakatan")
    murni.page.hides("Dinas minta waktu.")
    office.sinta.is_not_offered(report, "settle")
    checks(office, report, 1, done_on=office.today)
    checks(office, report, 2)
    office.sinta.is_not_offered(report, "settle")

    office.on("2026-11-16")
    checks(office, report, 2, done_on=office.today)
    office.sinta.takes(report, "settle", note="Akta sudah di tangan Anda.")
    assert (report.stage, report.closing_reason.code) == ("closed", "settled_mediation")
    murni.looks().shows("Akta sudah di tangan Anda.")
    assert murni.page.offers("Ajukan keberatan")
    task.refresh_from_db()
    assert (task.state, task.settled_by) == ("settled", "settle")
    office.every_chain_verifies()


def test_an_agreed_day_holds_until_it_has_passed(office, in_talks):
    report, _murni = in_talks
    signs(office, report, due_on="2026-11-20")
    checks(office, report, 1, done_on=office.today)
    office.on("2026-11-21")
    office.sinta.is_not_offered(report, "settle")
    checks(office, report, 2, done_on=office.today)
    office.sinta.takes(report, "settle", note="Akta sudah di tangan Anda.")
    assert report.stage == "closed"


def test_without_agreement_the_examination_goes_on(office, in_talks):
    report, murni = in_talks
    sits(office, report, "Tidak ada titik temu.")
    office.bayu.takes(report, "end_talks", note="Dinas tidak mau berjanji.")
    assert report.stage == "examination" and report.talks_now() is None
    assert not report.tasks.filter(settled_at=None).exists()
    murni.looks().shows("Tidak ada kesepakatan").hides("Dinas tidak mau berjanji.")
    letter = office.bayu.enters(report, "explanation_1")
    office.bayu.takes(report, "ask_explanation", letter=letter, note="Mengapa belum terbit?")
    assert report.tasks.get(settled_at=None).kind == "explanation"
    office.every_chain_verifies()
