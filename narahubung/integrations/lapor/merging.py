"""Brings a newer row into a file that is here already. What this house has changed since is never undone."""

from dataclasses import replace

from django.utils import timezone

from narahubung.complaints.identity import Identity, Person
from narahubung.complaints.intake import words
from narahubung.complaints.lifecycle import ENDED
from narahubung.complaints.models import Complaint
from narahubung.complaints.shielded import FILED, WORDS
from narahubung.integrations.lapor import columns as c
from narahubung.integrations.lapor.files import (
    TOGETHER,
    kept_columns,
    remembered,
    standing_of,
    with_unit,
)
from narahubung.integrations.lapor.models import Import, LaporRecord
from narahubung.integrations.lapor.promises import Promises
from narahubung.integrations.lapor.rows import Row

RECLOCK = {"stage", "agency", "classification", "received_on"}


class Merger:
    def __init__(self, into: Import, promises: Promises):
        self.into, self.by, self.promises = into, into.actor, promises
        self.conflicts: list[tuple[str, str, list[str]]] = []

    def update(self, batch: list[tuple[Row, dict, str]]):
        known = {row.tracking_id: (row, fields, mark) for row, fields, mark in batch}
        records = list(LaporRecord.objects.filter(tracking_id__in=known))
        files = Complaint.objects.select_for_update(of=("self",)).select_related(
            "agency__region", "unit", "classification"
        )
        files = files.in_bulk([record.complaint_id for record in records])
        for record in records:
            # Who was erased while the rows were read is not brought back.
            if files[record.complaint_id].erased_at is None:
                self.merge(record, files[record.complaint_id], *known[record.tracking_id])

    def merge(self, record, complaint, row, fields, fingerprint):
        changes, kept = self.weigh(record, complaint, fields)
        facts = {"import": self.into.pk, "columns": changed_columns(record, row, changes)}
        if kept:
            facts["kept"] = kept
            self.conflicts.append((row.tracking_id, complaint.reference, kept))
        if "stage" in changes:
            facts |= {"from": complaint.stage, "to": changes["stage"]}
        was_ours = complaint.stage == record.applied["stage"]
        for field, value in changes.items():
            setattr(complaint, field, value)
        told = complaint.veil(Person(name=row.name))
        with_unit(complaint)
        if RECLOCK & set(changes) and was_ours:
            self.turn_clocks(complaint, again=bool({"received_on", "agency"} & set(changes)))
        if self.rename(complaint, record, row):
            facts["columns"] = [c.NAME, *facts["columns"]]
        if told:
            complaint.keep(FILED, 0, told)
        also = ["unit", "next_due", "closed_at"]
        event = complaint.log(
            "import_changed",
            self.by,
            facts=facts,
            public=False,
            changed=[*changes, *also, *(WORDS if told else ())],
        )
        type(event).objects.filter(pk=event.pk).update(dispatched_at=event.at)
        words.put(complaint.pk, complaint.searchable())
        self.remember(record, complaint, row, fields, fingerprint, kept)

    def weigh(self, record, complaint, fields):
        """Return what the row changes, and what it would have changed had the file not gone on here."""
        now, new, was = standing_of(complaint), remembered(fields), record.applied
        changes, kept = {}, []
        for group in TOGETHER:
            before, here, there = ([side[f] for f in group] for side in (was, now, new))
            if there in (before, here):
                continue
            if here == before:
                changes |= {field: fields[field] for field in group}
            else:
                kept.append(group[0])
        return changes, kept

    def turn_clocks(self, complaint, again):
        """Stop what does not run at this stage and start what does; `again` counts what runs anew."""
        wanted = {p["rule_id"]: p for p in self.promises.of(complaint)}
        running = complaint.deadlines.running()
        running.exclude(rule__in=wanted).update(stopped_at=timezone.now())
        for deadline in running:
            promise = wanted.pop(deadline.rule_id)
            if again:
                deadline.started_on, deadline.due = promise["started_on"], promise["due"]
                deadline.save(update_fields=["started_on", "due"])
        deadlines = complaint.deadlines
        deadlines.bulk_create(deadlines.model(complaint=complaint, **p) for p in wanted.values())
        complaint.next_due = complaint.first_due()
        complaint.closed_at = timezone.now() if complaint.stage in ENDED else None

    def rename(self, complaint, record, row) -> bool:
        """Seal another name, or destroy the sealed one when the reporter is anonymous by now."""
        known = Identity.objects.filter(complaint=complaint)
        identity = known.first()
        if identity and not identity.data_key:
            return False  # Who it was has been erased, and does not come back by an import.
        if not row.keeps_name:
            record.name_index = ""
            return forget(identity)
        if not row.name or row.name_index() == record.name_index:
            return False
        if identity is None:
            Identity.sealing(complaint, Person(name=row.name)).save(force_insert=True)
        else:
            identity.hold(replace(identity.person(), name=row.name))
            identity.save()
        record.name_index = row.name_index()
        return True

    def remember(self, record, complaint, row, fields, fingerprint, kept):
        applied = remembered(fields)
        for group in TOGETHER:
            if group[0] in kept:
                applied |= {field: record.applied[field] for field in group}
        record.columns = kept_columns(row, complaint)
        record.applied, record.rating = applied, row.rating
        record.row_hash, record.last_import = fingerprint, self.into
        record.save()


def forget(identity) -> bool:
    """Destroy who it was; what was written stays sealed where officers read less of it."""
    if identity is None or identity.person().is_empty():
        return False
    identity.hold(Person())
    if identity.originals.exists():
        identity.save()
    else:
        identity.delete()
    return True


def changed_columns(record, row, changes):
    """Name the columns that differ; texts are known by the fields that they fill."""
    before, after = record.columns, row.other_columns
    names = [k for k in c.COLUMNS if before.get(k) != after.get(k)]
    texts = {"text": c.TEXT, "text_final": c.FINAL}
    return names + [texts[f] for f in texts if f in changes and texts[f] not in names]
