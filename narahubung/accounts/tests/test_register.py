"""The register: places, law and people, for those who look after the machine."""

import pytest
from django.contrib import admin

from narahubung.accounts.models import Appointment, User
from narahubung.accounts.people import enrol_demo
from narahubung.accounts.tests.ways_in import PASSWORD, enter, with_password


def staff(world):
    User.objects.filter(pk=world.adi.user.pk).update(is_staff=True)
    return enter(world.adi)


def test_only_places_law_and_people_are_in_the_register():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels <= {"directory", "clocks", "accounts"}
    assert {User, Appointment} <= set(admin.site._registry)


def test_an_operator_opens_the_register_under_the_strict_policy(world):
    client = staff(world)
    for path in ("", "accounts/user/", f"accounts/user/{world.rina.user.pk}/change/",
                 "accounts/appointment/", "accounts/accountevent/"):  # fmt: skip
        page = client.get(f"/accounts/register/{path}")
        text = page.content.decode()
        assert page.status_code == 200, path
        assert "'unsafe-inline'" not in page["Content-Security-Policy"]
        assert " style=" not in text and "onclick=" not in text and "<style" not in text


@pytest.mark.parametrize("name", ["rina", "wati"])
def test_nobody_else_opens_it_even_with_the_mark(world, name):
    actor = getattr(world, name)
    User.objects.filter(pk=actor.user.pk).update(is_staff=True)
    actor.user.refresh_from_db()
    assert enter(actor).get("/accounts/register/", follow=True).status_code == 403


def test_an_edit_is_written_down_and_offices_are_not_edited_here(world):
    client = staff(world)
    rina = world.rina.user
    path = f"/accounts/register/accounts/user/{rina.pk}/change/"
    client.post(path, {"name": "Rina W.", "phone": "", "language": "id", "is_active": "on"})
    rina.refresh_from_db()
    assert rina.name == "Rina W."
    assert rina.events.get().facts == {"fields": ["name"]}

    office = f"/accounts/register/accounts/appointment/{world.people['rina'].pk}/change/"
    assert client.post(office, {"role": "administrator"}).status_code == 403
    assert client.post(f"/accounts/register/accounts/user/{rina.pk}/delete/").status_code == 403


def test_the_register_has_no_way_in_of_its_own(world, client):
    user = with_password(world.adi.user)
    enrol_demo(user)
    User.objects.filter(pk=user.pk).update(is_staff=True)
    answer = client.post(
        "/accounts/register/login/?next=/accounts/register/",
        {"username": user.email, "password": PASSWORD},
    )
    assert answer.url.startswith("/accounts/login/")
    assert client.get("/accounts/register/").url.startswith("/accounts/login/")
