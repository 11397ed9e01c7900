"""Writes a told year into the tables: the same rows that the steps write one by one."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery

from narahubung.accounts.actors import Complainant
from narahubung.cases.references import new_reference
from narahubung.complaints.handover import Handover, Pause
from narahubung.complaints.identity import Identity, Person
from narahubung.complaints.intake import words
from narahubung.complaints.models import Complaint, Deadline, Event
from narahubung.complaints.papers import Attachment, Message, Remedy, attach
from narahubung.complaints.wall import ReportedParty
from narahubung.notify.dispatch import dispatch
from narahubung.notify.kinds import COMPLAINTS
from narahubung.notify.models import Channel, State
from narahubung.notify.models import Message as Notice
from narahubung.operations.year_photos import photo
from narahubung.vault import digest_secret, new_secret

RECENT, UNREAD = timedelta(days=5), timedelta(days=3)
WITH_PHOTO, WITH_PROOF = 3, 2


def print_year(tales, now):
    """Store the tales; officers find unread notices of the last days, and nobody is mailed."""
    references = {}
    while len(references) < len(tales):
        tale = tales[len(references)]
        references[new_reference(tale.agency.region.code, tale.received_at.year)] = True
    for tale, reference in zip(tales, references, strict=True):
        tale.file.reference = reference
        tale.file.secret_digest = digest_secret(reference, new_secret())
    Complaint.objects.bulk_create([tale.file for tale in tales])
    Identity.objects.bulk_create(
        Identity.sealing(tale.file, known(tale)) for tale in tales if not known(tale).is_empty()
    )
    words.put_many((tale.file.pk, tale.file.searchable()) for tale in tales)
    print_papers(tales)
    print_events(tales, now - RECENT)
    hang_pictures(tales)
    tell_officers(now)


def known(tale) -> Person:
    """Anonymous means that only the way back to the person is kept."""
    if tale.shield == "anonymous":
        return Person(phone=tale.person.phone)
    return tale.person


def print_papers(tales):
    said = [(event, row) for tale in tales for event, row in tale.said]
    rows = {
        Deadline: "clocks",
        Remedy: "remedies",
        Handover: "handovers",
        Pause: "pauses",
        ReportedParty: "reported",
    }
    for tale in tales:
        for row in [
            *(m for _e, m in tale.said),
            *tale.clocks,
            *tale.remedies,
            *tale.handovers,
            *tale.pauses,
            *tale.reported,
        ]:
            row.complaint = tale.file
    for model, name in rows.items():
        model.objects.bulk_create(row for tale in tales for row in getattr(tale, name))
    Message.objects.bulk_create(row for _event, row in said)
    for event, row in said:
        event.facts = {"message": row.pk}


def print_events(tales, since):
    """Seal each chain; what lies back longer counts as told."""
    silent = COMPLAINTS.silent()
    for tale in tales:
        head = ""
        for event in tale.events:
            event.complaint = tale.file
            head = event.seal(tale.file.reference, head)
            if event.at < since or event.kind in silent:
                event.dispatched_at = event.at
        tale.file.chain_head, tale.file.chain_length = head, len(tale.events)
    order = sorted((event for tale in tales for event in tale.events), key=lambda event: event.at)
    Event.objects.bulk_create(order)
    Complaint.objects.bulk_update([t.file for t in tales], ["chain_head", "chain_length"])


def hang_pictures(tales):
    """Some complaints come with a picture, and some answers with one of the same place afterwards."""
    pictured = [tale for tale in tales if tale.part.matter.photo]
    for tale in pictured[::WITH_PHOTO]:
        attach(tale.file, [photo(tale.part.matter.photo)], Complainant(tale.file.pk))
    for tale in pictured[::WITH_PROOF]:
        if tale.remedies:
            proof = [photo(tale.part.matter.photo, repaired=True)]
            attach(tale.file, proof, tale.answerer, remedy=tale.remedies[0])
    claimed = Remedy.objects.filter(pk=OuterRef("remedy_id")).values("claimed_at")
    received = Complaint.objects.filter(pk=OuterRef("complaint_id")).values("received_at")
    Attachment.objects.filter(remedy=None).update(at=Subquery(received))
    Attachment.objects.exclude(remedy=None).update(at=Subquery(claimed))


def tell_officers(now):
    waiting = Event.objects.filter(dispatched_at=None).order_by("id")
    for event in waiting.select_related("complaint__agency__parent", "complaint__unit"):
        dispatch(event)
    happened = Event.objects.filter(pk=OuterRef("event_id")).values("at")
    Notice.objects.filter(channel=Channel.EMAIL).delete()
    Notice.objects.update(sent_at=Subquery(happened), state=State.SENT)
    Notice.objects.filter(event__at__lt=now - UNREAD).update(read_at=Subquery(happened))
