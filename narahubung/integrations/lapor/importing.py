"""Takes an export in: whole, in one transaction, as often as one likes.

Rows are read and checked before anything is written, so that the database is locked only while it
writes. A row is known again by its Tracking ID, and a row that says nothing new does nothing.
"""

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.integrations.lapor.files import Meaning
from narahubung.integrations.lapor.institutions import Institutions
from narahubung.integrations.lapor.merging import Merger
from narahubung.integrations.lapor.models import Import, LaporRecord, State
from narahubung.integrations.lapor.places import Places
from narahubung.integrations.lapor.promises import Promises
from narahubung.integrations.lapor.reasons import RefusedRow
from narahubung.integrations.lapor.rows import Row, row_of
from narahubung.integrations.lapor.sheet import Sheet, UnreadableFile, read
from narahubung.integrations.lapor.writing import Writer

BATCH = 1_000


def begin(data: bytes, appointment=None, agency=None) -> Import:
    """Return the row of an import that waits for its turn."""
    digest = hashlib.sha256(data).hexdigest()
    suffix = "xlsx" if data.startswith(b"PK") else "csv"
    return Import(
        appointment=appointment,
        agency=agency,
        name=f"sp4n-lapor-{digest[:8]}.{suffix}",
        sha256=digest,
    )


def take_in(into: Import, data: bytes, tell: Callable[[int, int], None] = lambda *_: None):
    """Load a file, or nothing of it; what became of each row is kept in the import."""
    try:
        sheet = read(data)
        Loader(into).load(sheet, tell)
    except UnreadableFile as error:
        into.end(State.FAILED, problem=str(error))
        raise
    except IntegrityError as error:
        problem = _(
            "Somebody else was bringing in the same reports. Nothing was written; try again."
        )
        into.end(State.FAILED, problem=problem)
        raise UnreadableFile(problem) from error
    except Exception:
        into.end(State.FAILED, problem=_("The import broke off. Nothing of the file was written."))
        raise


class Loader:
    """One import: the rows of a sheet checked, then written."""

    def __init__(self, into: Import):
        self.into = into
        self.refusals: list[tuple[int, str, str, dict]] = []
        self.counts = {"new": 0, "changed": 0, "unchanged": 0}
        self.unknown: dict[str, set] = {}

    def load(self, sheet: Sheet, tell):
        rows = self.checked(sheet, tell)
        with transaction.atomic():
            self.prepare()
            for start in range(0, len(rows), BATCH):
                self.write(rows[start : start + BATCH])
            if sheet.ignored:
                self.unknown["columns"] = set(sheet.ignored)
            self.close(len(sheet.rows))

    def checked(self, sheet, tell) -> list[tuple[Row, str]]:
        """Return the rows that are well formed, each with its fingerprint."""
        today = timezone.localdate()
        rows, first = [], {}
        for done, (number, cells) in enumerate(sheet.cells(), start=1):
            try:
                row = row_of(number, cells, today)
                if first.setdefault(row.tracking_id, number) != number:
                    raise RefusedRow("twice", {"first": first[row.tracking_id]})
                rows.append((row, row.fingerprint()))
            except RefusedRow as refused:
                self.refuse(number, cells.get("Tracking ID", ""), refused)
            if done % BATCH == 0:
                tell(done, len(sheet.rows))
        return rows

    def refuse(self, number, key, refused):
        self.refusals.append((number, key[:30], refused.code, refused.facts))

    def prepare(self):
        """Look up what all rows share. A manager writes only below the own office."""
        actor, places = self.into.actor, Places()
        if places.first() is None:
            raise UnreadableFile(_("No regions are loaded yet. Run `narahubung load_directory`."))
        self.scope = actor.scope if actor.role == Role.MANAGER else None
        default = self.into.agency
        if default is None and self.scope is not None:
            default = actor.agency
        self.institutions = Institutions(places, default, self.scope)
        self.meaning = Meaning(self.institutions, places, self.unknown)
        promises = Promises(timezone.localdate())
        self.writer, self.merger = Writer(self.into, promises), Merger(self.into, promises)

    def write(self, rows):
        known = self.known(rows)
        fresh, changed = [], []
        for row, mark in rows:
            holder, before, name, erased = known.get(row.tracking_id, (None, None, "", None))
            if erased:
                self.refuse(row.number, row.tracking_id, RefusedRow("erased"))
                continue
            if before == mark and row.name_index() in ("", name):
                self.counts["unchanged"] += 1
                continue
            try:
                if before and self.scope is not None and holder not in self.scope:
                    raise RefusedRow("elsewhere")
                described = (row, self.meaning.fields(row), mark)
            except RefusedRow as refused:
                self.refuse(row.number, row.tracking_id, refused)
                continue
            (changed if before else fresh).append(described)
        self.counts["new"] += len(fresh)
        self.counts["changed"] += len(changed)
        self.writer.create(fresh)
        self.merger.update(changed)

    def known(self, rows):
        """Return agency, fingerprint, name mark and erasure of the reports that are here already."""
        records = LaporRecord.objects.filter(tracking_id__in=[row.tracking_id for row, _m in rows])
        ours = ("complaint__agency", "row_hash", "name_index", "complaint__erased_at")
        return {key: rest for key, *rest in records.values_list("tracking_id", *ours)}

    def close(self, total):
        if self.institutions.unknown:
            self.unknown["agencies"] = self.institutions.unknown
        self.into.end(
            State.DONE,
            **self.counts,
            refused=len(self.refusals),
            refusals=sorted(self.refusals, key=lambda refusal: refusal[0]),
            conflicts=self.merger.conflicts,
            unknown={kind: sorted(words) for kind, words in self.unknown.items()},
            new_agencies=[[a.slug, a.name] for a in self.institutions.founded],
            rows_read=total,
            rows_total=total,
        )
