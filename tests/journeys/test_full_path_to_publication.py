"""The whole way: result with three action points, one left undone, resolution, recommendation, 60 days, publication.

Every letter of the way is written, reviewed, signed, sent and received by its pages, and opens as PDF.
"""

from datetime import timedelta

import pytest

from narahubung.reports.tests.pdf_words import words_of
from tests.journeys.people import photo

DAY = timedelta(days=1)
POINTS = ("Terbitkan akta.", "Minta maaf kepada pelapor.", "Umumkan lamanya di loket.")


@pytest.fixture
def fani(office):
    office.world.appoint("fani", "Fani Oktavia", "focal_point", "disdukcapil")
    return office.fani


def rows(*texts, **more):
    return {f"rows-{n}-text": text for n, text in enumerate(texts)} | more


def answered_and_conferred(office, fani, report):
    bayu, sinta = office.bayu, office.sinta
    letter = office.writes(report, "ask_explanation", "explanation_1", bayu, sinta)
    bayu.takes(report, "ask_explanation", letter=letter, note="Mengapa akta belum terbit?")
    assert letter.number.replace(" ", "") in words_of(fani.opens_pdf(letter))
    task = report.tasks.get()
    fani.on_task(task, "acknowledge")
    given = {"text": "Blangko habis.", "signatory": "Hilman, Kepala Dinas", "files": photo()}
    fani.on_task(task, "answer", **given)
    bayu.takes(report, "explained", done_on=office.today, note="Blangko habis, kata dinas.")
    when = {"meets_on": office.today, "people": "Sinta, Bayu.", "evidence": "Buku loket."}
    bayu.takes(report, "confer", **when, note="Penundaan berlarut.")


def issued_and_delivered(office, fani, report):
    bayu, sinta = office.bayu, office.sinta
    result = office.writes(report, "", "findings", bayu, sinta, "send")
    found = [office.term("maladministration", "undue_delay").pk]
    told = {"conclusion": "found", "found": found, "note": "Terbukti ada penundaan."}
    sinta.takes(report, "issue", letter=result, **told, **rows(*POINTS))
    product = report.product("findings")
    assert fani.comes_to(product.get_absolute_url()).status == 404, "it was not delivered yet"
    cover = office.writes(report, "deliver", "findings_cover", bayu, sinta)
    bayu.takes(report, "deliver", letter=cover)
    fani.comes_to(product.get_absolute_url()).shows(*POINTS)
    product.refresh_from_db()
    return product


def two_of_three(office, fani, product):
    for item in product.items.filter(seq__in=(1, 2)):
        fani.on_item(item, "report", words="Sudah dikerjakan.", files=photo())
        office.bayu.on_item(item, "check", verdict="done", words="Dilihat di tempat.")
    fani.comes_to(product.get_absolute_url()).shows("2 dari 3")


def recommended(office, report):
    joko, laras = office.joko, office.laras
    joko.takes(report, "resolve", confirmed="on", note="Lama pelayanan belum diumumkan.")
    joko.takes(report, "draft", note="Tidak ada perkembangan.")
    paper = office.writes(report, "", "recommendation", joko, laras, "send")
    said = {"note": "Umumkan lamanya pelayanan.", "files": photo("rekomendasi.jpg")}
    laras.takes(report, "recommend", letter=paper, **said, **rows(POINTS[2]))
    cover = office.writes(report, "received_above", "recommendation_cover", joko, laras)
    joko.takes(report, "received_above", letter=cover)
    return report


def published(office, report):
    joko, laras = office.joko, office.laras
    dpr = office.writes(report, "", "report_to_dpr", joko, laras, "send")
    president = office.writes(report, "", "report_to_president", joko, laras, "send")
    where = {"published_on": office.today, "where": "ombudsman.go.id"}
    note = "Rekomendasi tidak dilaksanakan."
    laras.takes(report, "publish", letter=dpr, also=president, note=note, **where)


def test_from_the_counter_to_publication(office, fani):
    report, murni = office.takes_in()
    office.until_examined(report)
    answered_and_conferred(office, fani, report)

    office.on("2026-11-09")
    product = issued_and_delivered(office, fani, report)
    murni.looks().shows("Terbukti ada penundaan.")
    clock = report.deadlines.running().get(rule__code="ori.corrective.v2023")
    due = clock.due
    two_of_three(office, fani, product)
    office.bayu.is_not_offered(report, "corrected")
    office.joko.is_not_offered(report, "resolve")

    office.on(due.isoformat(), "23:00")
    office.joko.is_not_offered(report, "resolve")
    office.on((due + DAY).isoformat())
    recommended(office, report)
    assert report.stage == "monitoring"
    above = report.tasks.get(kind="recommendation")
    assert above.agency == office.world.place("kutai-raya") and above.settled_at is None
    office.agus.comes_to("/desk/").shows(above.letter, "Laporkan pelaksanaan rekomendasi")
    advice = report.product("recommendation")
    assert fani.comes_to(advice.get_absolute_url()).status == 404, "it is for those above"
    office.agus.comes_to(advice.get_absolute_url()).shows(POINTS[2])

    sixty = report.deadlines.running().get(rule__code="ori.recommend_report")
    assert (sixty.due - office.today).days == 60
    office.on(sixty.due.isoformat(), "23:00")
    office.laras.is_not_offered(report, "publish")
    office.on((sixty.due + DAY).isoformat())
    published(office, report)
    assert report.stage == "published" and report.closed_at
    murni.looks().shows("Rekomendasi tidak dilaksanakan.")
    every_letter_opens(office, report)
    assert not report.tasks.filter(settled_at=None).exists()
    office.every_chain_verifies()


def every_letter_opens(office, report):
    """Each of them says its own number, to the national office and to those it was addressed to."""
    letters = list(report.letters.order_by("pk"))
    assert [letter.kind for letter in letters] == [
        *("explanation_1", "findings", "findings_cover"),
        *("recommendation", "recommendation_cover", "report_to_dpr", "report_to_president"),
    ]
    for letter in letters:
        assert "".join(letter.number.split()) in words_of(office.laras.opens_pdf(letter))
        for paper in letter.papers.all():
            assert office.laras.gets(f"/reports/letter-paper/{paper.key}/").status_code == 200
    assert office.tono.gets(letters[0].get_absolute_url()).status_code in (403, 404)
