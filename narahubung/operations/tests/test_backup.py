"""A backup is one file that comes back whole, or is refused with a sentence; and the keys are not in it."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from narahubung.complaints.models import Attachment, Complaint
from narahubung.documents import CleanFile
from narahubung.journal.publishing import publish
from narahubung.journal.tests.owner import drop_guards, sql
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import Message, Undelivered
from narahubung.operations import backup, jobs
from narahubung.operations.backup_archive import BackupFailed, BadArchive, opened
from narahubung.operations.backup_keys import restore_keys, secrets_on_disk, write_keys
from narahubung.operations.restore import hold_back, restore
from narahubung.operations.restore_drill import drill
from narahubung.operations.tests.places import fill, small_disk
from narahubung.portal.models import Precaution

pytestmark = pytest.mark.django_db(transaction=True)
PASSPHRASE = "empat kata yang panjang"


@pytest.fixture
def town(world, settings, tmp_path):
    """A file with a photo, an answer, and a sealed day."""
    home = tmp_path / "home"
    settings.HOME, settings.MEDIA_ROOT = home, home / "files"
    settings.VAULT_KEYS = home / "secrets" / "vault"
    paper = CleanFile("loket.png", "png", "image/png", 4, "0" * 64, b"shown", b"as it was sent")
    world.submit(files=[paper])
    world.answer()
    publish()
    return world


@pytest.fixture
def archive(town, tmp_path):
    return backup.write(tmp_path / "all.zip").path


def told(path):
    """Return the sentence with which the drill ends, empty if all came back."""
    return drill(path).reason


def refused(path):
    """Return the sentence with which an archive is refused before anything is touched."""
    with pytest.raises(BadArchive) as refusal:
        restore(path, say=list)
    return str(refusal.value)


def test_everything_comes_back_and_verifies(town, archive):
    done = drill(archive)

    assert (done.ok, done.reason) == (True, "")
    assert done.seconds > 0 and done.bytes == archive.stat().st_size
    assert done.age_of_data().total_seconds() >= 0


def test_a_drill_makes_a_backup_where_there_is_none_and_leaves_nothing(town, settings):
    before = sorted(settings.HOME.iterdir())

    assert drill().ok

    assert sorted(settings.HOME.iterdir()) == before


def test_no_key_and_nobody_who_is_signed_in_is_in_the_archive(town, archive, client, tmp_path):
    keys = [body for name, body in secrets_on_disk().items() if name.startswith("vault/")]
    assert keys

    with ZipFile(archive) as inside:
        bodies = [inside.read(name) for name in inside.namelist()]
    assert not [key for key in keys for body in bodies if key in body]
    client.force_login(town.rina.user)
    again = backup.write(tmp_path / "again.zip").path
    if connection.vendor == "sqlite":
        assert rows_of(again, tmp_path, "SELECT count(*) FROM django_session") == [(0,)]


def rows_of(archive, folder, question):
    with ZipFile(archive) as inside:
        path = inside.extract("database.sqlite3", folder)
    with closing(sqlite3.connect(path)) as copy:
        return copy.execute(question).fetchall()


def test_what_was_deleted_before_is_not_in_the_archive(town, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump writes rows that are there, and no others")
    user = town.rina.user
    type(user).objects.filter(pk=user.pk).update(name="KENARI-YANG-TERBANG" * 4)
    type(user).objects.filter(pk=user.pk).update(name="Rina")

    with ZipFile(backup.write(tmp_path / "all.zip").path) as inside:
        assert b"KENARI-YANG-TERBANG" not in inside.read("database.sqlite3")


@pytest.mark.parametrize("where", [0.02, 0.3, 0.6, 0.9, 0.995])
def test_one_bit_that_turned_is_found(archive, where):
    body = bytearray(archive.read_bytes())
    body[int(len(body) * where)] ^= 4
    archive.write_bytes(body)

    assert "was cut off or changed" in refused(archive)


@pytest.mark.parametrize("where", [0.1, 0.5, 0.999])
def test_an_archive_that_was_cut_off_is_refused(archive, where):
    os.truncate(archive, int(archive.stat().st_size * where))

    assert "was cut off or changed" in refused(archive)


def test_what_is_no_backup_is_refused(town, tmp_path):
    text, other = tmp_path / "text", tmp_path / "other.zip"
    text.write_text("Bukan cadangan. " * 20)
    with ZipFile(other, "w") as made:
        made.writestr("foto.jpg", b"x" * 500)

    assert "is no backup of Narahubung" in refused(text)
    assert "is no backup of Narahubung" in refused(other)
    assert "There is no file" in refused(tmp_path / "nothing")


def rewritten(archive, change):
    """Let somebody who knows the format change the manifest, and sign it as we do."""
    with ZipFile(archive) as old:
        manifest = json.loads(old.read("manifest.json"))
        bodies = {name: old.read(name) for name in manifest["members"]}
    change(manifest, bodies)
    with backup.written(archive) as writer:
        for name, body in bodies.items():
            writer.add(name, [body])
        said = manifest.pop("members")
        writer.members = said
        writer.close_with(manifest)
    return archive


def first_file(bodies):
    return next(name for name in bodies if name.startswith("files/"))


@pytest.mark.parametrize(
    "change, sentence",
    [
        (lambda m, b: b.update({first_file(b): b"other"}), "is not what was put in"),
        (lambda m, b: b.pop(first_file(b)), "does not hold what its manifest says"),
        (lambda m, b: m["migrations"].append(["portal", "0999_x"]), "made by a newer Narahubung"),
        (lambda m, b: m.update(engine="oracle"), "This backup is of oracle"),
        (lambda m, b: m["keys"].update({"vault/master-00000009.key": "0"}), "Bring them first"),
    ],
)
def test_an_archive_that_does_not_fit_is_refused(archive, change, sentence):
    assert sentence in refused(rewritten(archive, change))


def test_rows_that_are_not_there_are_counted(archive):
    rewritten(archive, lambda m, b: m["counts"].update(accounts_user=99))

    assert "accounts_user holds 9 rows; when the backup was made it held 99" in told(archive)


def test_a_ledger_that_was_changed_before_the_backup_is_told_after_it(town, tmp_path):
    drop_guards()
    sql("UPDATE complaints_event SET kind = 'close' WHERE kind = 'verify'")

    assert f"{town.queue.reference}: entry 3" in told(backup.write(tmp_path / "all.zip").path)


def test_a_promise_that_does_not_fit_is_told(town, tmp_path):
    Complaint.objects.update(next_due="2031-01-01")

    assert "it is due on 2031-01-01" in told(backup.write(tmp_path / "all.zip").path)


def test_a_file_that_is_missing_is_named_by_its_row_and_is_no_surprise_later(
    town, tmp_path, capsys
):
    paper = Attachment.objects.get()
    paper.cleaned.storage.delete(paper.cleaned.name)

    with pytest.raises(CommandError, match="1 files are missing"):
        call_command("backup", str(tmp_path / "all.zip"))

    assert f"complaints_attachment {paper.pk}, cleaned" in capsys.readouterr().err
    assert told(tmp_path / "all.zip") == ""


def test_who_is_erased_while_files_are_copied_is_left_out(town, tmp_path, monkeypatch):
    """The erasure comes between the picture of the database and the copying of the files."""
    paper, copy = Attachment.objects.get(), backup.add_files

    def erase_first(*arguments):
        for file in (paper.cleaned, paper.original):
            file.storage.delete(file.name)
        Attachment.objects.update(cleaned="", original="", original_key=b"")
        return copy(*arguments)

    monkeypatch.setattr(backup, "add_files", erase_first)
    result = backup.write(tmp_path / "all.zip")

    assert result.missing == [] and result.files == 0
    with opened(result.path) as archive:
        assert len(archive.manifest["files"]["erased_meanwhile"]) == 2
    assert told(result.path) == ""


def test_a_file_that_comes_after_the_picture_is_not_needed(town, tmp_path, monkeypatch):
    copy = backup.add_files

    def submit_first(*arguments):
        town.submit(text="Satu lagi.")
        Attachment.objects.get().cleaned.storage.save("cleaned/later", ContentFile(b"later"))
        return copy(*arguments)

    monkeypatch.setattr(backup, "add_files", submit_first)

    assert told(backup.write(tmp_path / "all.zip").path) == ""


def test_a_full_disk_leaves_no_half_backup(town, tmp_path):
    with small_disk(tmp_path / "small", megabytes=1) as small:
        fill(small, leave=20_000)
        with pytest.raises(BackupFailed, match="is full or cannot be written"):
            backup.write(small / "all.zip")

        assert [path.name for path in small.iterdir()] == ["ballast"]
    assert not Precaution.objects.exists()


def test_a_backup_never_takes_the_name_of_another(archive):
    body = archive.read_bytes()

    with pytest.raises(BackupFailed, match="is there already"):
        backup.write(archive)

    assert archive.read_bytes() == body and archive.stat().st_mode & 0o077 == 0


def test_two_backups_to_one_name_do_not_mix(town, tmp_path):
    with (
        backup.written(tmp_path / "all.zip"),
        pytest.raises(BackupFailed, match="is being written"),
    ):
        backup.write(tmp_path / "all.zip")


def test_a_place_in_which_people_work_is_never_overwritten(town, archive, capsys):
    for options in ([], ["--into-empty"]):
        with pytest.raises(CommandError, match="not empty|People work here"):
            call_command("restore", str(archive), *options)
    assert Complaint.objects.count() == 1


def test_nothing_is_begun_at_night_where_no_folder_is_named(settings):
    settings.BACKUP_DIR = ""

    assert jobs.back_up() is None and jobs.rehearse() is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the drill makes its own database there")
def test_what_was_brought_back_is_backed_up_by_its_own_night(
    archive, settings, tmp_path, monkeypatch
):
    home, folder = tmp_path / "new", tmp_path / "backups"
    (home / "secrets").mkdir(parents=True, mode=0o700)
    shutil.copytree(settings.VAULT_KEYS, home / "secrets" / "vault")
    monkeypatch.setenv("NARAHUBUNG_HOME", str(home))
    monkeypatch.setenv("NARAHUBUNG_BACKUP_DIR", str(folder))
    settings.BACKUP_DIR = str(folder)
    assert jobs.begin("restore", str(archive)).wait() == 0
    assert jobs.begin("restore", str(archive)).wait() == 1

    assert jobs.back_up().wait() == 0
    assert jobs.rehearse().wait() == 0

    (kept,) = backup.kept(folder)
    with opened(kept) as again, opened(archive) as first:
        assert again.manifest["ledger"] == first.manifest["ledger"]
        assert again.names_of_files() == first.names_of_files()


def test_the_newest_are_kept_and_the_oldest_let_go(town, settings, tmp_path, time_machine):
    settings.BACKUP_DIR, settings.BACKUPS_KEPT = str(tmp_path / "backups"), 2
    for day in (1, 2, 3):
        time_machine.move_to(f"2031-06-0{day} 01:30+07:00")
        call_command("backup", "--daily")

    names = [path.name[:10] for path in backup.kept(tmp_path / "backups")]
    assert names == ["2031-06-03", "2031-06-02"]


def test_nobody_is_told_twice_after_a_restore(town, mailoutbox):
    """Mails that wait, and those of events of which nobody was told, are held; somebody decides."""
    dispatch_next()
    waiting = Message.objects.filter(state="waiting").count()
    town.queue.say("Satu kata lagi.", by=town.rina)
    assert waiting

    held = hold_back()
    dispatch_next()
    deliver_due()

    assert held > waiting and not mailoutbox
    assert set(Undelivered.objects.values_list("state", "error")) >= {("failed", "restored")}
    Undelivered.objects.again()
    deliver_due()
    assert mailoutbox


def test_keys_go_apart_and_come_back_with_their_passphrase_only(town, settings, tmp_path):
    before, file = secrets_on_disk(), tmp_path / "keys"
    write_keys(file, PASSPHRASE)
    assert not [body for body in before.values() if body in file.read_bytes()]
    shutil.rmtree(settings.VAULT_KEYS)

    with pytest.raises(BadArchive, match="the passphrase is another one"):
        restore_keys(file, "a wrong passphrase")
    assert not Path(settings.VAULT_KEYS).exists()
    restore_keys(file, PASSPHRASE)

    assert secrets_on_disk() == before
    assert Path(settings.VAULT_KEYS, "index.key").stat().st_mode & 0o077 == 0


def test_a_copy_of_keys_never_replaces_another_key(town, settings, tmp_path):
    write_keys(tmp_path / "keys", PASSPHRASE)
    key = Path(settings.VAULT_KEYS, "index.key")
    key.write_bytes(b"another key of thirty-two bytes.")

    with pytest.raises(BadArchive, match="Another key stands here already: vault/index.key"):
        restore_keys(tmp_path / "keys", PASSPHRASE)

    assert key.read_bytes() == b"another key of thirty-two bytes."


@pytest.mark.parametrize("body", [b"", b"{}", b"PK", b'["sealed"]'])
def test_what_is_no_copy_of_keys_is_refused(tmp_path, body):
    (tmp_path / "keys").write_bytes(body)

    with pytest.raises(BadArchive, match="is no copy of the keys"):
        restore_keys(tmp_path / "keys", PASSPHRASE)


def test_a_passphrase_that_is_short_or_that_others_can_read_is_refused(town, tmp_path):
    with pytest.raises(BackupFailed, match="at least 12"):
        write_keys(tmp_path / "keys", "short")

    (tmp_path / "words").write_text(PASSPHRASE)
    (tmp_path / "words").chmod(0o644)
    with pytest.raises(CommandError, match="Others can read"):
        call_command("backup", keys=tmp_path / "keys", passphrase_file=tmp_path / "words")
