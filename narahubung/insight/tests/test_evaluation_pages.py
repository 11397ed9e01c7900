"""The pages of evaluations, through the browser's eyes but without one, and what is downloaded from them."""

import io
import json
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from narahubung.figures.rolling import roll_all
from narahubung.insight.evaluation_paper import contents
from narahubung.insight.models import Evaluation
from narahubung.insight.overview import Overview, row_of
from narahubung.insight.sheet import lines, span_of
from narahubung.insight.sheet_paper import lines_of
from narahubung.insight.tests.test_sheet import counted

LIST = "/evaluations/"


def text(response):
    return response.content.decode()


def page(sheet, name, *args):
    return reverse(f"evaluations:{name}", args=[sheet.reference, *args])


def words_of(sheet) -> str:
    """Return all words of the paper; only what is given to it can stand on it."""
    with override("id"):
        return json.dumps(contents(sheet), ensure_ascii=False)


@pytest.mark.parametrize(
    "name, status",
    [
        *[("sinta", 200), ("bayu", 200), ("eka", 200), ("hana", 200), ("wati", 200), ("agus", 200)],
        *[("rina", 403), ("budi", 403), ("nadia", 403), ("adi", 403)],
    ],
)
def test_who_takes_part_has_the_list(sign_in, name, status):
    assert sign_in(name).get(LIST).status_code == status


@pytest.mark.parametrize("name", ["rina", "dewi", "budi", "mira"])
def test_a_sheet_of_others_is_not_found(sign_in, sheet, name):
    for what in ("detail", "pdf", "xlsx", "remark", "item_new"):
        assert sign_in(name).get(page(sheet, what)).status_code == 404
    assert sign_in(name).post(page(sheet, "step", "finish")).status_code == 404


def test_the_office_opens_the_sheets_of_a_year(sign_in, evaluations, focal_point):
    year = evaluations.year
    bayu, url = sign_in("bayu"), f"{LIST}new/?year={year}"
    assert "Fani Rahma, narahubung Dinas Kesehatan" in text(bayu.get(url))
    assert bayu.post(url, {"chosen": [], "until": timezone.localdate()}).status_code == 422
    until = timezone.localdate() + timedelta(days=20)
    answer = bayu.post(url, {"chosen": [f"f{focal_point.pk}"], "until": until})
    assert answer.url == f"{LIST}?year={year}"
    sheet = Evaluation.objects.get()
    assert (sheet.focal_point, sheet.year, sheet.next_due) == (focal_point, year, until)
    assert "Fani Rahma, Dinas Kesehatan" in text(bayu.get(answer.url))


@pytest.mark.parametrize("name", ["hana", "eka", "wati"])
def test_only_those_who_examine_and_their_head_open_sheets(sign_in, name):
    assert sign_in(name).get(f"{LIST}new/").status_code == 403


@pytest.mark.parametrize("asked", ["", "9999", "1900", "x", "²"])
def test_a_year_that_is_not_over_or_no_year_is_the_last_one(sign_in, evaluations, asked):
    assert f"Kerja sama tahun {evaluations.year}" in text(
        sign_in("sinta").get(LIST, {"year": asked})
    )


def test_a_sheet_goes_its_way_by_its_pages(sign_in, sheet, fresh):
    hana, bayu, sinta = (sign_in(name) for name in ("hana", "bayu", "sinta"))
    assert hana.post(page(sheet, "remark"), {"text": ""}).status_code == 422
    assert hana.post(page(sheet, "remark"), {"text": "Kami lebih cepat."}).status_code == 302
    assert "Menunggu catatan dari: Ombudsman." in text(bayu.get(page(sheet, "detail")))
    bayu.post(page(sheet, "remark"), {"text": "Benar."})
    action = {"text": "Tunjuk wakil", "side": "agency", "responsible": "Bagian Organisasi"}
    past = {**action, "due_on": timezone.localdate() - timedelta(days=1)}
    assert bayu.post(page(sheet, "item_new"), past).status_code == 422
    bayu.post(page(sheet, "item_new"), {**action, "due_on": timezone.localdate()})
    bayu.post(page(sheet, "step", "finish"))
    shown = text(hana.get(page(sheet, "detail")))
    assert (
        fresh(sheet).fingerprint in shown and "Hitungan hari ini memberi angka yang sama" in shown
    )
    assert hana.get(page(sheet, "remark")).status_code == 403
    hana.post(page(sheet, "step", "sign_agency"))
    sinta.post(page(sheet, "step", "sign_office"))
    assert "Ditandatangani kedua pihak" in text(hana.get(page(sheet, "detail")))
    item = sheet.items.get()
    done = {"done_on": timezone.localdate(), "words": "SK nomor 4."}
    assert bayu.get(page(sheet, "item_done", item.pk)).status_code == 403
    assert hana.post(page(sheet, "item_done", item.pk), done).status_code == 302
    assert "SK nomor 4." in text(bayu.get(page(sheet, "detail")))


def test_a_step_that_is_not_open_is_told_and_one_that_does_not_exist_is_not_found(sign_in, sheet):
    bayu = sign_in("bayu")
    answer = bayu.post(page(sheet, "step", "finish"), follow=True)
    assert "sudah tidak terbuka" in text(answer)
    assert bayu.post(page(sheet, "step", "burn")).status_code == 404
    assert bayu.post(page(sheet, "step", "sign_agency")).status_code == 403


def test_an_action_of_another_sheet_is_not_found(world, sign_in, evaluations, sheet):
    other = evaluations.open("dinkes")
    item = evaluations.planned(other).items.first()
    assert sign_in("bayu").post(page(sheet, "item_strike", item.pk)).status_code == 404
    assert sign_in("bayu").post(page(other, "item_strike", item.pk)).status_code == 302
    assert other.items.count() == 2


def test_words_that_were_changed_behind_the_back_of_the_house_are_named(
    world, sign_in, evaluations, sheet, fresh
):
    evaluations.remarked(sheet, world.hana)
    sheet.take("finish", by=evaluations.office.bayu)
    kept = {**fresh(sheet).frozen, "office_remarks": "Semuanya baik."}
    Evaluation.objects.filter(pk=sheet.pk).update(frozen=kept)
    assert "tidak lagi sama dengan yang dikunci" in text(sign_in("hana").get(page(sheet, "detail")))


# On paper.


def test_the_paper_bears_both_sides_values_remarks_plan_and_the_fingerprint(
    world, sign_in, evaluations, sheet, fresh
):
    assert "Konsep, belum ditandatangani kedua pihak" in words_of(sheet)
    evaluations.planned(evaluations.remarked(sheet, world.hana))
    evaluations.signed(sheet, world.hana)
    paper = words_of(fresh(sheet))
    for words in (
        *("Lembar evaluasi tahunan", sheet.reference, fresh(sheet).fingerprint),
        *("Dinas Kesehatan", "Ombudsman RI Perwakilan Kalimantan Timur", "Fani Rahma"),
        *("Dijawab tepat waktu", "Sejak ada narahubung", "Menunjuk wakil narahubung"),
        *("dr. Hana Prasetya", "Sinta Maharani"),
    ):
        assert words in paper, words
    assert "Konsep" not in paper


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_paper_is_set_for_the_archive_and_indonesian_whoever_opens_it(sign_in, sheet, language):
    client = sign_in("hana")
    client.cookies["django_language"] = language
    answer = client.get(page(sheet, "pdf"))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) >= 1 and "pdfaid" in str(pdf.open_metadata())
        assert str(pdf.docinfo["/Title"]) == "Lembar evaluasi tahunan"


def test_the_spreadsheet_holds_the_same_values_and_runs_nothing(world, sign_in, evaluations, sheet):
    evaluations.remarked(sheet, world.hana)
    sheet.take("finish", by=evaluations.office.bayu)
    body = sign_in("hana").get(page(sheet, "xlsx")).content
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        cells = "".join(book.read(name).decode() for name in book.namelist() if "sheet1" in name)
        strings = cells + "".join(
            book.read(n).decode() for n in book.namelist() if "sharedStrings" in n
        )
    assert "complaints.answered_in_time" in strings and "<f>" not in cells
    assert all(line[1] in strings for line in contents(sheet)["values"]["lines"])


# Who improved.


def told(rows, sheet):
    return row_of(sheet, lines("agency", span_of(2025), rows, frozenset({7})))


def in_time(before, now):
    return counted("complaints.answered", 20, 20) + counted(
        "complaints.answered_in_time", before, now
    )


def test_a_sheet_that_went_back_wants_a_visit_and_says_what_moved(sheet):
    with override("id"):
        worse, better = told(in_time(18, 6), sheet), told(in_time(6, 18), sheet)
    assert worse["visit"] and worse["why"] == ["Dijawab tepat waktu: dari 90 % menjadi 30 %"]
    assert not better["visit"] and better["verdict"] == "better"
    assert worse["order"] < better["order"]


def test_the_list_and_the_sheet_count_alike(world, office, evaluations, focal_point, time_machine):
    time_machine.move_to(f"{office.today.year}-02-10 09:00+08:00")
    world.answer()
    roll_all()
    time_machine.move_to(f"{office.today.year + 1}-03-03 09:00+08:00")
    year = office.today.year - 1
    sheets = [evaluations.open(slug, year=year) for slug in ("dinkes", "kutai-raya", "disdukcapil")]
    found = Overview(office.sinta, year, office.today).counted(sheets)
    assert [found[one.pk] for one in sheets] == [lines_of(one) for one in sheets]
    received = [
        next(line.value for line in found[one.pk] if line.code == "complaints.received")
        for one in sheets
    ]
    assert received == ["1", "1", "0"]


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def test_the_list_asks_the_same_however_many_sheets_there_are(world, sign_in, evaluations, sheet):
    sinta = sign_in("sinta")
    few = statements(sinta, LIST)
    for slug in ("dinkes", "disdukcapil", "kutai-raya", "inspektorat"):
        evaluations.open(slug)
    assert statements(sinta, LIST) == few
