import os
import socket
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from narahubung.operations.demo_accounts import keep
from narahubung.operations.first_start import compile_translations, stale
from narahubung.operations.greeting import greeting
from narahubung.operations.management.commands.serve import is_free, server

ACCOUNTS = [
    ("Rina Wulandari", "Manager", "rina@demo.example", "one-two"),
    ("Budi", "Liaison", "budi@demo.example", "x"),
]


@pytest.fixture
def taken_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_port_in_use_is_told_before_anything_is_prepared(taken_port):
    with pytest.raises(CommandError, match=f"Port {taken_port} is already in use.*PORT="):
        call_command("serve", port=taken_port)


def test_a_port_that_was_let_go_is_free_at_once(taken_port):
    assert not is_free("127.0.0.1", taken_port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    assert is_free("127.0.0.1", free)


def test_the_server_listens_only_where_it_is_told():
    command = server("127.0.0.1", 8123)

    assert "--host=127.0.0.1" in command and "--port=8123" in command
    assert command[-1] == "narahubung.config.wsgi:application"


@pytest.mark.parametrize(
    "made, source, expected", [(None, 10, True), (10, 20, True), (20, 10, False), (10, 10, False)]
)
def test_what_is_made_is_stale_when_its_source_is_newer(tmp_path, made, source, expected):
    paths = tmp_path / "made", tmp_path / "source"
    for path, moment in zip(paths, (made, source), strict=True):
        if moment is not None:
            path.touch()
            os.utime(path, (moment, moment))

    assert stale(*paths) is expected


@pytest.mark.django_db
def test_the_greeting_names_the_demo_accounts_and_where_they_sign_in(settings, tmp_path):
    settings.HOME = tmp_path
    keep(ACCOUNTS)

    lines = greeting("http://localhost:8000", demo=True).splitlines()

    assert "  Narahubung: http://localhost:8000/" in lines
    assert "    Rina Wulandari  Manager  rina@demo.example  one-two" in lines
    assert any("http://localhost:8000/accounts/login/" in line for line in lines)


@pytest.mark.django_db
def test_an_empty_installation_greets_with_a_link_for_the_first_administrator(world):
    assert "first administrator" not in greeting("http://localhost:8000", demo=False)

    appointment = world.adi.appointment
    appointment.revoked_at = timezone.now()
    appointment.save(update_fields=["revoked_at"])

    assert "    http://localhost:8000/" in greeting("http://localhost:8000", demo=False)


def test_translations_are_compiled_once_and_again_when_a_catalogue_changes():
    compile_translations()
    catalogues = list(Path(__file__).parents[2].glob("*/locale/*/LC_MESSAGES/django.po"))
    compiled = [po.with_suffix(".mo") for po in catalogues]
    assert compiled and all(mo.exists() for mo in compiled)

    before = [mo.stat().st_mtime_ns for mo in compiled]
    compile_translations()
    assert [mo.stat().st_mtime_ns for mo in compiled] == before
