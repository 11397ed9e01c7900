"""Disk full, database away, clock wrong: a page that says so, and nothing lost that was acknowledged."""

import errno
import json
import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from narahubung.complaints.models import Complaint
from narahubung.config.trouble import status_of
from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import publish
from narahubung.operations import restore_invariants
from narahubung.operations.tests.places import fill, small_disk
from narahubung.portal.tests.conftest import Citizen, photo, words_in


@pytest.fixture
def citizen(client, world, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    client.raise_request_exception = False
    time_machine.move_to("2026-11-16 09:00+08:00")
    return Citizen(client, world, time_machine)


def verify(capsys):
    call_command("verify")
    assert capsys.readouterr().out.startswith("verified ")
    assert list(restore_invariants.faults()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the disk of PostgreSQL is elsewhere")
def test_on_a_full_disk_no_acknowledged_complaint_is_lost_and_the_page_says_so(tmp_path):
    with small_disk(tmp_path / "small", megabytes=16) as small:
        home = {"NARAHUBUNG_HOME": str(small), "NARAHUBUNG_ENV": os.devnull, "DATABASE_URL": ""}
        done = subprocess.run(
            [sys.executable, "-m", "narahubung.operations.tests.full_disk", str(small)],
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        happened = json.loads(done.stdout)
        verified = subprocess.run(
            [sys.executable, "-m", "django", "verify"],
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            check=False,
        )

    assert happened["acknowledged"] > 0 and happened["status"] == 507
    assert "Traceback" not in happened["page"] and "<h1>" in happened["page"]
    assert (happened["lost"], happened["doubled"], happened["later"]) == ([], 0, True)
    assert verified.stdout.startswith("verified ")


def test_an_upload_for_which_there_is_no_room_is_told_and_can_be_sent_later(
    citizen, settings, tmp_path, capsys
):
    number, _words = citizen.complain()
    with small_disk(tmp_path / "small", megabytes=1) as small:
        settings.MEDIA_ROOT = small
        ballast = fill(small)
        citizen.open_form()
        answer = citizen.preview(files=[photo()])
        assert answer.status_code == 507 and answer["Retry-After"]
        assert "Traceback" not in words_in(answer)

        ballast.unlink()
        assert citizen.preview(files=[photo()]).status_code == 200
        assert citizen.send().status_code == 303
        assert Complaint.objects.count() == 2
        assert Complaint.objects.exclude(reference=number).get().attachments.count() == 1
        verify(capsys)


def caused_by(error, cause):
    error.__cause__ = cause
    return error


def full_sqlite():
    error = connection.Database.OperationalError("database or disk is full")
    error.sqlite_errorname = error.sqlstate = "SQLITE_FULL"
    if connection.vendor == "postgresql":
        error = connection.Database.errors.DiskFull("could not extend file")
    return error


@pytest.mark.parametrize(
    "error, status",
    [
        (OSError(errno.ENOSPC, "No space left"), 507),
        (OSError(errno.EACCES, "Permission denied"), 500),
        (caused_by(OperationalError("full"), full_sqlite()), 507),
        (OperationalError("the server closed the connection"), 503),
        (caused_by(RuntimeError(), InterfaceError("connection already closed")), 503),
        (DatabaseError("malformed"), 500),
        (None, 500),
    ],
)
def test_what_lies_outside_is_told_apart_from_our_own_faults(error, status):
    assert status_of(error) == status


def test_a_database_that_is_away_gives_a_page_and_not_a_fault(citizen, monkeypatch):
    monkeypatch.setattr("narahubung.portal.views.figures.whole", away)

    answer = citizen.client.get("/")

    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert "terhubung" not in words_in(answer) and "<h1>" in words_in(answer)


def away():
    raise OperationalError("could not connect to server at 10.0.0.7")


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_jumps_a_day_breaks_no_rule(citizen, days, capsys):
    """Promises made before stay as they are, checkpoints stay in order, and whoever writes loses no word."""
    citizen.complain()
    before = dict(Complaint.objects.get().deadlines.values_list("pk", "due"))
    publish()
    stamp = citizen.open_form()

    citizen.time.shift(timedelta(days=days))
    again = citizen.send(stamp=stamp)
    if again.status_code != 303:
        assert again.status_code == 422 and "padahal nomor antrean" in words_in(again)
        citizen.stamp = re.search(r'name="stamp"[^>]*value="([^"]*)"', words_in(again))[1]
        citizen.time.shift(20)
        assert citizen.send().status_code == 303
    publish()
    citizen.time.shift(timedelta(days=-days))
    citizen.stamp = ""
    citizen.complain()
    publish()

    first, second, third = Checkpoint.objects.order_by("number")
    assert first.tree_size < second.tree_size < third.tree_size
    assert [c.number for c in (first, second, third)] == [1, 2, 3]
    assert (
        dict(Complaint.objects.order_by("pk").first().deadlines.values_list("pk", "due")) == before
    )
    assert Complaint.objects.count() == 3
    verify(capsys)
