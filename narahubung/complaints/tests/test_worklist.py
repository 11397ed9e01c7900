"""The work list: what stands on it, what it can be asked, and what can be done from it."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from narahubung.complaints.desk import SavedFilter
from narahubung.complaints.export import defused
from narahubung.directory.models import Term

LIST = "/work/"
NOW = "2026-11-02 09:00+08:00"


@pytest.fixture
def rina(world, sign_in, time_machine):
    time_machine.move_to(NOW)
    return sign_in("rina")


def titles(client, query=""):
    rows = client.get(f"{LIST}{query}").context["rows"]
    return [row["file"].title for row in rows]


def first_of(name):
    return Term.objects.in_force().filter(list=name).first()


def test_what_is_due_first_stands_first(world, rina):
    for title, due in (("lusa", 4), ("kemarin", 1), ("hari ini", 2)):
        file = world.submit(title=title)
        file.next_due = date(2026, 11, due)
        file.save(update_fields=["next_due"])
    assert titles(rina) == ["kemarin", "hari ini", "lusa"]
    assert rina.get(LIST).context["counts"] == {"late": 1, "today": 1, "soon": 1}
    assert titles(rina, "?due=late") == ["kemarin"]
    assert titles(rina, "?due=today") == ["hari ini"]
    assert titles(rina, "?due=soon") == ["lusa"]


def test_each_tab_holds_its_files(world, rina, sign_in):
    world.submit(title="dijawab")
    world.answer()
    world.submit(title="baru")
    archived = world.submit(title="arsip")
    archived.take("verify", by=world.rina)
    archived.take("archive", by=world.rina, reason=first_of("archive_reason"))
    offered = world.submit(title="bukan kami")
    offered.take("verify", by=world.rina)
    reason, other = first_of("pass_on_reason"), world.place("disdukcapil")
    offered.take("pass_on", by=world.rina, to_agency=other, reason=reason)

    assert titles(rina) == ["baru"]
    assert set(titles(rina, "?tab=others")) == {"dijawab", "bukan kami"}
    assert titles(rina, "?tab=ended") == ["arsip"]
    assert len(titles(rina, "?tab=all")) == 4
    assert titles(sign_in("dewi"), "?tab=offered") == ["bukan kami"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=antrean", True),
        ("?q=kerbau", False),
        ("?channel=portal", True),
        ("?channel=letter", False),
        ("?stage=received", True),
        ("?stage=closed&tab=all", False),
        ("?since=2026-11-02&until=2026-11-02", True),
        ("?until=2026-11-01", False),
        ("?outcome=confirmed", False),
    ],
)
def test_a_filter_narrows_the_list(world, rina, query, found):
    file = world.submit()
    assert (file.title in titles(rina, query)) is found


def test_a_filter_by_unit_class_and_district_narrows_too(world, rina):
    file = world.dispose()
    other = world.place("puskesmas-senaken").pk
    assert titles(rina, f"?unit={file.unit_id}&classification={file.classification_id}")
    assert not titles(rina, f"?unit={other}")


@pytest.mark.parametrize(
    "query", ["?unit=x", "?stage=nowhere", "?since=31-31", "?due=never", "?at=broken", "?tab=none"]
)
def test_what_is_not_understood_is_left_out_and_never_a_fault(world, rina, query):
    file = world.submit()
    assert titles(rina, query) == [file.title]


def test_the_number_of_a_file_leads_straight_to_it(world, rina, sign_in):
    file = world.submit()
    typed = file.reference.lower().replace("-", " ")
    assert rina.get(LIST, {"q": typed})["Location"] == file.get_absolute_url()
    assert sign_in("tono").get(LIST, {"q": typed}).status_code == 200


def test_a_long_list_is_walked_by_its_links(world, rina):
    for n in range(30):
        world.submit(title=f"berkas {n}")
    first = rina.get(LIST)
    then = rina.get(LIST + first.context["page"].next)
    back = rina.get(LIST + then.context["page"].previous)
    seen = [row["file"].pk for page in (first, then) for row in page.context["rows"]]
    assert len(set(seen)) == 30
    assert [r["file"].pk for r in back.context["rows"]] == seen[:25]


def test_a_filter_is_kept_under_its_name_for_oneself_alone(world, rina, sign_in):
    query = "tab=all&channel=letter&at=rubbish&next=//evil.example"
    for _twice in range(2):
        rina.post(reverse("complaints:filter_save"), {"name": "Surat", "query": query})
    kept = SavedFilter.objects.get()
    assert kept.query == "tab=all&channel=letter"
    assert "Surat" in rina.get(LIST).content.decode()
    assert "Surat" not in sign_in("hana").get(LIST).content.decode()

    delete = reverse("complaints:filter_delete", args=[kept.pk])
    assert sign_in("hana").post(delete).status_code == 404
    rina.post(delete)
    assert not SavedFilter.objects.exists()


# Many at once.


def gift(world, *files):
    return {
        "chosen": [getattr(file, "reference", file) for file in files],
        "unit": world.place("puskesmas-kuaro").pk,
        "classification": world.term("classification", "complaint_ordinary").pk,
        "category": first_of("category").pk,
    }


def test_many_files_go_to_a_unit_and_each_has_its_own_answer(world, rina):
    new, checked, ended = world.submit(), world.submit(), world.submit()
    checked.take("verify", by=world.rina)
    ended.take("withdraw", by=world.sari)
    elsewhere = world.submit(agency=world.place("disdukcapil"), title="KTP")

    url = reverse("complaints:bulk")
    asked = rina.post(url, {"chosen": [new.reference, checked.reference]})
    assert asked.status_code == 200
    done = rina.post(url, gift(world, new, ended, checked, elsewhere, "no-such-file"))
    refusals = [bool(result.refusal) for result in done.context["results"]]
    assert refusals == [False, True, False, True, True]
    for file, stage in ((new, "disposed"), (checked, "disposed"), (ended, "withdrawn")):
        file.refresh_from_db()
        assert file.stage == stage
    elsewhere.refresh_from_db()
    assert elsewhere.stage == "received"
    assert elsewhere.title not in [r.title for r in done.context["results"]]


def test_a_refused_file_of_many_is_left_as_it_was(world, rina):
    file = world.submit()
    wrong = {**gift(world, file), "unit": world.place("dinkes").pk}
    file.agency = world.place("puskesmas-kuaro")
    file.save(update_fields=["agency"])
    rina.post(reverse("complaints:bulk"), wrong)
    file.refresh_from_db()
    assert file.stage == "received"


def test_nothing_ticked_and_nobody_but_the_manager(world, rina, sign_in):
    assert rina.post(reverse("complaints:bulk")).status_code == 302
    assert rina.post(reverse("complaints:bulk"), {"chosen": ["x"], "unit": ""}).status_code == 422
    assert sign_in("budi").post(reverse("complaints:bulk")).status_code == 403


# Taken along.


def test_the_list_is_taken_along_without_names_and_defused(world, rina):
    world.submit(title="=HYPERLINK(1)")
    world.submit(channel="letter", title="Surat")
    sheet = rina.get(reverse("complaints:export", args=["xlsx"]))
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(sheet.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 3
    assert {row[2] for row in rows[1:]} == {"'=HYPERLINK(1)", "Surat"}
    assert "Sari" not in str(rows)

    answer = rina.get(reverse("complaints:export", args=["csv"]), {"channel": "letter"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    assert [line[2] for line in lines[1:]] == ["Surat"]
    assert "Sari" not in text


def test_tono_takes_nothing_along(world, sign_in):
    world.dispose()
    answer = sign_in("tono").get(reverse("complaints:export", args=["csv"]), {"tab": "all"})
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 1


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1"])
def test_a_cell_that_would_run_is_made_words(sign):
    assert defused(sign).startswith("'")


@pytest.mark.parametrize("words", ["Antrean", "1-2", "a=b", ""])
def test_plain_words_stay_as_they_are(words):
    assert defused(words) == words
