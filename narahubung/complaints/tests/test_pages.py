"""Who gets which page, what stands on it, and what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Appointment
from narahubung.complaints.identity import Identity
from narahubung.complaints.models import Complaint
from narahubung.complaints.viewers import viewers

# Session, person, office, scope, calendar, counts, rows, their clocks, saved filters.
LIST_STATEMENTS = 9
FILE_STATEMENTS = 15


def addresses(file):
    ref = file.reference
    return [
        reverse("complaints:list"),
        reverse("complaints:filters"),
        reverse("complaints:new"),
        reverse("complaints:receipt"),
        reverse("complaints:canned"),
        reverse("complaints:canned_new"),
        reverse("complaints:export", args=["xlsx"]),
        reverse("complaints:export", args=["csv"]),
        reverse("complaints:detail", args=[ref]),
        reverse("complaints:move", args=[ref, "accept"]),
        reverse("complaints:reclassify", args=[ref]),
    ]


def of_the_file(file):
    return [url for url in addresses(file) if file.reference in url]


def test_a_stranger_is_asked_to_sign_in_everywhere(world):
    for url in addresses(world.dispose()):
        response = Client().get(url)
        assert response.status_code == 302, url
        assert response["Location"].startswith("/accounts/login/"), url


def test_tono_gets_the_same_answer_as_for_no_complaint_at_all(world, sign_in):
    file, tono = world.dispose(), sign_in("tono")
    for url in of_the_file(file):
        assert tono.get(url).status_code == 404, url
        assert tono.post(url).status_code in (404, 405), url
        assert tono.get(url.replace(file.reference, "no-such-file")).status_code == 404, url
    assert file.reference not in tono.get("/work/?tab=all").content.decode()


@pytest.mark.parametrize("name", ["rina", "budi", "hana", "wati", "agus"])
def test_those_concerned_open_list_and_file(world, sign_in, name):
    file, client = world.dispose(), sign_in(name)
    assert file.reference in client.get("/work/?tab=all").content.decode()
    page = client.get(file.get_absolute_url())
    assert page.status_code == 200
    assert "Antrean di Puskesmas Kuaro Hulu" in page.content.decode()


def test_no_page_is_kept_by_a_cache(world, sign_in):
    file, rina = world.dispose(), sign_in("rina")
    for url in addresses(file)[:2] + [file.get_absolute_url()]:
        assert "no-store" in rina.get(url)["Cache-Control"]


@pytest.mark.parametrize(
    ("shield", "rina", "budi"),
    [("open", True, True), ("secret", False, False), ("anonymous", False, False)],
)
def test_the_name_stands_only_on_the_pages_of_those_who_may_know_it(
    world, sign_in, shield, rina, budi
):
    world.submit(shield=shield)
    file = world.dispose()
    for name, knows in (("rina", rina), ("budi", budi), ("hana", shield == "open")):
        page = sign_in(name).get(file.get_absolute_url()).content.decode()
        assert ("Sari Melati" in page) is knows
        assert "Sari Melati" not in sign_in(name).get("/work/?tab=all").content.decode()


@pytest.mark.parametrize("shield", ["open", "secret", "anonymous"])
def test_the_page_names_exactly_those_who_see_the_file(world, shield):
    world.submit(shield=shield)
    file = world.dispose()
    told = {(v.name, v.place): (v.knows_name, v.may_open) for v in viewers(file)}
    for office in Appointment.objects.in_force().for_page():
        officer = Officer(office.user, office)
        sees = Complaint.objects.visible_to(officer).filter(pk=file.pk).exists()
        knows = Identity.objects.visible_to(officer).filter(complaint=file).exists()
        opens = Identity.objects.openable_by(officer).filter(complaint=file).exists()
        key = (office.user.name, str(office.place))
        assert (key in told) is sees, key
        assert not sees or told[key] == (knows, opens), key


def statements_of(client, url):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code == 200
    # The header of every page also counts the notices that its reader has not seen.
    return len([q for q in asked if "notify_message" not in q["sql"]])


def test_the_list_costs_the_same_for_one_file_and_for_many(world, sign_in):
    world.dispose()
    rina = sign_in("rina")
    one = statements_of(rina, "/work/")
    for _ in range(12):
        world.submit()
        world.dispose()
    assert statements_of(rina, "/work/") == one
    assert one <= LIST_STATEMENTS


@pytest.mark.parametrize("name", ["rina", "budi", "hana", "wati"])
def test_a_file_costs_a_fixed_number_of_statements(world, sign_in, name):
    file = world.answer()
    for n in range(5):
        file.say(f"Pesan {n}", by=world.budi)
    assert statements_of(sign_in(name), file.get_absolute_url()) <= FILE_STATEMENTS
