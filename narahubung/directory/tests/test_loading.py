"""The data of the whole country, and what happens when it changes."""

import io
import time
from datetime import date

import pytest
from django.core.management import call_command

from narahubung.directory.loading import load_list, load_offices, load_regions, load_terms
from narahubung.directory.lookups import terms
from narahubung.directory.models import OmbudsmanOffice, Region, Term, Zone

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """Load everything once; the rows go with the test database's transaction of this module."""
    with django_db_blocker.unblock():
        out = io.StringIO()
        started = time.perf_counter()
        call_command("load_directory", stdout=out)
        yield out.getvalue(), time.perf_counter() - started
        OmbudsmanOffice.provinces.through.objects.all().delete()
        OmbudsmanOffice.objects.all().delete()
        Term.objects.filter(parent__isnull=False).delete()
        Term.objects.all().delete()
        for level in reversed(Region.Level):
            Region.objects.filter(level=level)._raw_delete("default")


def test_the_whole_country_is_loaded_in_seconds(db, country):
    said, seconds = country
    assert said == "provinces=38 regencies=514 districts=7285 villages=83762\n"
    assert seconds < 20


def test_a_second_load_changes_nothing(db, country, django_assert_max_num_queries):
    before = list(Region.objects.values_list("pk", "name", "valid_to").order_by("pk")[:500])
    with django_assert_max_num_queries(200):
        call_command("load_directory", stdout=io.StringIO())
    assert list(Region.objects.values_list("pk", "name", "valid_to").order_by("pk")[:500]) == before
    assert not Region.objects.filter(valid_to__isnull=False).exists()


@pytest.mark.parametrize(
    "code, name, above",
    [
        ("64.02", "Kabupaten Kutai Kartanegara", "64"),
        ("64.01", "Kabupaten Paser", "64"),
        ("64.71", "Kota Balikpapan", "64"),
        ("61.71", "Kota Pontianak", "61"),
        ("18.71", "Kota Bandar Lampung", "18"),
        ("19.71", "Kota Pangkal Pinang", "19"),
        ("19.01", "Kabupaten Bangka", "19"),
        ("19.06", "Kabupaten Belitung Timur", "19"),
    ],
)
def test_known_codes_stand_where_they_should(db, country, code, name, above):
    region = Region.objects.get(code=code)
    assert (region.name.replace("Pangkalpinang", "Pangkal Pinang"), region.parent.code) == (
        name,
        above,
    )
    assert region.children.exists()


WIB = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62".split()
WITA = "51 52 53 63 64 65 71 72 73 74 75 76".split()
WIT = "81 82 91 92 93 94 95 96".split()


@pytest.mark.parametrize("zone, codes", [(Zone.WIB, WIB), (Zone.WITA, WITA), (Zone.WIT, WIT)])
def test_every_province_keeps_its_time(db, country, zone, codes):
    found = Region.objects.provinces().filter(zone=zone).values_list("code", flat=True)
    assert sorted(found) == codes


def test_a_village_keeps_the_time_of_its_province(db, country):
    wrong = Region.objects.filter(code__startswith="64.").exclude(zone=Zone.WITA)
    assert not wrong.exists()


def test_the_statistics_office_numbers_papua_differently(db, country):
    codes = dict(Region.objects.provinces().values_list("code", "bps_code"))
    assert len(set(codes.values())) == 38
    assert (codes["91"], codes["92"], codes["64"]) == ("94", "91", "64")


def test_thirty_four_offices_serve_every_province_once(db, country):
    offices = OmbudsmanOffice.objects.prefetch_related("provinces")
    served = [p.code for office in offices for p in office.provinces.all()]
    assert OmbudsmanOffice.objects.filter(national=False).count() == 34
    assert OmbudsmanOffice.objects.get(national=True).code == "ORI"
    assert sorted(served) == sorted(WIB + WITA + WIT)
    assert OmbudsmanOffice.objects.get(code="BJM").provinces.get().code == "63"


def test_a_changed_name_is_updated_and_a_lost_code_is_closed(places):
    names = {code: r.name for code, r in places.items() if code != "64.71"}
    load_regions(names | {"64.01": "Paser Baru", "64.80": "Kota Baru"}, today=TODAY)

    assert Region.objects.get(code="64.01").pk == places["64.01"].pk
    assert Region.objects.get(code="64.01").name == "Paser Baru"
    assert Region.objects.get(code="64.71").valid_to == TODAY
    assert Region.objects.get(code="64.80").valid_from == TODAY
    assert Region.objects.get(code="64.80").parent == places["64"]
    assert Region.objects.get(code="64.02").valid_from is None


def test_a_code_that_comes_back_is_a_new_entry(places):
    names = {code: r.name for code, r in places.items()}
    load_regions({c: n for c, n in names.items() if c != "64.71"}, today=TODAY)
    load_regions(names, today=TODAY)

    assert Region.objects.filter(code="64.71").count() == 2
    assert Region.objects.in_force(on=TODAY).get(code="64.71").valid_from == TODAY


def test_phone_numbers_written_by_operators_stay(db):
    load_regions({row: "Provinsi" for row in WIB + WITA + WIT})
    load_offices()
    OmbudsmanOffice.objects.filter(code="BJM").update(phone="0511-137", seat="elsewhere")
    load_offices()

    office = OmbudsmanOffice.objects.get(code="BJM")
    assert (office.phone, office.seat) == ("0511-137", "Banjarmasin")


def test_the_classes_name_their_rules(db):
    load_terms()
    rules = {term.code: term.rule for term in terms("classification")}
    assert rules == {
        "complaint_supervisory": "agency.supervisory",
        "complaint_ordinary": "agency.non_supervisory",
        "aspiration": "agency.aspiration",
        "information_request": "agency.info_request",
        "whistle_blowing": "agency.supervisory",
    }


def test_every_list_is_there_in_two_languages(db):
    load_terms()
    lists = {"archive_reason", "category", "classification", "pass_on_reason"}
    lists |= {"postpone_ground", "refer_reason", "remedy", "reported_group"}
    assert set(Term.objects.values_list("list", flat=True)) == lists
    assert all(
        t.name_id and t.name_en and t.name_id != t.name_en or t.code == "sp4n_lapor"
        for t in Term.objects.all()
    )


def test_the_top_categories_are_those_of_sp4n(db):
    load_terms()
    tops = [term for term in terms("category") if term.parent is None]
    assert len(tops) == 31
    assert "Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat" in {t.name_id for t in tops}


def entry(code, name, **facts):
    return {"code": code, "id": name, "en": name + " (en)", **facts}


def test_better_words_keep_the_entry(db):
    load_list({"list": "remedy", "term": [entry("full", "Beres")]}, TODAY)
    kept = Term.objects.get()
    load_list({"list": "remedy", "term": [entry("full", "Sudah beres")]}, TODAY)

    kept.refresh_from_db()
    assert (kept.name_id, kept.valid_to, Term.objects.count()) == ("Sudah beres", None, 1)


def test_another_rule_makes_another_entry(db):
    load_list({"list": "classification", "term": [entry("a", "A", rule="old")]}, TODAY)
    load_list({"list": "classification", "term": [entry("a", "A", rule="new")]}, TODAY)

    old, new = Term.objects.order_by("pk")
    assert (old.rule, old.valid_to, new.rule, new.valid_from) == ("old", TODAY, "new", TODAY)
    assert list(Term.objects.of("classification", on=TODAY)) == [new]


def test_a_lost_entry_is_closed_and_not_offered(db):
    load_list({"list": "remedy", "term": [entry("a", "A"), entry("b", "B")]}, TODAY)
    load_list({"list": "remedy", "term": [entry("b", "B")]}, TODAY)

    assert Term.objects.get(code="a").valid_to == TODAY
    assert [t.code for t in Term.objects.of("remedy", on=TODAY)] == ["b"]
