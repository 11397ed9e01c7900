"""The pages of the register: who gets in, what they may do there, and that a yes is needed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from narahubung.directory.models import Agency, Service
from narahubung.directory.tests.sheets import csv_of
from narahubung.ui import navigation

GOOD = csv_of(["", "UPT Baru", "UPT", "dinkes", "64.02", ""])
BAD = csv_of(["", "UPT Baru", "UPT", "dinkes", "64.02", ""], ["", "UPT Lain", "?", "", "64.02", ""])
PAGES = ["agencies", "import", "template"]


@pytest.fixture
def as_manager(client, tree, appoint):
    client.force_login(appoint("manager", tree["dinkes"]).user)
    return client


def upload(client, data):
    file = SimpleUploadedFile("instansi.csv", data)
    return client.post(reverse("directory:import"), {"file": file})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "role, at, status",
    [
        ("administrator", None, 200),
        ("national_admin", None, 200),
        ("manager", "dinkes", 200),
        ("liaison", "dinkes", 404),
        ("head", "dinkes", 404),
        ("inspectorate", "dinkes", 404),
        ("focal_point", "dinkes", 404),
    ],
)
def test_who_may_open_the_register(client, tree, appoint, page, role, at, status):
    client.force_login(appoint(role, tree.get(at)).user)
    assert client.get(reverse(f"directory:{page}")).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_door(client, db, page):
    answer = client.get(reverse(f"directory:{page}"))
    assert answer.status_code == 302
    assert "login" in answer.url


def test_a_manager_sees_the_own_tree_only(as_manager):
    page = as_manager.get(reverse("directory:agencies")).content.decode()
    assert "Puskesmas Loa Kulu" in page
    assert "Balikpapan" not in page


def test_the_list_finds_by_words(client, tree, appoint):
    client.force_login(appoint("administrator").user)
    page = client.get(reverse("directory:agencies"), {"q": "loa puskesmas"}).content.decode()
    assert "Puskesmas Loa Kulu" in page
    assert "Balikpapan" not in page


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    client, tree, appoint, django_assert_max_num_queries
):
    client.force_login(appoint("administrator").user)
    for number in range(30):
        Agency.objects.create(
            slug=f"u{number}",
            name=f"UPT {number}",
            kind="technical_unit",
            region=tree["dinkes"].region,
            parent=tree["dinkes"],
        )
    with django_assert_max_num_queries(12):
        assert client.get(reverse("directory:agencies")).status_code == 200


def test_nothing_is_loaded_before_a_yes(as_manager, tree):
    answer = upload(as_manager, GOOD)
    preview = as_manager.get(answer.url)
    assert preview.status_code == 200
    assert "UPT Baru" in preview.content.decode()
    assert not Agency.objects.filter(name="UPT Baru").exists()

    assert as_manager.post(answer.url).url == reverse("directory:agencies")
    assert Agency.objects.get(name="UPT Baru").parent == tree["dinkes"]
    assert as_manager.post(answer.url).status_code == 404


def test_a_bad_row_stops_the_whole_file(as_manager):
    preview = upload(as_manager, BAD)
    assert as_manager.get(preview.url).status_code == 200
    assert as_manager.post(preview.url).status_code == 422
    assert not Agency.objects.filter(name="UPT Baru").exists()


def test_what_changed_meanwhile_is_checked_again(as_manager, tree):
    preview = upload(as_manager, GOOD)
    Agency.objects.filter(slug="dinkes").update(slug="dinkes-lama")
    assert as_manager.post(preview.url).status_code == 422
    assert not Agency.objects.filter(name="UPT Baru").exists()


def test_nobody_confirms_the_upload_of_another(as_manager, client, appoint):
    preview = upload(as_manager, GOOD)
    client.force_login(appoint("administrator").user)
    assert client.get(preview.url).status_code == 404
    assert client.post(preview.url).status_code == 404


def test_a_file_that_is_no_spreadsheet_is_refused_beside_the_field(as_manager):
    answer = upload(as_manager, b"\x89PNG\x00")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def agency_form(agency, **changes):
    fields = {
        "name": agency.name,
        "kind": agency.kind,
        "region": agency.region.code,
        "week": "6",
        "above": agency.parent.slug if agency.parent else "",
    }
    for prefix in ("services", "points"):
        fields |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
    return fields | changes


def edit(client, agency, **changes):
    return client.post(agency.get_absolute_url(), agency_form(agency, **changes))


def test_an_agency_is_edited_with_its_services_and_places(as_manager, tree):
    centre = tree["puskesmas"]
    answer = edit(
        as_manager,
        centre,
        areas="64.01\n64.71",
        above="dinkes",
        **{
            "services-0-name": "Imunisasi",
            "services-0-promised_days": "1",
            "points-0-name": "Loket 1",
            "points-0-region": "64.02.05",
        },
    )
    assert answer.status_code == 302
    centre.refresh_from_db()
    assert (centre.week, centre.parent) == (6, tree["dinkes"])
    assert [r.code for r in centre.areas.all()] == ["64.01", "64.71"]
    assert centre.services.get().promised_days == 1
    assert centre.service_points.get().region.code == "64.02.05"
    assert as_manager.get(centre.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"region": "64.20"}, "region"),
        ({"areas": "64.01 99.99"}, "areas"),
        ({"above": "pemkot"}, "above"),
        ({"above": "puskesmas"}, "above"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_field_is_refused_and_kept(as_manager, tree, changes, field):
    answer = edit(as_manager, tree["puskesmas"], **changes)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]


def test_a_manager_cannot_move_the_own_agency_elsewhere(as_manager, tree):
    assert edit(as_manager, tree["dinkes"], above="puskesmas").status_code == 302
    assert Agency.objects.get(slug="dinkes").parent == tree["pemkab"]


def test_a_manager_does_not_find_an_agency_outside_the_own_tree(as_manager, tree):
    assert as_manager.get(tree["pemkot"].get_absolute_url()).status_code == 404
    assert edit(as_manager, tree["pemkab"]).status_code == 404


def test_a_service_is_taken_away_while_nothing_refers_to_it(as_manager, tree):
    service = Service.objects.create(agency=tree["puskesmas"], name="Lama")
    edit(
        as_manager,
        tree["puskesmas"],
        **{
            "services-INITIAL_FORMS": "1",
            "services-0-id": service.pk,
            "services-0-name": "Lama",
            "services-0-DELETE": "on",
        },
    )
    assert not Service.objects.exists()


def test_the_tree_is_listed_from_the_top_down(client, tree, appoint):
    client.force_login(appoint("administrator").user)
    page = client.get(reverse("directory:agencies")).context["page"]
    found = [(a.slug, a.tree_depth, a.children_count) for a in page]
    assert found == [("pemkab", 0, 1), ("dinkes", 1, 1), ("puskesmas", 2, 0), ("pemkot", 0, 0)]


@pytest.mark.parametrize("role, shown", [("manager", True), ("liaison", False)])
def test_the_register_is_in_the_menu_of_those_who_may_edit(tree, appoint, rf, role, shown):
    request = rf.get("/")
    request.actor = appoint(role, tree["dinkes"])
    links = [link.url for link in navigation.entries(request, "person")]
    assert (reverse("directory:agencies") in links) is shown
