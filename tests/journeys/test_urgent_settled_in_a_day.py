"""An urgent report: examined at once, with the focal point the same morning, answered and settled within the day."""

import pytest

from tests.journeys.people import photo

STORY = "Anak saya ditolak IGD karena NIK belum padan. Dokter bilang tidak bisa menunggu."


@pytest.fixture
def fani(office):
    office.world.appoint("fani", "Fani Oktavia", "focal_point", "disdukcapil")
    return office.fani


@pytest.fixture
def urgent(office, fani):
    """Eka writes it down at nine; Sinta sees that it cannot wait."""
    report, murni = office.takes_in(
        text=STORY, title="NIK belum padan, anak di IGD", earlier_effort=""
    )
    at_stake = {"criterion": office.term("rco_criterion", "life"), "note": "Nyawa anak."}
    ground = office.term("waiver_ground", "rco")
    examiner = office.bayu.actor.user
    office.sinta.takes(report, "respond_at_once", ground=ground, examiner=examiner, **at_stake)
    office.bayu.declares(report)
    report.refresh_from_db()
    return report, murni


def test_the_focal_point_answers_and_it_is_settled_within_a_day(office, fani, urgent):
    report, murni = urgent
    assert report.stage == "examination" and "/RCO/" in report.number
    task = report.tasks.get()
    assert (task.kind, task.due.isoformat()) == ("rapid", "2026-11-03")
    office.on("2026-11-02", "09:20")
    fani.comes_to("/notices/").hides("Belum ada kabar")
    fani.comes_to("/desk/").shows(task.reference, "siaplah dihubungi Ombudsman hari ini")
    fani.is_shut_out_of(report)
    office.tono.comes_to("/desk/")
    assert office.tono.comes_to(task.get_absolute_url()).status in (403, 404)

    office.on("2026-11-02", "10:30")
    fani.on_task(task, "acknowledge")
    proof = {
        "text": "NIK dipadankan pukul 10.20; IGD sudah diberi tahu.",
        "files": photo("layar.jpg"),
    }
    fani.on_task(task, "answer", signatory="Hilman, Kepala Dinas", **proof)
    assert (task.state, task.answered_at.date().isoformat()) == ("answered", "2026-11-02")

    office.on("2026-11-02", "14:00")
    office.bayu.reads(report).shows("Jawaban instansi sudah datang")
    said = "Fani dihubungi; NIK sudah padan dan anak sudah dirawat."
    office.bayu.takes(report, "contact", done_on=office.today, note=said)
    assert not report.deadlines.running().filter(rule__code="local.rco_contact").exists()
    task.refresh_from_db()
    assert task.settled_at is not None
    murni.looks().shows("Ombudsman sudah menghubungi instansi")

    office.on("2026-11-02", "15:00")
    agreed_and_closed(office, report)
    murni.looks().shows("Anak sudah dirawat sejak siang tadi.")
    assert report.closed_at.astimezone(report.zone_info).date() == report.received_on
    office.on("2026-11-20")
    assert not report.events.filter(kind="overdue").exists()
    office.every_chain_verifies()


def agreed_and_closed(office, report):
    """What was done on the phone is put down as conciliation, whose one clause has been carried out."""
    bayu = office.bayu
    letter = bayu.enters(report, "conciliation")
    bayu.takes(report, "conciliate", letter=letter, asked_by="both", people="Murni, Fani, Bayu.")
    clause = {"rows-0-text": "NIK dipadankan hari ini", "rows-0-owner": "agency"}
    signed = {"signed_on": office.today, "agreement": "NIK dipadankan, anak dilayani."}
    bayu.does(report, "agree", files=photo("berita-acara.jpg"), **signed, **clause)
    only = report.talks_now().clauses.get()
    bayu.does(report, "clause", clause=only, done_on=office.today, note="Dilihat di layar.")
    office.sinta.takes(report, "settle", note="Anak sudah dirawat sejak siang tadi.")
    assert (report.stage, report.closing_reason.code) == ("closed", "settled_mediation")


def test_a_silent_agency_is_late_on_the_third_day_and_may_still_answer(office, fani, urgent):
    report, murni = urgent
    office.on("2026-11-03", "23:00")
    assert not report.events.filter(kind="overdue").exists()
    office.on("2026-11-04")
    (late,) = report.events.filter(kind="overdue")
    assert late.facts["rule"] == "local.rco_contact"
    fani.comes_to("/desk/").shows("1 lewat tenggat")
    murni.looks().shows("Tanggal yang dijanjikan terlewat")
    task = report.tasks.get()
    fani.on_task(task, "acknowledge")
    given = {"text": "Baru dipadankan pagi ini.", "signatory": "Hilman", "files": photo()}
    fani.on_task(task, "answer", **given)
    assert task.state == "answered"
    office.every_chain_verifies()
