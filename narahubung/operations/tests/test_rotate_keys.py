"""Changing the master key: every data key is wrapped anew, nothing sealed is lost, no key in use is deleted."""

import os
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.core.management import call_command
from django.db.models import BinaryField

from narahubung.accounts.people import enrol_demo
from narahubung.complaints.models import Attachment, Identity
from narahubung.documents import CleanFile
from narahubung.portal import drafts
from narahubung.vault import keys, rotation


@pytest.fixture(autouse=True)
def key_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAULT_KEYS = tmp_path / "keys"
    return settings.VAULT_KEYS


@pytest.fixture
def sealed(world, key_folder):
    """Something under a data key in each table that people fill."""
    paper = CleanFile("loket.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF asli")
    for _ in range(3):
        world.submit(files=[paper])
    world.submit(text="Saya Sari.", shield="secret")
    enrol_demo(world.rina.user)
    return world


def everything_opens(world):
    people = [i.person() for i in Identity.objects.select_related("complaint")]
    assert people == [world.sari_person] * 4
    assert world.queue.as_told().text == "Saya Sari."
    assert {bytes(a.unsealed_original()) for a in Attachment.objects.all()} == {b"%PDF asli"}
    assert decrypt(Authenticator.objects.get().data["secret"])
    return True


def rotate(capsys, *arguments):
    call_command("rotate_keys", *arguments)
    return capsys.readouterr().out


def grow_old(folder):
    past = time.time() - 3600
    for path in folder.iterdir():
        os.utime(path, (past, past))


def test_every_column_of_wrapped_keys_is_reached():
    known = {(column.model, column.name) for column in rotation.columns()}
    found = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, BinaryField) and field.name.endswith("_key")
    }
    assert found == known
    assert len(found) >= 5


def test_everything_is_wrapped_anew_and_still_opens(sealed, capsys):
    told = rotate(capsys)
    assert "master key 2 is new" in told
    assert "complaints.Identity.data_key: 4 read, 4 wrapped anew" in told
    assert "complaints.Attachment.original_key: 3 read, 3 wrapped anew" in told
    assert "accounts.LockKey.data_key: 1 read, 1 wrapped anew" in told
    assert "master key 1 is of no use any more" in told
    assert set(rotation.uses()) == {2}
    assert everything_opens(sealed)


def test_killed_in_between_it_goes_on_with_the_same_key(sealed, capsys, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    rotation.begin()
    steps = rotation.rotate()
    for _ in range(3):
        next(steps)
    steps.close()  # Here the process dies: what was wrapped stays so, the rest is as it was.
    assert set(rotation.uses()) == {1, 2}
    assert everything_opens(sealed)

    assert "an earlier rotation is gone on with" in rotate(capsys)
    assert keys.masters() == [1, 2]
    assert set(rotation.uses()) == {2}
    assert everything_opens(sealed)


def test_killed_before_the_first_key_it_does_not_add_another(sealed, capsys):
    keys.new_master()
    rotate(capsys)
    assert keys.masters() == [1, 2]


def test_a_key_of_no_use_is_retired_and_one_in_use_never(sealed, capsys, key_folder):
    grow_old(key_folder)
    assert "nothing was deleted" in rotate(capsys, "--retire")
    keys.new_master()
    grow_old(key_folder)
    assert "nothing was deleted" in rotate(capsys, "--retire")
    assert keys.masters() == [1, 2]

    rotate(capsys)
    assert "master key 1 is deleted" in rotate(capsys, "--retire")
    assert keys.masters() == [2]
    assert everything_opens(sealed)


def test_nothing_is_retired_while_somebody_may_still_seal_with_the_old_key(sealed, capsys):
    rotate(capsys)
    assert "Nothing was deleted; try again in" in rotate(capsys, "--retire")
    assert keys.masters() == [1, 2]


def test_a_destroyed_key_is_not_missed_and_not_made_again(sealed, capsys):
    gone = Identity.objects.first()
    Identity.objects.filter(pk=gone.pk).update(data_key=b"")
    assert "complaints.Identity.data_key: 3 read, 3 wrapped anew" in rotate(capsys)
    assert not Identity.objects.get(pk=gone.pk).data_key


def test_a_key_destroyed_while_it_is_wrapped_stays_destroyed(sealed):
    column = next(c for c in rotation.columns() if c.model is Identity)
    row = Identity.objects.select_related("complaint").first()
    Identity.objects.filter(pk=row.pk).update(data_key=b"")
    keys.new_master()
    assert column.rewrap(row) is False
    assert not Identity.objects.get(pk=row.pk).data_key


def test_a_form_on_its_way_survives_a_rotation(world, capsys):
    token = "a" * 43
    original = CleanFile("a.jpg", "jpg", "image/jpeg", 4, "0" * 64, b"body", b"asli")
    drafts.keep_files(token, [original])
    rotate(capsys)
    assert (
        drafts.files_of(token)[0].draft.unseal(drafts.files_of(token)[0].original.read()) == b"asli"
    )
    assert timedelta(minutes=1) <= rotation.HANDING_OVER
