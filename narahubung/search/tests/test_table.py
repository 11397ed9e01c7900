import pytest
from django.db import connection, migrations

from narahubung.search import Index

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_settled_index_still_finds_and_forgets_what_was_removed():
    index = Index("settled")
    index.create(connection)
    try:
        index.put_many([(1, "jalan canary7391"), (2, "jalan")])
        index.remove(1)
        index.settle()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"SELECT block FROM {index.table}_data")
                assert not [row for row in cursor.fetchall() if b"canary" in bytes(row[0])]
            cursor.execute(f"SELECT count(*) FROM {index.table}")
            assert cursor.fetchone() == (1,)
    finally:
        index.drop(connection)


def test_a_migration_makes_and_unmakes_the_table():
    other = Index("other")
    [operation] = other.operations()
    assert isinstance(operation, migrations.RunPython)
    with connection.schema_editor() as editor:
        operation.code(None, editor)
        other.put(1, "jalan")
        operation.reverse_code(None, editor)
    assert other.table not in connection.introspection.table_names()
