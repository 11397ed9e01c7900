"""Triggers that keep the ledger append-only, also for whoever types SQL. They stand on both engines.

Django rebuilds a table of SQLite on most changes of its columns, and the triggers on it vanish
silently. So they are looked for after every run of the migrations, and made again where one is
missing, disabled or has another text.
"""

import logging

from django.apps import apps
from django.db import connections

from narahubung.journal.models import Checkpoint, Entry, Leaf, Subtree

log = logging.getLogger(__name__)
# An entry may be marked as told, once, and its words may be erased, together with their salt.
TOLD, ERASABLE = "dispatched_at", ("note", "salt")
ROW, BEFORE, DELETE, UPDATE, TRUNCATE = 1, 2, 8, 16, 32

FUNCTIONS = {
    "ledger_refuses": """
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END""",
    # Written without names of columns, so that a migration may change their types.
    "ledger_refuses_changes": """
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
  told boolean := OLD.dispatched_at IS NULL AND NEW.dispatched_at IS NOT NULL;
  erased boolean := NEW.note = '' AND NEW.salt = '' AND (OLD.note, OLD.salt) <> ('', '');
BEGIN
  IF told AND after - 'dispatched_at' = before - 'dispatched_at'
  OR erased AND after - '{note,salt}'::text[] = before - '{note,salt}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END""",
}


def journals() -> list[type[Entry]]:
    """Return every table of entries, whichever app has made it."""
    found = [model for model in apps.get_models() if issubclass(model, Entry)]
    return sorted(found, key=lambda model: model._meta.db_table)


def guarded_models() -> list:
    return [*journals(), *frozen(), Leaf, Subtree, Checkpoint]


def frozen() -> list:
    """Return the tables of other apps that say of themselves that no row of theirs ever changes."""
    return [model for model in apps.get_models() if getattr(model, "is_append_only", False)]


def restore(using="default", **_signal) -> list[str]:
    """Make the guards that are missing, and return their names."""
    connection = connections[using]
    gone = missing(connection)
    for model in guarded_models():
        names = [name for name in gone if name in wanted(connection, model)]
        if names:
            make(connection, model)
            if has_rows(connection, model):
                log.warning("guards of %s were missing: %s", model._meta.db_table, ", ".join(names))
    return gone


def has_rows(connection, model) -> bool:
    return model._base_manager.using(connection.alias).exists()


def missing(connection) -> list[str]:
    """Return the names of guards that do not stand as they should; tables not yet made need none."""
    tables = set(connection.introspection.table_names())
    there = standing(connection)
    return [
        name
        for model in guarded_models()
        if model._meta.db_table in tables
        for name, shape in wanted(connection, model).items()
        if there.get(name) != shape
    ]


def wanted(connection, model) -> dict:
    """Return name and shape of each guard of a table: on SQLite its text, on PostgreSQL what it calls when."""
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        return sqlite_triggers(model)
    change = "ledger_refuses_changes" if issubclass(model, Entry) else "ledger_refuses"
    return {
        f"{table}_keeps_rows": (
            BEFORE | DELETE | ROW,
            "ledger_refuses",
            FUNCTIONS["ledger_refuses"],
        ),
        f"{table}_keeps_words": (BEFORE | UPDATE | ROW, change, FUNCTIONS[change]),
        f"{table}_keeps_all": (BEFORE | TRUNCATE, "ledger_refuses", FUNCTIONS["ledger_refuses"]),
    }


def standing(connection) -> dict:
    if connection.vendor == "sqlite":
        return dict(read(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    rows = read(
        connection,
        "SELECT t.tgname, t.tgtype, p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE t.tgenabled IN ('O', 'A') AND pg_table_is_visible(t.tgrelid)",
    )
    return {name: tuple(shape) for name, *shape in rows}


def read(connection, sql) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def make(connection, model) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, sql in sqlite_triggers(model).items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(sql)
            return
        for name, text in FUNCTIONS.items():
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${text}$body$"
            )
        for name, (kind, function, _text) in wanted(connection, model).items():
            # Made anew and not replaced: one that somebody has disabled would stay so.
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {verb(kind)} ON {table}"
                f" FOR EACH {'ROW' if kind & ROW else 'STATEMENT'} EXECUTE FUNCTION {function}()"
            )


def verb(kind: int) -> str:
    return {DELETE: "DELETE", UPDATE: "UPDATE", TRUNCATE: "TRUNCATE"}[kind & ~(BEFORE | ROW)]


def sqlite_triggers(model) -> dict:
    table = model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    change = f" WHEN NOT ({allowed_changes(model)})" if issubclass(model, Entry) else ""
    # INSERT OR REPLACE deletes without asking the trigger for DELETE.
    return {
        name: f"CREATE TRIGGER {name} BEFORE {when} {refuse}"
        for name, when in (
            (f"{table}_keeps_rows", f"DELETE ON {table}"),
            (f"{table}_keeps_words", f"UPDATE ON {table}{change}"),
            (f"{table}_keeps_places", f"INSERT ON {table} WHEN {is_taken(model)}"),
        )
    }


def allowed_changes(model) -> str:
    columns = [field.column for field in model._meta.concrete_fields]
    rest = same(c for c in columns if c not in (TOLD, *ERASABLE))
    told = f"OLD.{TOLD} IS NULL AND NEW.{TOLD} IS NOT NULL AND {same(ERASABLE)}"
    erased = (
        "NEW.note = '' AND NEW.salt = '' AND NOT (OLD.note = '' AND OLD.salt = '')"
        f" AND {same([TOLD])}"
    )
    return f"{rest} AND (({told}) OR ({erased}))"


def same(columns) -> str:
    return " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in columns)


def is_taken(model) -> str:
    keys = [(model._meta.pk.column,)]
    for fields in model._meta.total_unique_constraints:
        keys.append([model._meta.get_field(name).column for name in fields.fields])
    keys += [(f.column,) for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    places = " OR ".join(
        "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in key) + ")" for key in keys
    )
    return f"EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE {places})"
