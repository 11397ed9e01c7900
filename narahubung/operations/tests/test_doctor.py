import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import override
from django_q.models import OrmQ
from pydantic import SecretStr

from narahubung.clocks.loading import load_holidays
from narahubung.clocks.models import Holiday
from narahubung.complaints.models import Event
from narahubung.documents.tests.certificates import set_up
from narahubung.operations import doctor, doctor_database
from narahubung.operations.backup_keys import digest
from narahubung.portal.models import Precaution


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME, settings.VAULT_KEYS = tmp_path, tmp_path / "secrets" / "vault"
    (tmp_path / "secrets").mkdir(mode=0o700)
    (tmp_path / "secrets" / "django").touch(mode=0o600)
    return tmp_path


@pytest.fixture
def calendar(db, time_machine, monkeypatch):
    """A year whose days off are all known. The clock of a PostgreSQL server does not travel with us."""
    monkeypatch.setattr(doctor_database, "CLOCKS_MAY_DIFFER", timedelta(days=99_999))
    time_machine.move_to("2026-06-01 09:00+07:00")
    load_holidays(date(2026, 6, 1))
    Holiday.objects.update(estimated=False)


def sentences(check):
    return [finding.sentence for finding in check()]


@pytest.fixture
def kept_safe(db, settings):
    """An installation that was backed up, and tried out."""
    settings.EMAIL_URL, settings.RETENTION = "smtp://localhost", True
    for kind in ("backup", "drill", "keys"):
        Precaution.objects.note(kind, digest=digest())


def test_a_healthy_installation_is_called_so(home, calendar, kept_safe, capsys):

    call_command("doctor")

    assert capsys.readouterr().out == "All is well.\n"


@pytest.mark.django_db
def test_something_serious_ends_with_one(home, settings, capsys):
    settings.DEBUG = True

    with pytest.raises(SystemExit) as ended:
        call_command("doctor")

    assert ended.value.code == 1
    assert "! NARAHUBUNG_DEBUG is on" in capsys.readouterr().out


def test_what_is_only_worth_knowing_is_no_failure(home, calendar, kept_safe, settings, capsys):
    settings.EMAIL_URL = ""

    call_command("doctor")

    assert capsys.readouterr().out.startswith("· EMAIL_URL is not set")


@pytest.mark.django_db
def test_a_migration_that_waits_is_told_and_the_questions_to_tables_are_left_out(home):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'django_q'")
        cursor.execute("DROP TABLE django_q_ormq")

    found = [finding.sentence for finding in doctor.examine()]

    assert any(sentence.startswith("Migrations that wait: ") for sentence in found)


@pytest.mark.parametrize("name", ["", "secrets", "secrets/django"])
def test_a_secret_that_others_can_read_is_told_with_the_cure(home, name):
    assert sentences(doctor.secrets) == []

    os.chmod(home / name, 0o755)

    assert sentences(doctor.secrets) == [
        f"Others on this machine can read {home / name}. Run `chmod go= {home / name}`."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("minutes, told", [(9, False), (11, True)])
def test_a_job_that_waits_for_ten_minutes_means_that_no_worker_runs(minutes, told):
    since = timezone.now() - timedelta(minutes=minutes)
    OrmQ.objects.create(key="narahubung", payload="", lock=since)

    assert bool(sentences(doctor.queue)) is told


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /srv/office nfs4 rw 0 0
/dev/sdb1 /srv/office/local xfs rw 0 0
"""


@pytest.mark.parametrize(
    "path, kind",
    [
        ("/home/x.sqlite3", "ext4"),
        ("/srv/office/x.sqlite3", "nfs4"),
        ("/srv/office/local/x.sqlite3", "xfs"),
        ("/srv/office-two/x.sqlite3", "ext4"),
    ],
)
def test_the_nearest_mount_above_a_path_tells_what_it_lies_on(tmp_path, path, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)

    assert doctor.filesystem_of(Path(path), mounts) == kind


def test_an_open_address_without_https_is_told(settings):
    settings.BIND, settings.SESSION_COOKIE_SECURE = "0.0.0.0", False
    assert len(sentences(doctor.openness)) == 1

    settings.SESSION_COOKIE_SECURE = True
    assert sentences(doctor.openness) == []


def test_a_year_without_its_days_off_is_told(calendar):
    Holiday.objects.filter(day__year=2026).delete()

    with override("en"):
        assert sentences(doctor.calendar) == [
            "The holidays of 2026 are missing. Enter them in the register, or renew Narahubung."
        ]


def test_an_event_of_which_nobody_was_told_for_ten_minutes_is_told_here(world, time_machine):
    time_machine.move_to("2026-06-01 09:00+07:00", tick=False)
    world.submit()
    assert sentences(doctor.outbox) == []

    time_machine.move_to("2026-06-01 09:11+07:00", tick=False)
    assert sentences(doctor.outbox)[0].startswith(
        "Events of which nobody was told within ten minutes: 1."
    )

    Event.objects.update(dispatched_at=timezone.now())
    assert sentences(doctor.outbox) == []


def test_a_certificate_that_signs_no_letter_is_told(settings, monkeypatch, tmp_path):
    assert sentences(doctor.certificate) == []
    set_up(settings, tmp_path)
    assert sentences(doctor.certificate) == []
    settings.SIGNING_PASSPHRASE = SecretStr("lain")
    [said] = sentences(doctor.certificate)
    assert "passphrase" in said and "lain" not in said
    monkeypatch.setattr("narahubung.documents.signing.find_spec", lambda _name: None)
    assert "without its library" in sentences(doctor.certificate)[0]


def test_a_gateway_without_its_library_is_told_and_its_password_is_not(settings, monkeypatch):
    settings.GATEWAYS = {"sms": SecretStr("jsons://petugas:sandi@127.0.0.1/{to}")}
    monkeypatch.setattr("narahubung.notify.contacts.find_spec", lambda _name: None)
    [finding] = doctor.gateways()
    assert "sms" in finding.sentence and "sandi" not in finding.sentence
    settings.GATEWAYS = {}
    assert not list(doctor.gateways())
