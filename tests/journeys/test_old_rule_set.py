"""A report of the rules before 2023: the reporter sees the result first, comments by phone, then LAHP and 30 calendar days."""

from datetime import date, timedelta

import pytest

from narahubung.reports.tests.pdf_words import words_of
from tests.journeys.people import photo

DAY = timedelta(days=1)
OPENED = date(2022, 6, 1)
SAYS = "Kepala dinas pernah berjanji di depan saya; ini fotonya."


@pytest.fixture
def shown(office):
    """An old file that is still open goes to the conference, and its result to Murni."""
    office.world.appoint("fani", "Fani Oktavia", "focal_point", "disdukcapil")
    report, murni = office.takes_in(received_on=OPENED, happened_on=OPENED - 90 * DAY)
    office.until_examined(report, opened_on=OPENED, by_hand=178)
    assert (report.rule_set, report.number[:8]) == ("po26", "0178/LM/")
    conferred(office, report)
    office.sinta.is_not_offered(report, "issue")
    office.bayu.is_not_offered(report, "issue")
    letter = office.bayu.enters(report, "result_to_reporter")
    office.bayu.takes(report, "show_reporter", letter=letter, note="Ada penundaan berlarut.")
    return report, murni


def conferred(office, report):
    when = {"meets_on": office.today, "people": "Sinta, Bayu.", "evidence": "Buku loket."}
    office.bayu.takes(report, "confer", **when, note="Penundaan berlarut.")


def comments(murni):
    murni.looks().shows("16 November 2026")
    murni.follows("Tanggapi hasilnya").shows("Ada penundaan berlarut.")
    told = {"Apa tanggapan Anda?": SAYS, "Foto atau surat": photo("janji.jpg")}
    return murni.presses("Kirim", told)


def test_the_reporter_comments_and_the_result_waits_fourteen_days(office, shown):
    report, murni = shown
    office.on("2026-11-10")
    comments(murni).shows(SAYS)
    office.bayu.reads(report).shows(SAYS, "janji.jpg")
    office.sinta.is_not_offered(report, "issue")

    office.on("2026-11-16", "23:00")
    murni.looks()
    assert murni.page.offers("Tanggapi hasilnya")
    office.sinta.is_not_offered(report, "issue")
    office.on("2026-11-17")
    murni.looks()
    assert not murni.page.offers("Tanggapi hasilnya")
    assert murni.opens("/lacak/berkas/comment/").status == 409

    result = office.writes(report, "", "findings", office.bayu, office.sinta, "send")
    assert "LaporanAkhirHasilPemeriksaan".casefold() in said(office, result)
    told = {"conclusion": "found", "note": "Terbukti ada penundaan."}
    told["found"] = [office.term("maladministration", "undue_delay").pk]
    told["rows-0-text"] = "Terbitkan akta."
    office.sinta.takes(report, "issue", letter=result, **told)
    corrected_in_thirty_days(office, report)
    murni.looks().shows("Akta sudah diterima Ibu Murni.")
    office.every_chain_verifies()


def said(office, letter):
    return words_of(office.bayu.opens_pdf(letter)).casefold()


def corrected_in_thirty_days(office, report):
    cover = office.bayu.enters(report, "findings_cover")
    office.bayu.takes(report, "deliver", letter=cover)
    clock = report.deadlines.running().get()
    assert clock.rule.code == "ori.corrective.v2017"
    assert clock.due == office.today + 30 * DAY, "calendar days, over weekends and days off"
    task = report.tasks.get()
    assert task.due == clock.due
    office.on(clock.due.isoformat(), "20:00")
    assert not report.events.filter(kind="overdue", facts__rule=clock.rule.code).exists()
    (item,) = report.product("findings").items.all()
    office.fani.on_item(item, "report", words="Akta terbit.", files=photo("akta.jpg"))
    office.bayu.on_item(item, "check", verdict="done", words="Dilihat di tempat.")
    done = {"note": "Akta sudah diterima Ibu Murni.", "files": photo("bukti.jpg")}
    office.bayu.takes(report, "corrected", **done)
    assert (report.stage, report.closing_reason.code) == ("closed", "corrective_done")


def test_what_is_new_opens_the_examination_again_with_a_notice_of_its_own(office, shown):
    report, murni = shown
    office.on("2026-11-10")
    comments(murni)
    office.bayu.takes(report, "reexamine", note="Foto itu membuktikan janji.")
    murni.looks().shows("Ada hal baru dari Anda; pemeriksaan dilanjutkan")
    assert not murni.page.offers("Tanggapi hasilnya")
    conferred(office, report)
    letter = office.bayu.enters(report, "result_to_reporter")
    office.bayu.takes(report, "show_reporter", letter=letter, note="Ada janji yang dilanggar.")
    clock = report.deadlines.running().get(rule__code="ori.reporter_comment")
    assert clock.due == office.today + 14 * DAY
    murni.looks().shows("Ada janji yang dilanggar.")
    office.every_chain_verifies()


def test_a_report_registered_today_knows_no_notice(office):
    report, _murni = office.takes_in()
    office.until_examined(report)
    conferred(office, report)
    office.bayu.is_not_offered(report, "show_reporter")
    assert report.rule_set == "po58"
