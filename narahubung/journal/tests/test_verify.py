"""The owner of the database tries everything; `narahubung verify` names file, entry and reason."""

import re

import pytest
from django.core.management import CommandError, call_command

from narahubung.complaints.models import Complaint, Event
from narahubung.journal.chain import entry_hash
from narahubung.journal.models import Checkpoint, Leaf
from narahubung.journal.publishing import BrokenLedger, publish
from narahubung.journal.tests.owner import drop_guards, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(world):
    """A file with five entries, another one, and an account with one; the first day is published."""
    world.submit()
    world.answer()
    file = world.queue
    world.submit(text="Satu lagi.", person=None)
    world.rina.user.log("edited", world.rina, note="Nomor telepon diganti.")
    publish()
    drop_guards()
    return file


def verify(capsys, *options):
    """Return the faults that are named, none if the ledger verifies."""
    try:
        call_command("verify", *options)
    except SystemExit as ended:
        assert ended.code == 1
        *faults, last = capsys.readouterr().err.splitlines()
        assert last == f"The ledger does not verify: {len(faults)} faults."
        return faults
    out = capsys.readouterr().out
    assert re.match(r"verified \d+ entries\n", out)
    return []


def keep(tmp_path):
    """Keep the published checkpoints, as anybody can."""
    for checkpoint in Checkpoint.objects.all():
        (tmp_path / f"{checkpoint.name}.txt").write_text(checkpoint.text, encoding="utf-8")
    return f"--checkpoints={tmp_path}"


def chained_again(file):
    """Compute the whole chain of a file anew, and let its row say what fits."""
    before, seq = "", 0
    for event in Event.objects.filter(complaint=file).order_by("seq"):
        seq, before = event.seq, entry_hash(event.body(file.reference), before)
        sql("UPDATE complaints_event SET hash = %s WHERE id = %s", before, event.pk)
    sql(
        "UPDATE complaints_complaint SET chain_head = %s, chain_length = %s WHERE id = %s",
        before,
        seq,
        file.pk,
    )


def test_what_nobody_touched_is_verified(file, capsys, tmp_path):
    call_command("verify", keep(tmp_path))
    assert capsys.readouterr().out == "verified 7 entries\n"


CHANGES = {
    "salt": "'0'",
    "kind": "'decide'",
    "at": "'2020-01-01 00:00:00'",
    "role": "'head'",
    "place": "'Elsewhere'",
    "facts": '\'{"to": "closed"}\'',
    "public": "NOT public",
    "actor_id": "NULL",
    "commitment": "'0'",
    "hash": "'0'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_is_named(file, capsys, column):
    sql(
        f"UPDATE complaints_event SET {column} = {CHANGES[column]} WHERE complaint_id = %s AND seq = 3",
        file.pk,
    )
    in_words = column in ("commitment", "salt")
    reason = "the words of entry 3 were changed" if in_words else "entry 3 was changed"
    assert f"{file.reference}: {reason}" in verify(capsys)


@pytest.mark.parametrize("facts", ['{"a": 1152921504606846976}', "[]", "null", '"x"'])
def test_facts_that_no_entry_can_hold_are_named(file, capsys, facts):
    sql(
        "UPDATE complaints_event SET facts = %s WHERE complaint_id = %s AND seq = 1", facts, file.pk
    )
    assert f"{file.reference}: entry 1 was changed" in verify(capsys)


@pytest.mark.parametrize("words", ["Lain.", ""])
def test_changed_and_removed_words_are_named(file, capsys, words):
    sql("UPDATE accounts_accountevent SET note = %s", words)
    [fault] = verify(capsys)
    assert re.fullmatch(r"user:\d+: the words of entry 1 were changed", fault)


def test_erased_words_are_no_fault_and_are_counted(file, capsys):
    sql("UPDATE accounts_accountevent SET note = '', salt = ''")
    call_command("verify")
    assert capsys.readouterr().out.startswith("verified 7 entries\nof 1 the words were erased")


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_deleted_entry_is_named(file, capsys, seq):
    sql("DELETE FROM notify_message")
    sql("DELETE FROM complaints_event WHERE complaint_id = %s AND seq = %s", file.pk, seq)
    faults = verify(capsys)
    assert faults[0].startswith(f"{file.reference}: entry {seq} is missing")
    assert f"{file.reference}: entry {seq} is missing, the one that leaf" in faults[1]


def test_an_entry_put_in_between_is_named(file, capsys):
    sql("UPDATE complaints_event SET seq = 6 WHERE complaint_id = %s AND seq = 5", file.pk)
    copy_of_entry(file, 4, 5)
    assert verify(capsys)[0] == f"{file.reference}: entry 5 was changed"


def test_an_entry_put_behind_the_last_is_named(file, capsys):
    copy_of_entry(file, 5, 6)
    event = Event.objects.get(complaint=file, seq=6)
    fitting = entry_hash(event.body(file.reference), Event.objects.get(complaint=file, seq=5).hash)
    sql("UPDATE complaints_event SET hash = %s WHERE id = %s", fitting, event.pk)
    assert verify(capsys) == [f"{file.reference}: entry 6 was added behind the last one"]


def copy_of_entry(file, old, new):
    event = Event.objects.get(complaint=file, seq=old)
    event.pk, event.seq = None, new
    event.save(force_insert=True)


def test_entries_in_another_order_are_named(file, capsys):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        sql(
            "UPDATE complaints_event SET seq = %s WHERE complaint_id = %s AND seq = %s",
            new,
            file.pk,
            old,
        )
    assert verify(capsys)[0] == f"{file.reference}: entry 2 was changed"


def test_a_file_cut_off_is_named_also_when_its_row_was_made_to_fit(file, capsys):
    sql("DELETE FROM complaints_event WHERE complaint_id = %s AND seq >= 4", file.pk)
    chained_again(file)
    sql("UPDATE complaints_complaint SET stage = 'disposed' WHERE id = %s", file.pk)
    faults = verify(capsys)
    assert [fault.split(" leaf")[0] for fault in faults] == [
        f"{file.reference}: entry {seq} is missing, the one that" for seq in (4, 5)
    ]


def test_a_stage_that_no_entry_explains_is_named(file, capsys):
    sql("UPDATE complaints_complaint SET stage = 'examined' WHERE id = %s", file.pk)
    assert verify(capsys) == [
        f"{file.reference}: the file stands at examined, but entry 5 brought it to answered"
    ]


def test_a_new_file_stands_where_it_was_received(file, world, capsys):
    sql("UPDATE complaints_complaint SET stage = 'verifying' WHERE id = %s", world.queue.pk)
    assert "stands at verifying, but entry 1 brought it to received" in verify(capsys)[0]


def test_a_chain_written_anew_is_named_by_the_tree(file, capsys):
    sql("UPDATE complaints_event SET place = 'Lain' WHERE complaint_id = %s AND seq = 3", file.pk)
    chained_again(file)
    faults = verify(capsys)
    assert faults[0].startswith(f"{file.reference}: entry 3 is not the one that leaf")
    assert len(faults) == 3


def test_a_tree_written_anew_is_named_by_its_checkpoint(file, capsys):
    sql("UPDATE complaints_event SET place = 'Lain' WHERE complaint_id = %s AND seq = 3", file.pk)
    chained_again(file)
    leaves_again()
    name = Checkpoint.objects.get().name
    assert verify(capsys) == [
        f"checkpoint {name}: its root does not follow from the entries;"
        " something was changed in leaves 0 to 6"
    ]
    with pytest.raises(BrokenLedger):
        publish_something()


def leaves_again():
    for leaf in Leaf.objects.filter(journal="complaints_event"):
        hash = Event.objects.get(pk=leaf.entry).hash
        sql('UPDATE journal_leaf SET hash = %s WHERE "index" = %s', hash, leaf.index)


def publish_something():
    Complaint.objects.first().log("remark", by=Nobody)
    return publish()


class Nobody:
    user, role = None, "system"


def test_a_ledger_written_anew_with_its_checkpoints_is_named_by_any_copy(file, capsys, tmp_path):
    kept = keep(tmp_path)
    sql("UPDATE complaints_event SET place = 'Lain' WHERE complaint_id = %s AND seq = 3", file.pk)
    chained_again(file)
    leaves_again()
    sql("DELETE FROM journal_checkpoint")
    publish()
    assert verify(capsys) == []
    [fault] = verify(capsys, kept)
    assert fault.startswith(
        f"kept file {Checkpoint.objects.get().name}.txt: its root does not follow"
    )


def test_an_end_cut_off_with_its_checkpoint_is_named_by_any_copy(file, capsys, tmp_path):
    kept = keep(tmp_path)
    sql("DELETE FROM complaints_event WHERE complaint_id = %s AND seq >= 4", file.pk)
    chained_again(file)
    sql("UPDATE complaints_complaint SET stage = 'disposed' WHERE id = %s", file.pk)
    sql("DELETE FROM journal_checkpoint")
    sql("DELETE FROM journal_leaf")
    publish()
    assert verify(capsys) == []
    [fault] = verify(capsys, kept)
    assert fault.endswith("covers 7 entries, the ledger holds 5: its end was cut off")


def test_a_whole_file_that_is_gone_is_named(file, world, capsys):
    reference = world.queue.reference
    sql("DELETE FROM complaints_event WHERE complaint_id = %s", world.queue.pk)
    sql(
        "UPDATE complaints_complaint SET chain_length = 0, chain_head = '' WHERE id = %s",
        world.queue.pk,
    )
    faults = verify(capsys)
    assert faults[0] == f"{reference}: entry 1 is missing"
    assert faults[1].startswith(f"{reference}: entry 1 is missing, the one that leaf")


@pytest.mark.parametrize("column, value", [("text", "x"), ("root", "0" * 64), ("tree_size", 3)])
def test_a_changed_checkpoint_is_named(file, capsys, column, value):
    sql(f"UPDATE journal_checkpoint SET {column} = %s", value)
    assert verify(capsys)[0].startswith(f"checkpoint {Checkpoint.objects.get().name}: ")


def test_a_checkpoint_signed_by_somebody_else_is_named(file, capsys, tmp_path, settings):
    kept = keep(tmp_path)
    settings.VAULT_KEYS = tmp_path / "other"
    faults = verify(capsys, kept)
    assert len(faults) == 2
    assert all("it is not signed with the key of this installation" in fault for fault in faults)


def test_a_checkpoint_taken_out_is_named(file, capsys):
    publish_something()
    publish_something()
    assert verify(capsys) == []
    sql("DELETE FROM journal_checkpoint WHERE number = 2")
    assert "checkpoint number 2 is missing" in verify(capsys)


def test_a_leaf_taken_out_is_named(file, capsys):
    sql('DELETE FROM journal_leaf WHERE "index" = 2')
    assert "leaf 2 of the ledger is missing" in verify(capsys)


def test_a_folder_without_checkpoints_is_no_proof(file, tmp_path):
    with pytest.raises(CommandError, match="no checkpoints"):
        call_command("verify", f"--checkpoints={tmp_path}")


def test_a_file_that_is_no_checkpoint_is_named(file, capsys, tmp_path):
    kept = keep(tmp_path)
    (tmp_path / "surat.txt").write_text("Halo\n")
    assert verify(capsys, kept) == ["kept file surat.txt: this is no checkpoint"]
