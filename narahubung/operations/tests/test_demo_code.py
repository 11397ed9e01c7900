import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from narahubung.accounts.models import User


@pytest.fixture
def account(settings, tmp_path, db):
    settings.HOME = tmp_path
    user = User.objects.create_user("rina@demo.example", name="Rina")
    TOTP.activate(user, generate_totp_secret())
    (tmp_path / "demo-accounts").write_text("Rina\tManager\trina@demo.example\tsecret\n")
    return user


def test_the_code_that_is_printed_opens_the_account(account, capsys):
    call_command("demo_code", account.email)

    code = capsys.readouterr().out.strip()
    assert re.fullmatch(r"\d{6}", code)
    totp = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP).wrap()
    assert totp.validate_code(code)


def test_no_code_is_printed_for_an_account_outside_the_demo(account):
    User.objects.create_user("real@example.go.id", name="Real")

    with pytest.raises(CommandError, match="is not an account of the demo"):
        call_command("demo_code", "real@example.go.id")
    with pytest.raises(CommandError):
        call_command("demo_code", "rina@demo")
