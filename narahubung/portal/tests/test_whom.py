"""Complaining of people: the form finds the place, says who settles it, and hides it from those concerned."""

import pytest

from narahubung.accounts.models import Role
from narahubung.complaints.models import Complaint
from narahubung.portal.tests.conftest import shows, words_in


def about_the_head(**fields):
    return {"about": "head", "workplace": "puskesmas kuaro", "agency": "", **fields}


def test_a_complaint_about_the_head_of_a_clinic_goes_to_the_inspectorate(citizen):
    citizen.open_form()
    preview = citizen.preview(**about_the_head())
    assert shows(preview, "Inspektorat Kabupaten Kutai Raya")
    assert shows(preview, "UPT Puskesmas Kuaro Hulu")
    assert citizen.send(**about_the_head()).url == "/lapor/tanda-terima/"
    file = Complaint.objects.get()
    assert file.agency == citizen.world.place("inspektorat")
    assert not Complaint.objects.visible_to(citizen.world.budi).exists()


def test_the_inspector_is_named_and_nobody_who_also_works_at_that_place(citizen):
    world = citizen.world
    world.appoint("lina", "Aan Lina", Role.LIAISON, "puskesmas-kuaro")
    world.appoint("lina", "Aan Lina", Role.INSPECTORATE, "inspektorat")
    number, words = citizen.complain(**about_the_head())
    citizen.open_file(number, words)
    page = citizen.client.get("/lacak/berkas/")
    assert shows(page, "dipegang Wati Kusuma")
    assert not shows(page, "Aan Lina")


def is_folded(response):
    """Tell whether the questions about a person are folded away."""
    before = words_in(response).partition('name="about"')[0]
    return before.rpartition("<details")[2].startswith(' class="disclosure">')


def test_what_most_people_do_not_need_is_folded_and_a_mistake_unfolds_it(citizen):
    assert is_folded(citizen.client.get("/lapor/"))
    citizen.open_form()
    assert is_folded(citizen.preview(text=""))
    assert not is_folded(citizen.preview(**about_the_head(workplace="bengkel")))
    back = citizen.client.post("/lapor/", {"step": "edit", **citizen.fill(**about_the_head())})
    assert not is_folded(back)


def test_an_empty_place_means_the_agency_itself(citizen):
    citizen.open_form()
    dinkes = citizen.world.place("dinkes")
    citizen.send(about="officer", workplace="", agency=str(dinkes.pk))
    assert Complaint.objects.get().reported.get().agency == dinkes
    assert Complaint.objects.get().agency == citizen.world.place("inspektorat")


def test_about_the_inspectorate_the_preview_names_the_ombudsman(citizen):
    citizen.open_form()
    preview = citizen.preview(**about_the_head(workplace="inspektorat"))
    assert shows(preview, "Tidak ada yang di dalam instansi ini boleh menilainya.")


@pytest.mark.parametrize(
    ("typed", "field"),
    [("puskesmas", "reported"), ("bengkel", "workplace"), ("", "workplace")],
)
def test_a_place_that_is_not_clear_is_asked_for_again(citizen, typed, field):
    citizen.open_form()
    refused = citizen.preview(**about_the_head(workplace=typed))
    assert refused.status_code == 422
    assert field in refused.context["form"].errors
    assert shows(refused, typed)


def test_who_says_nothing_complains_of_the_service(citizen):
    citizen.open_form()
    citizen.send(about="", workplace="puskesmas kuaro")
    assert not Complaint.objects.get().reported.exists()
