"""The whole country, loaded once: its counts, its codes, its time zones, its Ombudsman offices."""

import io

import pytest
from django.core.management import call_command

from narahubung.directory.models import OmbudsmanOffice, Region, Term, Zone

WIB = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62".split()
WITA = "51 52 53 63 64 65 71 72 73 74 75 76".split()
WIT = "81 82 91 92 93 94 95 96".split()


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """Load everything once; the rows are taken away again after this module."""
    with django_db_blocker.unblock():
        out = io.StringIO()
        call_command("load_directory", stdout=out)
        yield out.getvalue()
        OmbudsmanOffice.provinces.through.objects.all().delete()
        OmbudsmanOffice.objects.all().delete()
        Term.objects.filter(parent__isnull=False).delete()
        Term.objects.all().delete()
        for level in reversed(Region.Level):
            Region.objects.filter(level=level)._raw_delete("default")


def test_the_whole_country_is_loaded(db, country):
    assert country == "provinces=38 regencies=514 districts=7285 villages=83762\n"


def test_a_second_load_changes_nothing(db, country, django_assert_max_num_queries):
    before = list(Region.objects.values_list("pk", "name", "valid_to").order_by("pk")[:500])
    with django_assert_max_num_queries(250):
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
