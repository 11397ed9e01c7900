"""The ledger only grows: not by good manners, but because the database refuses."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from narahubung.complaints.models import Event
from narahubung.journal import guards
from narahubung.journal.models import Checkpoint, Leaf, Subtree
from narahubung.journal.publishing import publish
from narahubung.journal.tests.owner import drop_guards, sql
from narahubung.operations import doctor

pytestmark = pytest.mark.django_db
JOURNALS = {
    "accounts.AccountEvent",
    "agreements.Event",
    "assessment.InstrumentEvent",
    "collaboration.MeetingEvent",
    "collaboration.MentoringEvent",
    "collaboration.TrainingEvent",
    "complaints.Event",
    "insight.EvaluationEvent",
    "protection.BreachEvent",
    "protection.RequestEvent",
    "reports.Event",
    "reports.ProductEvent",
}


@pytest.fixture
def event(world):
    world.submit()
    return world.queue.events.get()


def is_refused(words, *values):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        sql(words, *values)
    return True


def test_every_journal_is_guarded_whichever_app_has_made_it():
    assert {model._meta.label for model in guards.journals()} == JOURNALS
    assert guards.missing(connection) == []
    count = 3 * len(guards.guarded_models())
    assert sum(len(guards.wanted(connection, m)) for m in guards.guarded_models()) == count


COLUMNS = {
    "complaint_id": 999,
    "seq": 2,
    "kind": "x",
    "at": "2020-01-01 00:00:00",
    "role": "x",
    "place": "x",
    "note": "x",
    "salt": "x",
    "commitment": "x",
    "facts": "{}",
    "hash": "x",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_of_an_entry_can_be_changed(event, column):
    assert is_refused(f'UPDATE complaints_event SET "{column}" = %s', COLUMNS[column])


def test_an_entry_cannot_be_deleted_nor_all_of_them(event, world):
    world.rina.user.log("edited", world.rina)
    assert is_refused("DELETE FROM complaints_event")
    assert is_refused("DELETE FROM accounts_accountevent WHERE id > 0")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.all()._raw_delete("default")


def test_an_entry_cannot_be_replaced_by_another_on_the_way_of_an_insert(event):
    columns = ", ".join(f'"{field.column}"' for field in Event._meta.concrete_fields)
    if connection.vendor == "sqlite":
        start = "INSERT OR REPLACE INTO complaints_event"
        assert is_refused(f"{start} ({columns}) SELECT {columns} FROM complaints_event")
        fresh = columns.replace('"id"', "id + 1000")
        assert is_refused(f"{start} ({columns}) SELECT {fresh} FROM complaints_event")
    else:
        assert is_refused(
            f"INSERT INTO complaints_event ({columns}) SELECT {columns} FROM complaints_event"
            " ON CONFLICT (id) DO UPDATE SET kind = 'x'"
        )


def test_a_table_cannot_be_emptied_at_once(event):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert is_refused("TRUNCATE complaints_event CASCADE")
    assert is_refused("TRUNCATE journal_leaf")


def test_an_entry_is_marked_as_told_once(event):
    now = timezone.now()
    assert Event.objects.filter(pk=event.pk).update(dispatched_at=now) == 1
    assert is_refused("UPDATE complaints_event SET dispatched_at = NULL")
    assert is_refused("UPDATE complaints_event SET dispatched_at = %s", "2020-01-01 00:00:00")


def test_telling_is_no_way_to_change_something_else(event):
    assert is_refused("UPDATE complaints_event SET dispatched_at = %s, kind = 'x'", timezone.now())
    assert is_refused("UPDATE complaints_event SET dispatched_at = %s, note = 'x'", timezone.now())


def test_words_are_erased_together_with_their_salt_and_nothing_else(world):
    file = world.dispose()
    file.log("remark", world.budi, note="Sari, 0812")
    wordy = file.events.get(kind="remark")
    assert is_refused("UPDATE complaints_event SET note = '' WHERE id = %s", wordy.pk)
    assert is_refused("UPDATE complaints_event SET note = '', salt = '', kind = 'x'")
    assert Event.objects.filter(pk=wordy.pk).update(note="", salt="") == 1
    assert is_refused("UPDATE complaints_event SET note = 'x', salt = 'y' WHERE id = %s", wordy.pk)


@pytest.mark.parametrize("model", [Leaf, Checkpoint, Subtree])
def test_the_tree_and_its_checkpoints_only_grow(event, model):
    publish()
    Subtree.objects.create(level=8, index=0, hash="0" * 64)
    table = model._meta.db_table
    column = "root" if model is Checkpoint else "hash"
    assert model.objects.exists()
    assert is_refused(f"UPDATE {table} SET {column} = 'x'")
    assert is_refused(f"DELETE FROM {table}")


@pytest.mark.django_db(transaction=True)
def test_altering_a_table_loses_guards_on_sqlite_and_migrating_makes_them_again(event, caplog):
    field, wider = (models.CharField(max_length=n) for n in (40, 41))
    for one in (field, wider):
        one.set_attributes_from_name("kind")
        one.model = Event
    with connection.schema_editor() as editor:
        editor.alter_field(Event, field, wider)
    lost = guards.missing(connection)
    assert len(lost) == (3 if connection.vendor == "sqlite" else 0)

    call_command("migrate", verbosity=0)

    assert guards.missing(connection) == []
    assert is_refused("DELETE FROM complaints_event")
    assert ("were missing" in caplog.text) == bool(lost)
    with connection.schema_editor() as editor:
        editor.alter_field(Event, wider, field)
    guards.restore()


def test_a_guard_that_is_missing_is_told_by_the_doctor(event):
    assert list(doctor.ledger()) == []
    table = " ON complaints_event" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER complaints_event_keeps_rows{table}")
    assert "missing or changed: complaints_event_keeps_rows." in next(doctor.ledger()).sentence


def test_a_guard_that_was_made_harmless_counts_as_missing(event):
    drop_guards()
    if connection.vendor == "sqlite":
        sql(
            "CREATE TRIGGER complaints_event_keeps_rows BEFORE DELETE ON complaints_event BEGIN SELECT 1; END"
        )
    else:
        guards.restore()
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("ALTER TABLE complaints_event DISABLE TRIGGER complaints_event_keeps_rows")
    assert "complaints_event_keeps_rows" in guards.missing(connection)

    guards.restore()

    assert guards.missing(connection) == []
    assert is_refused("DELETE FROM complaints_event")
