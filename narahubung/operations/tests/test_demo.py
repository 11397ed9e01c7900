"""`demo` builds once, never on top of real files, and its accounts open the door."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from narahubung.accounts.models import User
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Region
from narahubung.operations import demo_accounts
from narahubung.operations.regency import Regency
from narahubung.reports.models import LiaisonTask
from narahubung.reports.task_holders import holders_of


@pytest.fixture
def home(settings, tmp_path, db):
    settings.HOME = tmp_path
    return tmp_path


def test_it_builds_once_and_prints_the_accounts(home, capsys):
    call_command("demo", size=40)
    first = capsys.readouterr().out
    assert "40 complaints" in first
    assert [row[2].partition("@")[0] for row in demo_accounts.accounts()] == list(
        demo_accounts.SHOWN
    )
    assert all(row[2] in first and row[3] in first for row in demo_accounts.accounts())
    assert all(row[2] in first and row[3] in first for row in demo_accounts.reporters())

    call_command("demo")
    assert "there already" in capsys.readouterr().out
    assert Complaint.objects.count() == 40


def test_the_printed_words_open_the_report_and_the_deputy_has_letters_to_answer(home, client):
    call_command("demo", size=12)
    [(name, title, number, words)] = demo_accounts.reporters()

    page = client.post("/lacak/", {"number": number, "words": words}, follow=True)

    assert page.status_code == 200 and title in page.text
    deputy = next(row for row in demo_accounts.accounts() if "deputy of" in row[1])
    mine = [
        task
        for task in LiaisonTask.objects.open().filter(agency__slug="disdukcapil")
        if deputy[2] in [post.user.email for post in holders_of(task)]
    ]
    assert mine


def test_the_accounts_open_with_their_password_and_have_a_second_lock(home):
    people = Regency().build().people.values()
    demo_accounts.issue([next(a for a in people if a.user.name == "Rina Wulandari")])
    name, role, email, password = demo_accounts.accounts()[0]

    user = User.objects.get(email=email)
    assert user.check_password(password) and not user.check_password("")
    assert user.authenticator_set.filter(type="totp").exists()
    assert (name, role) == ("Rina Wulandari", "Complaint manager, Dinas Kesehatan")


def test_the_list_of_accounts_is_for_its_owner_only(home):
    demo_accounts.keep([("Rina", "Manager", "rina@example.org", "x")])
    file = home / "secrets" / "demo-accounts"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == [["Rina", "Manager", "rina@example.org", "x"]]


def test_it_refuses_a_database_with_real_complaints(home, world):
    world.submit()
    User.objects.filter(email=world.rina.user.email).update(email="rina@kutai-raya.example")

    with pytest.raises(CommandError, match="not of the demo"):
        call_command("demo")
    assert not demo_accounts.accounts()


def test_a_second_start_keeps_the_invented_places_and_replaces_lost_accounts(home, capsys):
    call_command("demo", size=12)
    Region.objects.filter(code__startswith="64.69").update(valid_to="2026-01-01")
    demo_accounts.path().unlink()

    call_command("demo")

    assert Region.objects.in_force().filter(code="64.69.01").exists()
    assert User.objects.get(email=demo_accounts.accounts()[0][2]).check_password(
        demo_accounts.accounts()[0][3]
    )
