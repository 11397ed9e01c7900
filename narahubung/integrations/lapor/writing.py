"""Writes new files many at a time: the same rows that `Complaint.objects.submit` writes one by one."""

from django.db.models import Max
from django.utils import timezone

from narahubung.cases.references import new_reference
from narahubung.complaints.identity import Identity, Person
from narahubung.complaints.intake import words
from narahubung.complaints.models import Channel, Complaint, Event
from narahubung.complaints.shielded import FILED
from narahubung.integrations.lapor.bulk import insert
from narahubung.integrations.lapor.files import kept_columns, remembered, with_unit
from narahubung.integrations.lapor.models import Import, LaporRecord
from narahubung.integrations.lapor.promises import Promises
from narahubung.integrations.lapor.rows import Row


class Writer:
    def __init__(self, into: Import, promises: Promises):
        self.into, self.by, self.promises = into, into.actor, promises
        self.actor_id = self.by.user and self.by.user.pk
        self.place = str(into.appointment.place) if into.appointment else ""

    def create(self, batch: list[tuple[Row, dict, str]]):
        """Store rows with their fields and fingerprints as files, each with its identity, event and clocks."""
        references = self.free_references([fields for _row, fields, _hash in batch])
        complaints, events, promises = [], [], []
        for (row, fields, _hash), reference in zip(batch, references, strict=True):
            origin = {"channel": Channel.SP4N, "other_number": row.tracking_id}
            complaint = with_unit(Complaint(reference=reference, **origin, **fields))
            complaint.told = complaint.veil(Person(name=row.name))
            # The export does not say when a report was closed: for us it ended when we learned of it.
            complaint.closed_at = timezone.now() if complaint.is_ended() else None
            promises.append(self.promises.of(complaint))
            complaint.next_due = self.promises.next_due(promises[-1])
            events.append(self.first_event(complaint, row))
            complaints.append(complaint)
        last = Complaint.objects.aggregate(pk=Max("pk"))["pk"]
        insert(complaints)
        # Asked by range, because a thousand numbers in one question cost more than they save.
        keys = dict(
            Complaint.objects.filter(pk__gt=last or 0).values_list("reference", "pk").iterator()
        )
        for complaint, event in zip(complaints, events, strict=True):
            complaint.pk = event.complaint_id = keys[complaint.reference]
        insert(events)
        made = zip(complaints, promises, strict=True)
        insert([row for file, owed in made for row in self.promises.rows(file, owed)])
        self.keep_origins(batch, complaints)

    def free_references(self, many):
        """Draw a number for each file, and again for those whose number was drawn twice or is taken."""
        references = [""] * len(many)
        seen, missing = set(), list(range(len(many)))
        while missing:
            for at in missing:
                place = many[at]
                references[at] = new_reference(
                    place["agency"].region.code, place["received_on"].year
                )
            drawn = [references[at] for at in missing]
            taken = Complaint.objects.filter(reference__in=drawn)
            taken = seen | set(taken.values_list("reference", flat=True))
            free, missing = missing, []
            for at in free:
                if references[at] in taken:
                    missing.append(at)
                taken.add(references[at])
                seen.add(references[at])
        return references

    def first_event(self, complaint, row):
        """Open the chain of the file. Nobody is told of what happened long ago, so it is dispatched."""
        event = Event(
            seq=1,
            kind="imported",
            actor_id=self.actor_id,
            role=self.by.role,
            place=self.place,
            public=True,
            facts={
                "tracking_id": row.tracking_id,
                "import": self.into.pk,
                "agency": complaint.agency_id,
                "stage": complaint.stage,
                "outcome": complaint.outcome,
            },
        )
        event.dispatched_at = event.at
        complaint.chain_head, complaint.chain_length = event.seal(complaint.reference, ""), 1
        return event

    def keep_origins(self, batch, complaints):
        identities, originals, records, texts = [], [], [], []
        for (row, fields, fingerprint), complaint in zip(batch, complaints, strict=True):
            if row.name or complaint.told:
                identities.append(Identity.sealing(complaint, Person(name=row.name)))
            if complaint.told:
                originals.append((identities[-1], complaint.told))
            records.append(self.record(row, fields, fingerprint, complaint))
            texts.append((complaint.pk, complaint.searchable()))
        insert(identities)
        for identity, told in originals:
            identity.complaint.keep(FILED, 0, told)
        insert(records)
        words.put_many(texts)

    def record(self, row, fields, fingerprint, complaint):
        return LaporRecord(
            tracking_id=row.tracking_id,
            complaint_id=complaint.pk,
            row_hash=fingerprint,
            name_index=row.name_index(),
            columns=kept_columns(row, complaint),
            applied=remembered(fields),
            rating=row.rating,
            last_import_id=self.into.pk,
        )
