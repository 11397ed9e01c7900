"""What somebody can do who owns the database: lift the guards, and write what they like."""

from django.db import connection

from narahubung.journal import guards


def drop_guards():
    for model in guards.guarded_models():
        for name in guards.wanted(connection, model):
            table = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
            sql(f"DROP TRIGGER IF EXISTS {name}{table}")


def sql(words, *values) -> list:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchall() if cursor.description else []
