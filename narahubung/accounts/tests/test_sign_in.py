"""The way in, through the pages themselves."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from narahubung.accounts.people import demo_code, enrol_demo
from narahubung.accounts.tests.ways_in import (
    PASSWORD,
    code_from,
    code_of,
    confirm,
    enter,
    with_password,
)

LOGIN = "/accounts/login/"


def give_password(client, user, password=PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password})


def test_password_and_code_open_the_door(world, client):
    user = with_password(world.rina.user)
    enrol_demo(user)

    answer = give_password(client, user)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/accounts/offices/").status_code == 302

    answer = client.post(answer.url, {"code": code_of(user)})
    assert answer.url == "/home/"
    assert client.get("/accounts/offices/").status_code == 200


def test_a_wrong_code_opens_nothing(world, client):
    user = with_password(world.rina.user)
    enrol_demo(user)
    give_password(client, user)

    answer = client.post("/accounts/locks/authenticate/", {"code": "000000"})
    assert "Kode ini tidak cocok" in answer.content.decode()
    assert client.get("/accounts/offices/").status_code == 302


def test_a_code_works_once(world, client):
    user = with_password(world.rina.user)
    enrol_demo(user)
    code = code_of(user)
    give_password(client, user)
    client.post("/accounts/locks/authenticate/", {"code": code})

    other = Client()
    give_password(other, user)
    other.post("/accounts/locks/authenticate/", {"code": code})
    assert other.get("/accounts/offices/").status_code == 302


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_setting_up_an_app_gives_recovery_codes(world, client):
    user = with_password(world.rina.user)
    give_password(client, user)
    assert client.get("/accounts/offices/").url == reverse("accounts:second_factor")

    activate = reverse("mfa_activate_totp")
    ask = client.get(activate)
    assert ask.url.startswith(reverse("account_reauthenticate"))
    assert client.post(ask.url, {"password": PASSWORD}).url == activate
    page = client.get(activate)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "style=" not in page.content.decode()

    secret = client.session["mfa.totp.secret"]
    client.post(activate, {"code": code_from(secret)})
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    assert all(
        code in client.get("/accounts/locks/recovery-codes/").content.decode() for code in codes
    )
    assert client.get("/accounts/offices/").status_code == 200


def test_a_recovery_code_opens_the_second_lock_once(world, client):
    user = with_password(world.rina.user)
    enrol_demo(user)
    codes = Authenticator.objects.create(
        user=user,
        type="recovery_codes",
        data={"migrated_codes": [encrypt("11112222")], "used_mask": 0},
    )
    assert codes.pk
    give_password(client, user)
    assert client.post("/accounts/locks/authenticate/", {"code": "11112222"}).url == "/home/"

    other = Client()
    give_password(other, user)
    assert other.post("/accounts/locks/authenticate/", {"code": "11112222"}).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_generate_recovery_codes",
     "mfa_deactivate_totp", "usersessions_list", "account_change_password", "account_logout",
     "mfa_reauthenticate", "accounts:second_factor", "account_reauthenticate"],
)  # fmt: skip
def test_each_own_page_stands_in_our_shell_and_speaks_indonesian(world, name):
    client = enter(world.rina)
    confirm(client, "/work/")
    page = client.get(reverse(name), HTTP_ACCEPT_LANGUAGE="id")
    text = page.content.decode()
    assert page.status_code == 200
    assert 'lang="id"' in text and "ui/css/app.css" in text
    assert "<style" not in text and " style=" not in text and "onclick" not in text


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_inactive"])
def test_each_entrance_stands_in_our_shell(client, db, name):
    text = client.get(reverse(name)).content.decode()
    assert 'lang="id"' in text and "ui/css/app.css" in text and "signup" not in text


def test_passkey_scripts_come_from_files(client, db):
    text = client.get(LOGIN).content.decode()
    assert "mfa/js/webauthn.js" in text
    inline = [part for part in text.split("<script")[1:] if "src=" not in part.split(">")[0]]
    assert all('type="application/json"' in part.split(">")[0] for part in inline)


def test_the_address_of_the_passkey_challenge_answers(client, db):
    answer = client.get("/accounts/locks/webauthn/login/", HTTP_ACCEPT="application/json")
    assert answer.json()["request_options"]["publicKey"]["challenge"]


def test_a_person_locked_out_does_not_lock_out_the_neighbours(world, client):
    rina, budi = with_password(world.rina.user), with_password(world.budi.user)
    for _n in range(6):
        give_password(client, rina, "salah sekali lagi")

    assert "seperempat jam" in give_password(client, rina).content.decode()
    assert give_password(Client(), budi).status_code == 302


def test_a_forgotten_password_is_renewed_by_mail(world, client):
    user = with_password(world.rina.user)
    client.post("/accounts/password/reset/", {"email": user.email})
    [letter] = mail.outbox
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    path = client.get(link.partition("testserver")[2]).url
    client.post(path, {"password1": "kapal merah besar", "password2": "kapal merah besar"})

    user.refresh_from_db()
    assert user.check_password("kapal merah besar")


def test_nobody_learns_whether_an_address_has_an_account(world, client):
    known = client.post("/accounts/password/reset/", {"email": world.rina.user.email})
    unknown = client.post("/accounts/password/reset/", {"email": "tidak.ada@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mail.outbox] == [[world.rina.user.email]]


@pytest.mark.parametrize(
    "demo, domain, shown",
    [
        (True, "demo.narahubung.example", True),
        (False, "demo.narahubung.example", False),
        (True, "kutairaya.example", False),
    ],
)
def test_the_demo_shows_its_code_and_nothing_else_does(
    world, client, settings, demo, domain, shown
):
    settings.DEMO = demo
    user = with_password(world.rina.user)
    user.email = f"rina@{domain}"
    user.save(update_fields=["email"])
    enrol_demo(user)
    give_password(client, user)

    text = client.get("/accounts/locks/authenticate/").content.decode()
    assert ("Kode demo saat ini" in text) is shown
    assert bool(demo_code(user)) is shown


def test_two_visitors_of_the_demo_are_shown_codes_that_work(world, settings):
    settings.DEMO = True
    user = with_password(world.rina.user)
    enrol_demo(user)
    for visitor in (Client(), Client()):
        give_password(visitor, user)
        page = visitor.get("/accounts/locks/authenticate/")
        code = page.context["form"].demo_code
        assert visitor.post("/accounts/locks/authenticate/", {"code": code}).url == "/home/"


def test_a_person_sees_where_they_are_signed_in_and_signs_out_elsewhere(world):
    user = with_password(world.rina.user)
    enrol_demo(user)
    here, there = Client(), Client()
    for step, client in enumerate((here, there)):
        give_password(client, user)
        client.post("/accounts/locks/authenticate/", {"code": code_of(user, step)})

    page = here.get("/accounts/sessions/")
    assert page.context["session_count"] == 2
    here.post("/accounts/sessions/")
    assert here.get("/accounts/offices/").status_code == 200
    assert there.get("/accounts/offices/").status_code == 302
