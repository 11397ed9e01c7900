"""Each thing that the doctor can say, made wrong for real; and that he is silent when it is right."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_q.models import Task

from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import publish
from narahubung.notify.dispatch import dispatch_next
from narahubung.notify.models import Message
from narahubung.notify.tests.mail_server import MailServer
from narahubung.operations import doctor_database, doctor_safety, doctor_service
from narahubung.operations.backup_keys import digest, write_keys
from narahubung.operations.doctor_safety import GIGABYTE
from narahubung.operations.tests.places import small_disk
from narahubung.portal.models import Precaution
from narahubung.vault.keys import INDEX_KEY, new_master

Kind = Precaution.Kind


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME, settings.VAULT_KEYS = tmp_path, tmp_path / "secrets" / "vault"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def sentences(check):
    return [finding.sentence for finding in check()]


def only(check):
    (sentence,) = sentences(check)
    return sentence


def test_keys_without_a_copy_and_keys_that_changed_since_are_told(home, world):
    world.submit()
    assert only(doctor_safety.keys).startswith("The keys have no copy.")

    write_keys(home / "keys", "a long passphrase")
    assert sentences(doctor_safety.keys) == []

    new_master()
    assert only(doctor_safety.keys).startswith("The keys have changed since their last copy.")


@pytest.mark.parametrize("name", [INDEX_KEY, "master-00000001.key"])
def test_a_key_that_is_gone_is_named(home, world, name):
    world.submit()
    Precaution.objects.note(Kind.KEYS, digest=digest())

    (home / "secrets" / "vault" / name).unlink()

    assert f"{name}. Names and originals cannot be read" in only(doctor_safety.keys)


def test_a_clock_that_went_back_is_told(world, time_machine):
    time_machine.move_to("2026-06-02 09:00+07:00")
    world.submit()
    publish()
    if connection.vendor == "sqlite":
        assert sentences(doctor_database.clock) == []

    time_machine.move_to("2026-06-01 09:00+07:00")

    assert "there are rows of 2026-06-02 09:00" in sentences(doctor_database.clock)[0]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no clock of its own")
@pytest.mark.django_db
def test_a_clock_that_differs_from_the_database_is_told(time_machine):
    assert sentences(doctor_database.clock) == []

    time_machine.move_to(timezone.now() - timedelta(days=1))

    assert "that of the database" in only(doctor_database.clock)


def test_a_ledger_that_is_not_sealed_any_more_is_told(world, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    world.submit()
    assert sentences(doctor_database.ledger) == []

    time_machine.move_to("2026-06-04 09:00+07:00")
    assert only(doctor_database.ledger).startswith("No checkpoint was published since 2026-06-01")

    publish()
    assert Checkpoint.objects.exists() and sentences(doctor_database.ledger) == []


@pytest.mark.django_db
def test_a_backup_that_is_absent_late_or_not_whole_is_told(home, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    assert only(doctor_safety.backups).startswith("There is no backup.")

    Precaution.objects.note(Kind.BACKUP)
    assert sentences(doctor_safety.backups) == []

    time_machine.move_to("2026-06-05 09:05+07:00")
    assert only(doctor_safety.backups).startswith("The last backup is 4 days old.")

    Precaution.objects.note(Kind.BACKUP, reason="complaints_attachment 7, cleaned")
    assert only(doctor_safety.backups).endswith("complaints_attachment 7, cleaned.")


@pytest.mark.django_db
def test_a_folder_of_backups_that_is_gone_or_on_the_same_disk_is_told(home, settings):
    Precaution.objects.note(Kind.BACKUP)
    settings.BACKUP_DIR = str(home / "backups")
    assert "is not there" in only(doctor_safety.backups)

    (home / "backups").mkdir()
    assert "on the same disk" in only(doctor_safety.backups)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite copies itself")
@pytest.mark.django_db
def test_a_program_for_backups_that_is_missing_is_told(home, monkeypatch):
    Precaution.objects.note(Kind.BACKUP)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("narahubung.operations.backup_engines.PLACES_OF_PROGRAMS", "/nowhere")

    assert "the program pg_dump on this machine is not there" in only(doctor_safety.backups)


@pytest.mark.django_db
def test_a_drill_that_is_absent_failed_or_long_ago_is_told(time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    assert only(doctor_safety.drills).startswith("No backup was ever brought back")

    Precaution.objects.note(Kind.DRILL, ok=False, reason="6469-26: entry 3 is missing\nmore")
    assert only(doctor_safety.drills).endswith("whole: 6469-26: entry 3 is missing")

    Precaution.objects.note(Kind.DRILL)
    assert sentences(doctor_safety.drills) == []

    time_machine.move_to("2026-06-20 09:05+07:00")
    assert only(doctor_safety.drills).startswith("The last restore drill was 19 days ago")


def test_a_disk_with_little_room_is_told_by_its_folder(home, settings):
    with small_disk(home / "small", megabytes=1) as small:
        assert not [s for s in sentences(doctor_safety.disk) if str(small) in s]
        settings.MEDIA_ROOT = small
        assert f"Only 1 MB are free on the disk of {small}." in sentences(doctor_safety.disk)


@pytest.mark.django_db
def test_a_job_that_failed_is_named():
    now = timezone.now()
    assert sentences(doctor_service.queue) == []

    Task.objects.create(
        id="x", name="x", group="portal.sweep", started=now, stopped=now, success=False
    )

    assert "failed within a week: 1 (portal.sweep)" in only(doctor_service.queue)


def test_a_mail_server_that_does_not_answer_is_told(settings):
    settings.EMAIL_BACKEND = "narahubung.notify.mail.Backend"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_URL = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
        assert only(doctor_service.mail).startswith("The mail server cannot be reached (Conn")

    with MailServer() as server:
        settings.EMAIL_URL = server.url
        assert sentences(doctor_service.mail) == []


def test_mails_that_nobody_came_to_send_are_counted(world, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00")
    world.submit()
    dispatch_next()
    waiting = Message.objects.filter(state="waiting").count()
    assert waiting and sentences(doctor_service.held_up) == []

    time_machine.shift(timedelta(minutes=20))

    assert only(doctor_service.held_up).startswith(
        f"Mails that should have been sent by now: {waiting}."
    )


def test_settings_of_https_that_do_not_fit_each_other_are_told(settings):
    settings.SESSION_COOKIE_SECURE, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 0
    settings.SITE_URL = "http://lapor.example.go.id"
    assert len(sentences(doctor_service.proxies)) == 2

    settings.ALLAUTH_TRUSTED_PROXY_COUNT, settings.SITE_URL = 1, "https://lapor.example.go.id"
    assert sentences(doctor_service.proxies) == []


def test_a_server_that_answers_to_every_name_is_told(settings):
    assert sentences(doctor_service.openness) == []

    settings.ALLOWED_HOSTS = ["*"]

    assert only(doctor_service.openness).startswith("NARAHUBUNG_HOSTS allows every name")


@pytest.mark.django_db
def test_what_is_not_repaired_any_more_is_told(time_machine, monkeypatch):
    time_machine.move_to("2026-06-01 09:00+07:00")
    assert sentences(doctor_service.versions) == sentences(doctor_service.server_version) == []

    time_machine.move_to("2045-06-01 09:00+07:00")
    assert any("Python" in sentence for sentence in sentences(doctor_service.versions))
    if connection.vendor == "postgresql":
        assert only(doctor_service.server_version).startswith("PostgreSQL")


def test_a_place_without_secrets_is_told(home):
    assert only(doctor_safety.secrets).startswith(f"There are no secrets in {home / 'secrets'}")


def test_a_disk_that_is_nearly_full_is_told_before_it_is(home, monkeypatch):
    """A disk of a hundred gigabytes with two free cannot be made in a test, so its size is told."""
    size = doctor_safety.shutil.disk_usage(home)._replace(total=100 * GIGABYTE, free=2 * GIGABYTE)
    monkeypatch.setattr(doctor_safety.shutil, "disk_usage", lambda _folder: size)
    assert only(doctor_safety.disk).startswith("Less than a twentieth of the disk of")


def test_a_message_that_could_not_be_delivered_is_counted(world):
    world.submit()
    while dispatch_next():
        pass
    assert sentences(doctor_service.outbox) == []

    Message.objects.filter(state="waiting").update(state="failed")

    number = Message.objects.filter(state="failed").count()
    assert number and only(doctor_service.outbox) == (
        f"Messages that could not be delivered: {number}."
    )


def test_data_that_are_kept_for_ever_are_mentioned(settings):
    settings.RETENTION = False
    assert only(doctor_service.retention).startswith("NARAHUBUNG_RETENTION is off")

    settings.RETENTION = True
    assert sentences(doctor_service.retention) == []


def test_a_scanner_that_does_not_answer_is_told(settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.CLAMD = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        assert "does not answer, so no uploads are taken" in only(doctor_service.viruses)

    settings.CLAMD = ""
    assert sentences(doctor_service.viruses) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite alone")
@pytest.mark.django_db
def test_a_database_on_a_network_drive_is_told(monkeypatch):
    assert sentences(doctor_database.sqlite) == []

    monkeypatch.setattr(doctor_database, "OVER_THE_NETWORK", {kind_of_mount()})
    assert "lies on a network drive" in only(doctor_database.sqlite)


def kind_of_mount():
    path = Path(connection.settings_dict["NAME"])
    return doctor_database.filesystem_of(path, Path("/proc/mounts"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite alone")
def test_a_database_without_its_write_ahead_log_is_told(tmp_path):
    home = {"NARAHUBUNG_HOME": str(tmp_path), "NARAHUBUNG_ENV": os.devnull, "DATABASE_URL": ""}
    ask = "; ".join(
        (
            "import django, sqlite3; django.setup()",
            "from django.db import connection as c; c.ensure_connection()",
            "c.connection.execute('PRAGMA journal_mode = DELETE')",
            "from narahubung.operations.doctor_database import sqlite",
            "print([f.sentence for f in sqlite()])",
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", ask], env={**os.environ, **home}, capture_output=True, text=True
    )
    assert "SQLite does not use its write-ahead log (journal_mode is delete)" in done.stdout


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite alone")
@pytest.mark.django_db
def test_an_old_sqlite_is_told(monkeypatch):
    monkeypatch.setattr(doctor_service, "OLDEST_SQLITE", (99, 0))
    assert any(s.startswith("SQLite ") for s in sentences(doctor_service.versions))


def test_a_database_that_is_away_is_told_and_not_asked_more(home):
    address = {"DATABASE_URL": "postgresql://127.0.0.1:1/nobody", "NARAHUBUNG_HOME": str(home)}

    done = subprocess.run(
        [sys.executable, "-m", "django", "doctor"],
        env={**os.environ, **address},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "! The database does not answer: " in done.stdout and not done.stderr
