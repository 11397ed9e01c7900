"""The two engines: what differs between SQLite's FTS5 and PostgreSQL's full text search, and no more.

Both find by plain words and beginnings of words. PostgreSQL also knows Indonesian stems, and since
its stemmer is not consistent it is always asked for the plain word as well.
"""

from narahubung.search.words import Term

PAGE, MERGED = 500, 500
NEWEST, COMMON = 4_000, 8


class SQLite:
    create = (
        "CREATE VIRTUAL TABLE {table} USING fts5"
        "(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')",
    )
    put = "INSERT OR REPLACE INTO {table} (rowid, words) VALUES (%s, %s)"
    remove = "DELETE FROM {table} WHERE rowid = %s"
    merge = "INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)"

    @staticmethod
    def put_many(cursor, table: str, rows: list[tuple[int, str]]) -> None:
        cursor.executemany(SQLite.put.format(table=table), rows)

    @staticmethod
    def settle(connection, table: str) -> None:
        """Rewrite the index in steps, so that nobody who writes waits long for any of them."""
        connection.ensure_connection()
        step, before = -MERGED, -2
        # A step that changes less than two rows had nothing left to do.
        while connection.connection.total_changes - before >= 2:
            before = connection.connection.total_changes
            with connection.cursor() as cursor:
                cursor.execute(SQLite.merge.format(table=table), [step])
            step = MERGED

    @staticmethod
    def question(cursor, table: str, terms: list[Term]) -> tuple[str, list[str]]:
        parts = [f'"{" ".join(t.words)}"{" *" if t.is_beginning else ""}' for t in terms]
        return f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [" AND ".join(parts)]

    @staticmethod
    def any_of(table: str, words: list[str], beside: list[str]) -> tuple[str, list[str]]:
        either = " OR ".join(f'"{word}"' for word in words) or '""'
        asked = " AND ".join([*(f'"{word}"' for word in beside), f"({either})"])
        return f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [asked]


class PostgreSQL:
    create = (
        "CREATE TABLE {table} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX {table}_words ON {table} USING gin (words)",
    )
    vector = "to_tsvector('indonesian', {text}) || to_tsvector('simple', {text})"
    put = (
        f"INSERT INTO {{table}} (id, words) SELECT row_id, {vector.format(text='row_text')}"
        " FROM unnest(%s::bigint[], %s::text[]) AS row (row_id, row_text)"
        " ON CONFLICT (id) DO UPDATE SET words = excluded.words"
    )
    probe = (
        f"SELECT count(*) FROM (SELECT words FROM {{table}} ORDER BY id DESC LIMIT {NEWEST})"
        " AS newest WHERE {condition}"
    )
    remove = "DELETE FROM {table} WHERE id = %s"

    @staticmethod
    def put_many(cursor, table: str, rows: list[tuple[int, str]]) -> None:
        rows = list(dict(rows).items())
        for start in range(0, len(rows), PAGE):
            page = rows[start : start + PAGE]
            columns = [[pk for pk, _text in page], [text for _pk, text in page]]
            cursor.execute(PostgreSQL.put.format(table=table), columns)

    @staticmethod
    def settle(connection, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {table}")

    @staticmethod
    def question(cursor, table: str, terms: list[Term]) -> tuple[str, list[str]]:
        """Choose the plan that the planner cannot: it takes every beginning of a word for common.

        For what is common it may read the newest rows until a page is full; for what is rare that
        would be all rows, so their keys are collected first. The newest rows tell which it is.
        """
        parts, values = [], []
        for term in terms:
            sql, given = PostgreSQL.term(term)
            parts.append(f"({sql})")
            values += given
        condition = f"words @@ ({' && '.join(parts)})"
        found = f"SELECT id FROM {table} WHERE {condition}"
        cursor.execute(PostgreSQL.probe.format(table=table, condition=condition), values)
        is_common = cursor.fetchone()[0] >= COMMON
        return found if is_common else f"SELECT unnest(ARRAY({found}))", values

    @staticmethod
    def any_of(table: str, words: list[str], beside: list[str]) -> tuple[str, list[str]]:
        # Words hold letters and digits only, so nothing in them can be an operator.
        either = " | ".join(f"'{word}'" for word in words)
        asked = " & ".join([*(f"'{word}'" for word in beside), f"({either})"]) if words else ""
        found = f"SELECT id FROM {table} WHERE words @@ to_tsquery('simple', %s)"
        return f"SELECT unnest(ARRAY({found}))", [asked]

    @staticmethod
    def term(term: Term) -> tuple[str, list[str]]:
        words = " ".join(term.words)
        if len(term.words) > 1:
            return "phraseto_tsquery('simple', %s)", [words]
        # Words hold letters and digits only, so nothing in them can be an operator.
        plain = f"'{words}':*" if term.is_beginning else f"'{words}'"
        return "to_tsquery('indonesian', %s) || to_tsquery('simple', %s)", [f"'{words}'", plain]


ENGINES = {"sqlite": SQLite, "postgresql": PostgreSQL}
