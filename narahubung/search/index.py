"""One question, two engines: words in, a narrower queryset out."""

import re
from collections.abc import Iterable

from django.db import connections, migrations
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from narahubung.search.engines import ENGINES
from narahubung.search.words import terms_of, words_of

NAME = re.compile(r"[a-z][a-z_]{0,40}")


class Index:
    """The words of one kind of row, in a table of their own, found by the primary key of the row.

    The owner of the rows writes here in its own transaction, so what is rolled back is not found.
    """

    def __init__(self, name: str, using: str = "default"):
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for an index")
        self.table = f"search_{name}"
        self.using = using

    def operations(self) -> list[migrations.RunPython]:
        """Return what a migration of the owning app needs to make the table, and to drop it."""

        def make(_apps, editor):
            self.create(editor.connection)

        def unmake(_apps, editor):
            self.drop(editor.connection)

        return [migrations.RunPython(make, unmake)]

    def create(self, connection) -> None:
        with connection.cursor() as cursor:
            for sql in ENGINES[connection.vendor].create:
                cursor.execute(sql.format(table=self.table))

    def drop(self, connection) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {self.table}")

    def put(self, pk: int, text: str) -> None:
        self.put_many([(pk, text)])

    def put_many(self, rows: Iterable[tuple[int, str]]) -> None:
        """Write or replace the words of many rows. Hold some thousands at a time, not a million."""
        rows = [(pk, " ".join(words_of(text))) for pk, text in rows]
        with self.connection.cursor() as cursor:
            self.engine.put_many(cursor, self.table, rows)

    def remove(self, pk: int) -> None:
        self.execute(self.engine.remove, [pk])

    def settle(self) -> None:
        """Rewrite the index so that removed words are gone from the disk too. Not in a transaction."""
        self.engine.settle(self.connection, self.table)

    def match(self, queryset: QuerySet, question: str) -> QuerySet:
        """Return the rows in which every word of the question occurs; order and slice are the caller's.

        An empty question asks nothing and leaves the queryset as it is; a question of signs alone
        has no word that could occur, and finds nothing.
        """
        if not question.strip():
            return queryset
        terms = terms_of(question)
        if not terms:
            return queryset.none()
        with self.connection.cursor() as cursor:
            sql, values = self.engine.question(cursor, self.table, terms)
        return queryset.filter(pk__in=RawSQL(sql, values))

    def any_of(self, words: Iterable[str], beside: str = "") -> RawSQL:
        """Return the keys of the rows in which any of these whole words stands, and that one beside it.

        All of them are fetched, so the caller asks for words of few rows only.
        """
        plain = list(dict.fromkeys(word for given in words for word in words_of(given)))
        return RawSQL(*self.engine.any_of(self.table, plain, words_of(beside)))

    def execute(self, sql: str, values: list | None = None) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql.format(table=self.table), values)

    @property
    def connection(self):
        return connections[self.using]

    @property
    def engine(self):
        return ENGINES[self.connection.vendor]
