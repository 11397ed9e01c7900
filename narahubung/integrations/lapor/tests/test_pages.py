"""The pages of the exchange, and who finds nothing behind their doors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.models import Complaint
from narahubung.integrations.lapor.jobs import take_in_upload
from narahubung.integrations.lapor.models import Import, State
from narahubung.integrations.lapor.tests.sheets import as_csv, as_xlsx, bring, report, table


@pytest.fixture
def pages(world):
    into = bring([report(1), report(2, Tanggal_Laporan_Masuk="lusa")], world.rina.appointment)
    return [
        reverse("lapor:list"),
        reverse("lapor:new"),
        reverse("lapor:detail", args=[into.pk]),
        reverse("lapor:refused", args=[into.pk]),
        reverse("lapor:export"),
    ]


def upload(client, world, data, agency="dinkes"):
    file = SimpleUploadedFile("aduan Sekar Arumdalu.xlsx", data)
    fields = {"file": file, "agency": world.place(agency).pk}
    return client.post(reverse("lapor:new"), fields)


def test_a_stranger_is_asked_to_sign_in(client, pages):
    for page in pages:
        assert client.get(page).status_code == 302


@pytest.mark.parametrize("who", ["budi", "hana", "wati"])
def test_others_find_nothing_here(world, pages, who):
    client = enter(getattr(world, who))
    assert {client.get(page).status_code for page in pages} == {404}


@pytest.mark.parametrize("who", ["rina", "adi"])
def test_managers_and_operators_open_each_page(world, pages, who):
    client = enter(getattr(world, who))
    assert {client.get(page).status_code for page in pages} == {200}


def test_an_import_of_another_office_is_not_found(world, pages):
    client = enter(world.dewi)
    assert [client.get(page).status_code for page in pages[2:4]] == [404, 404]


def test_an_upload_is_sealed_read_by_the_worker_and_then_forgotten(world):
    client = enter(world.rina)
    answer = upload(client, world, as_xlsx(table([report()])))
    into = Import.objects.get()
    assert answer.url == into.get_absolute_url()
    assert "Arumdalu" not in into.name
    assert b"<progress" in client.get(answer.url).content
    assert b"Arumdalu" not in bytes(into.sealed) and into.sealed

    take_in_upload(into.pk)
    into.refresh_from_db()
    assert (into.state, bytes(into.sealed)) == (State.DONE, b"")
    page = client.get(answer.url).content
    assert b"<progress" not in page and b"hx-get" not in page
    assert Complaint.objects.get().events.get().actor == world.rina.user

    take_in_upload(into.pk)
    assert Complaint.objects.count() == 1


def test_a_worker_that_died_over_an_import_is_followed_by_another(world):
    client = enter(world.rina)
    upload(client, world, as_csv(table([report()])))
    Import.objects.update(state=State.RUNNING)
    take_in_upload(Import.objects.get().pk)
    assert Import.objects.get().state == State.DONE


def test_a_file_that_cannot_be_read_is_told_on_its_page(world):
    client = enter(world.rina)
    answer = upload(client, world, b"PK no archive")
    take_in_upload(Import.objects.get().pk)
    assert "XLSX" in client.get(answer.url).content.decode()


def test_a_form_without_a_file_or_for_another_office_comes_back(world):
    client = enter(world.rina)
    assert client.post(reverse("lapor:new"), {}).status_code == 422
    assert upload(client, world, b"x", agency="disdukcapil").status_code == 422
    assert not Import.objects.exists()


def test_refused_rows_can_be_taken_along(world, pages):
    client = enter(world.rina)
    answer = client.get(pages[3])
    text = b"".join(answer.streaming_content).decode()
    assert "Tracking ID" in text and "aaaa" in text and "lusa" not in text
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_export_is_downloaded(world, pages, kind):
    client = enter(world.rina)
    answer = client.get(pages[4], {"kind": kind})
    data = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    assert data.startswith(b"PK" if kind == "xlsx" else b"\xef\xbb\xbf")
    backwards = {"kind": kind, "first": "2026-03-02", "last": "2026-03-01"}
    assert client.get(pages[4], backwards).status_code == 422
