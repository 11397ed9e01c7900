"""How entries become leaves: each once, also those whose transaction ends late, and at no cost for who writes."""

import threading
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from narahubung.accounts.actors import System
from narahubung.complaints.models import Event
from narahubung.jobs import SCHEDULES, find
from narahubung.journal import merkle, notes
from narahubung.journal.chain import entry_hash
from narahubung.journal.ledger import Nodes
from narahubung.journal.models import Checkpoint, Leaf, Subtree
from narahubung.journal.publishing import next_time, publish
from narahubung.journal.tests.owner import drop_guards, sql

pytestmark = pytest.mark.django_db


def many(file, number):
    """Write many remarks at once, chained as `log` does it."""
    before, rows = file.chain_head, []
    for seq in range(file.chain_length + 1, file.chain_length + number + 1):
        event = Event(complaint=file, seq=seq, kind="remark", role="system")
        before = event.seal(file.reference, before)
        rows.append(event)
    Event.objects.bulk_create(rows)
    file.chain_head, file.chain_length = before, rows[-1].seq
    file.save(update_fields=["chain_head", "chain_length"])


def test_each_entry_of_each_journal_gets_one_leaf(world):
    world.answer()
    world.rina.user.log("edited", world.rina)
    made = publish()
    world.submit()
    later = publish()
    assert (made.tree_size, later.tree_size) == (6, 7)
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(7))
    assert Leaf.objects.values("journal", "entry").distinct().count() == 7
    assert Leaf.objects.filter(subject__startswith="user:").get().seq == 1


def test_checkpoints_prove_that_each_continues_the_one_before(world):
    world.submit()
    file = world.queue
    for number in (1, 5, 300, 40):
        many(file, number)
        publish()
    rows = list(Checkpoint.objects.order_by("number"))
    assert [row.tree_size for row in rows] == [2, 7, 307, 347]
    for before, row in zip(rows, rows[1:], strict=False):
        note = notes.read(row.text)
        name, size, root = note.previous
        assert (name, size, root.hex()) == (before.name, before.tree_size, before.root)
        assert merkle.is_consistent(size, note.size, root, note.root, note.proof)
        assert notes.is_signed_by_us(row.text)


def test_kept_subtrees_give_the_same_root_as_all_leaves(world):
    world.submit()
    many(world.queue, 700)
    made = publish()
    tree = merkle.Growing()
    for words in Leaf.objects.order_by("index").values_list("hash", flat=True):
        list(tree.add(merkle.leaf_hash(bytes.fromhex(words))))
    assert tree.root().hex() == made.root
    assert list(Subtree.objects.values_list("level", "index")) == [(8, 0), (8, 1)]
    leaf = merkle.leaf_hash(bytes.fromhex(Leaf.objects.get(index=513).hash))
    with CaptureQueriesContext(connection) as asked:
        path = merkle.inclusion(513, made.tree_size, Nodes())
    assert merkle.root_of_path(513, made.tree_size, leaf, path).hex() == made.root
    assert len(asked) <= 4


def test_a_day_on_which_nothing_happened_has_its_checkpoint_once(world, time_machine):
    time_machine.move_to("2026-11-21 00:05+07:00")
    assert publish() is None
    world.submit()
    assert publish().name == "2026-11-21"
    assert publish() is None
    world.submit()
    assert publish().name == "2026-11-21-2"
    time_machine.move_to("2026-11-22 00:05+07:00")
    assert publish().name == "2026-11-22"
    assert publish() is None


def test_the_worker_publishes_each_day(world):
    world.submit()
    find("journal.checkpoint")()
    assert Checkpoint.objects.get().tree_size == 1
    assert SCHEDULES["journal.checkpoint"] == "5 0 * * *"


def test_the_next_time_is_told(time_machine):
    time_machine.move_to("2026-11-21 00:04:59+07:00", tick=False)
    assert next_time() == datetime(2026, 11, 20, 17, 5, tzinfo=UTC)
    time_machine.move_to("2026-11-21 00:05+07:00", tick=False)
    assert next_time() == datetime(2026, 11, 21, 17, 5, tzinfo=UTC)


def test_the_command_says_what_it_has_done(world, capsys):
    world.submit()
    call_command("checkpoint")
    made = Checkpoint.objects.get()
    assert capsys.readouterr().out == f"checkpoint {made.name}: 1 entries, root {made.root}\n"
    call_command("checkpoint")
    assert capsys.readouterr().out.startswith("Nothing is new")


def test_nothing_more_is_signed_over_a_ledger_that_was_changed(world):
    world.submit()
    publish()
    drop_guards()
    sql("UPDATE journal_leaf SET hash = %s", "0" * 64)
    world.submit()
    with pytest.raises(CommandError, match="Nothing was signed"):
        call_command("checkpoint")
    assert Checkpoint.objects.count() == 1


def test_whoever_writes_an_entry_pays_nothing_for_the_ledger(world):
    with CaptureQueriesContext(connection) as asked:
        world.submit()
    assert not [q for q in asked.captured_queries if "journal_" in q["sql"]]


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_transaction_ends_late_comes_into_the_next_checkpoint(world):
    """Its number is lower than one that is published already; the tree only grows at its end."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    world.submit()
    slow, written, go_on = world.queue, threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            slow.lock(System())
            slow.log("remark", System())
            written.set()
            go_on.wait(30)
        connections.close_all()

    thread = threading.Thread(target=write_slowly)
    thread.start()
    written.wait(30)
    world.submit()
    first = publish()
    go_on.set()
    thread.join()
    second = publish()

    late = slow.events.get(kind="remark")
    assert (first.tree_size, second.tree_size) == (2, 3)
    assert late.pk < Event.objects.get(complaint=world.queue).pk
    assert Leaf.objects.get(entry=late.pk).index == 2
    call_command("verify")


@pytest.mark.django_db(transaction=True)
def test_two_publishers_at_once_give_no_entry_two_leaves(world):
    if connection.vendor == "sqlite":
        pytest.skip("the threads of a test share one SQLite database in memory")
    world.submit()
    many(world.queue, 600)
    made = []

    def work():
        made.append(publish())
        connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert Leaf.objects.count() == 601
    assert Checkpoint.objects.count() == 1
    call_command("verify")


def test_the_hash_of_an_entry_is_its_leaf(world):
    world.submit()
    publish()
    event = world.queue.events.get()
    assert (
        Leaf.objects.get().hash == event.hash == entry_hash(event.body(world.queue.reference), "")
    )
