"""The one road in: public form, counter, letter, import, all end here, in one transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.cases.references import new_reference
from narahubung.clocks.calendar import today_in
from narahubung.complaints.custody import take_in
from narahubung.complaints.identity import Person
from narahubung.complaints.papers import attach
from narahubung.complaints.wall import is_left_to_the_ombudsman
from narahubung.jobs import wake
from narahubung.journal.chain import commitment
from narahubung.journal.models import new_salt
from narahubung.search import Index
from narahubung.vault import digest_secret, new_secret

TRIES = 5
words = Index("complaint")


def submit(
    model,
    identity_model,
    *,
    agency,
    text,
    by,
    person=None,
    files=(),
    note="",
    reported=None,
    about_head=False,
    **fields,
):
    """Store a complaint with its identity, files, first event and clocks; return it and its secret word.

    The secret word is shown once and kept only as a digest. `reported` is the place that the complaint is
    about; `agency` is then the one that `wall.judge_of` names, or that place where only the Ombudsman is left.
    """
    secret = new_secret()
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                complaint = store(
                    model, identity_model, agency, text, by, person, files, note, secret, {**fields}
                )
                if reported is not None:
                    put_up_the_wall(complaint, reported, about_head)
                return complaint, secret
        except IntegrityError:
            # Two files drew the same five random letters: draw again.
            if attempt == TRIES - 1:
                raise
    raise AssertionError


def store(model, identity_model, agency, text, by, person, files, note, secret, fields):
    fields.setdefault("received_at", timezone.now())
    day = today_in(agency.zone)
    reference = new_reference(agency.region.code, fields["received_at"].year)
    complaint = model(
        reference=reference,
        stage="received",
        agency=agency,
        text=text,
        received_on=fields.pop("received_on", day),
        secret_digest=digest_secret(reference, secret),
        **fields,
    )
    told = complaint.veil(person or Person())
    promised = complaint.clocks_of("received", complaint.received_on)
    complaint.next_due = min((d.due for d in promised if d.binds == "agency"), default=None)
    salt = new_salt()
    facts = {
        "channel": complaint.channel,
        "agency": agency.pk,
        "shield": complaint.shield,
        # So that the receipt proves what was filed, and nobody else learns it from the event.
        "text": commitment(text, salt),
    }
    note = complaint.veiled(note, by, person)
    event = complaint.chained("received", by, note, facts, public=True, salt=salt)
    # What the row will say is known by now, so it is written once.
    complaint.save(force_insert=True)
    if person is not None and not person.is_empty():
        identity_model.sealing(complaint, person).save(force_insert=True)
    if told:
        complaint.keep("filed", 0, told)
    complaint.deadlines.bulk_create(promised)
    event.save(force_insert=True)
    take_in(complaint, attach(complaint, files, by), by)
    wake("outbox")
    complaint.index()
    return complaint


def put_up_the_wall(complaint, place, about_head):
    complaint.reported.create(agency=place, is_head=about_head)
    complaint.log("walled", System(), facts={"reported": place.pk, "head": about_head}, public=True)
    if is_left_to_the_ombudsman(complaint):
        complaint.move("escalate", System())


__all__ = ["Person", "submit", "words"]
