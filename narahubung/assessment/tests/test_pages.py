"""The pages of instruments: read, compared, and a new one drafted without code."""

import re

import pytest

from narahubung.assessment.models import Draft, Version
from narahubung.assessment.reading import read

pytestmark = pytest.mark.django_db
URL = "/assessment/"


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def filled(html):
    """Return what a browser would send: every field of the page as it stands."""
    fields = {}
    for tag in re.findall(r"<input [^>]+>", html):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            fields[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.S):
        fields[name] = body
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        fields[name] = chosen[1]
    return fields


def test_the_list_and_a_version_with_its_scale(instruments, sign_in):
    eka = sign_in("eka")
    assert "2022–2024" in page(eka, URL)
    html = page(eka, f"{URL}instruments/2022-2024/1/")
    assert 'data-zone="green"' in html and "Input: 21,85%, 15 indikator" in html
    assert instruments["2022-2024"].sha256 in html
    assert "usulan kami" in html


def test_an_instrument_without_bands_has_no_scale(instruments, sign_in):
    assert "<rect" not in page(sign_in("eka"), f"{URL}instruments/kipp/1/")


def test_a_version_is_taken_as_a_file(instruments, sign_in):
    response = sign_in("eka").get(f"{URL}instruments/2025/1/toml/")
    assert read(response.content.decode()) == instruments["2025"].said
    assert 'filename="2025.1.toml"' in response["Content-Disposition"]


def test_two_instruments_side_by_side(instruments, sign_in):
    html = page(sign_in("eka"), f"{URL}compare/?first=2022-2024.1&second=2025.1")
    assert "Kepercayaan masyarakat" in html and "30,00%" in html
    assert "baru" in html and "hilang" in html


@pytest.mark.parametrize("name", ["rina", "hana", "agus", "nadia", "adi"])
def test_who_is_of_no_office_finds_no_instrument(instruments, sign_in, draft, name):
    client = sign_in(name)
    for path in (
        "",
        "compare/",
        "instruments/2025/1/",
        "instruments/2025/1/toml/",
        f"drafts/{draft.pk}/",
    ):
        assert client.get(URL + path).status_code in (403, 404)


def test_a_new_one_is_drafted_weighed_and_frozen_on_pages(instruments, sign_in, newest):
    bayu, laras = sign_in("bayu"), sign_in("laras")
    said = {"version": instruments["2025"].pk, "code": "2027", "name": "Opini 2027"}
    where = bayu.post(f"{URL}drafts/new/", said)["Location"]

    fields = filled(page(bayu, f"{where}table/dimension/"))
    fields |= {"rows-0-weight": "20", "rows-4-weight": "20"}
    assert bayu.post(f"{where}table/dimension/", fields).status_code == 302
    assert "92,50" in page(bayu, where)
    # The head may not freeze what does not add up.
    assert "Freeze" not in page(laras, where)
    laras.post(f"{where}freeze/")
    assert not Version.objects.filter(instrument__code="2027").exists()

    fields = filled(page(bayu, f"{where}table/dimension/"))
    fields |= {f"rows-{n}-weight": "20" for n in range(5)}
    bayu.post(f"{where}table/dimension/", fields)
    fields = filled(page(bayu, f"{where}table/indicator/v-output/"))
    new = len([name for name in fields if name.endswith("-code")]) - 1
    fields |= {
        f"rows-{new}-code": "output-baru",
        f"rows-{new}-name_id": "Indeks baru",
        "rows-0-DELETE": "on",
    }
    assert bayu.post(f"{where}table/indicator/v-output/", fields).status_code == 302

    assert laras.post(f"{where}freeze/").status_code == 302
    scheme = newest("2027").scheme
    assert [float(part.weight) for part in scheme.dimensions] == [0.2] * 5
    assert "output-baru" in scheme.indicators and "output-ipm" not in scheme.indicators
    # What was not touched is as it was.
    assert scheme.indicators["input-hasil"].evidence == (
        "Renstra/Renja",
        "LAKIP",
        "Perjanjian kinerja",
    )


@pytest.mark.parametrize(
    "table",
    [
        "dimension",
        "band",
        "scale",
        "respondent",
        "locus",
        "fact",
        "variable/input",
        "indicator/v-input",
    ],
)
def test_a_table_kept_as_it_stands_changes_nothing(draft, sign_in, fresh, table):
    url = f"{URL}drafts/{draft.pk}/table/{table}/"
    bayu = sign_in("bayu")
    assert bayu.post(url, filled(page(bayu, url))).status_code == 302
    assert fresh(draft).said == draft.said


def test_the_head_kept_as_it_stands_changes_nothing(draft, sign_in, fresh):
    url = f"{URL}drafts/{draft.pk}/head/"
    bayu = sign_in("bayu")
    assert bayu.post(url, filled(page(bayu, url))).status_code == 302
    assert fresh(draft).said == draft.said


def test_what_is_wrong_in_a_row_is_told_and_what_was_typed_is_kept(draft, sign_in):
    url = f"{URL}drafts/{draft.pk}/table/band/"
    bayu = sign_in("bayu")
    fields = {**filled(page(bayu, url)), "rows-0-name_id": "", "rows-0-lowest": "91"}
    response = bayu.post(url, fields)
    assert response.status_code == 422
    assert 'value="91"' in response.content.decode()


def test_who_comes_second_loses_no_word(draft, sign_in, fresh):
    url = f"{URL}drafts/{draft.pk}/head/"
    bayu, yoga = sign_in("bayu"), sign_in("yoga")
    fields = filled(page(yoga, url))
    bayu.post(url, {**fields, "legal_basis": "Dari Bayu"})
    response = yoga.post(url, {**fields, "legal_basis": "Dari Yoga"})
    assert response.status_code == 409
    assert "Dari Yoga" in response.content.decode()
    assert fresh(draft).said["legal_basis"] == "Dari Bayu"


@pytest.mark.parametrize(
    "path", ["table/secret/", "table/variable/nowhere/", "table/indicator/", "table/band/x/"]
)
def test_a_table_that_is_not_there_is_not_found(draft, sign_in, path):
    page(sign_in("bayu"), f"{URL}drafts/{draft.pk}/{path}", 404)


def test_other_offices_find_no_draft(draft, sign_in):
    page(sign_in("mira"), f"{URL}drafts/{draft.pk}/", 404)


def test_the_desk_of_intake_reads_a_draft_and_changes_nothing(draft, sign_in):
    eka = sign_in("eka")
    assert "Opini 2027" in page(eka, f"{URL}drafts/{draft.pk}/")
    page(eka, f"{URL}drafts/{draft.pk}/head/", 403)
    page(eka, f"{URL}drafts/new/", 403)
    assert eka.post(f"{URL}drafts/{draft.pk}/drop/").status_code == 403


def test_a_draft_is_dropped(draft, sign_in):
    bayu = sign_in("bayu")
    assert bayu.post(f"{URL}drafts/{draft.pk}/drop/").status_code == 302
    page(bayu, f"{URL}drafts/{draft.pk}/", 404)
    assert Draft.objects.get().dropped_at


def test_a_draft_is_taken_as_a_file(draft, sign_in):
    response = sign_in("eka").get(f"{URL}drafts/{draft.pk}/toml/")
    assert read(response.content.decode()) == draft.said


@pytest.mark.parametrize("count", [0, 4])
def test_the_list_asks_as_much_however_many_there_are(
    instruments, office, sign_in, django_assert_max_num_queries, count
):
    for number in range(count):
        terms = {"version": instruments["2025"], "code": f"d{number}", "name": "x"}
        Draft.objects.submit(by=office.bayu, **terms)
    client = sign_in("bayu")
    client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(URL)
