"""Questions that other apps ask: which agencies serve a place, what lies below, what was meant."""

import pytest

from narahubung.directory.lookups import region_at, region_nearest, scope_ids
from narahubung.directory.models import Agency, Region


def test_the_nearest_agency_comes_first_and_ministries_last(tree, places):
    ministry = Agency.objects.create(
        slug="kemenkes", name="Kementerian Kesehatan", kind="ministry", region=places["91"]
    )
    power = Agency.objects.create(
        slug="pln", name="PLN UIW Kaltim", kind="state_company", region=places["64.71"]
    )
    power.areas.add(places["64"])

    near = Agency.objects.addressable_near(places["64.02.05.2001"])
    assert [a.slug for a in near] == ["puskesmas", "dinkes", "pemkab", "pln", "kemenkes"]
    assert list(Agency.objects.addressable_near(places["91"])) == [ministry]


def test_agencies_that_take_no_complaints_are_not_offered(tree, places):
    Agency.objects.filter(slug="dinkes").update(takes_complaints=False)
    near = Agency.objects.addressable_near(places["64.02"])
    assert [a.slug for a in near] == ["pemkab"]


def test_a_scope_is_the_agency_and_all_below(tree):
    below = {tree["dinkes"].pk, tree["puskesmas"].pk}
    assert scope_ids(tree["dinkes"]) == below


def test_a_path_is_read_in_one_query(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        centre = Agency.objects.with_path().get(slug="puskesmas")
        assert centre.path_names() == [
            "Pemerintah Kabupaten Kutai Raya",
            "Dinas Kesehatan",
            "Puskesmas Loa Kulu",
        ]


def test_a_place_knows_what_lies_in_it_and_above_it(places):
    assert [r.code for r in Region.objects.children_of("64")] == ["64.02", "64.01", "64.71"]
    assert [r.code for r in Region.objects.children_of("64.02.05")] == ["64.02.05.2001"]
    village = Region.objects.with_path().get(code="64.02.05.2001")
    assert village.codes() == ["64", "64.02", "64.02.05", "64.02.05.2001"]
    assert village.path_names()[0] == "Kalimantan Timur"


@pytest.mark.parametrize("text", ["64.02.05", "640205", " 64.02.05 "])
def test_a_code_is_found_with_or_without_points(places, text):
    assert region_at(text).name == "Loa Kulu"


@pytest.mark.parametrize(
    "wrong, meant",
    [
        ("64.20", "64.02"),
        ("64.02.55", "64.02.05"),
        ("64.02.05.2010", "64.02.05.2001"),
        ("90", "91"),
    ],
)
def test_a_wrong_code_points_to_the_one_meant(places, wrong, meant):
    assert region_at(wrong) is None
    assert region_nearest(wrong).code == meant


def test_nonsense_points_nowhere(places):
    assert region_nearest("zzz") is None
