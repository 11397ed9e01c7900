"""The one road in: counter, phone, letter, outreach and a complaint that came up all end here."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from narahubung.cases.references import new_reference
from narahubung.jobs import wake
from narahubung.journal.chain import commitment
from narahubung.journal.models import new_salt
from narahubung.reports.papers import attach
from narahubung.search import Index
from narahubung.vault import digest_secret, new_secret

TRIES = 5
NATION = "00"
words = Index("report")


def submit(model, identity_model, *, office, by, person=None, files=(), note="", **fields):
    """Store a report with identity, papers, first event and clocks; return it and its secret word.

    The secret word is shown once and kept only as a digest.
    """
    secret = new_secret()
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                report = store(
                    model, identity_model, office, by, person, files, note, secret, fields
                )
                return report, secret
        except IntegrityError:
            # Two files drew the same five random letters: draw again.
            if attempt == TRIES - 1:
                raise
    raise AssertionError


def store(model, identity_model, office, by, person, files, note, secret, fields):
    fields = {"received_at": timezone.now(), **fields}
    reference = new_reference(region_of(office), fields["received_at"].year)
    report = model(
        reference=reference,
        stage="intake",
        office=office,
        **{"secret_digest": digest_secret(reference, secret), **fields},
    )
    promised = report.clocks_of("received", report.received_on)
    report.next_due = min((d.due for d in promised), default=None)
    salt = new_salt()
    facts = {
        "stage": report.stage,
        "channel": report.channel,
        "access": report.kind,
        "office": office.code,
        # So that the receipt proves what was brought, and nobody else learns it from the event.
        "text": commitment(report.text, salt),
    }
    event = report.chained("received", by, note, facts, public=True, salt=salt)
    report.save(force_insert=True)
    if person is not None and not person.is_empty():
        identity_model.sealing(report, person).save(force_insert=True)
    report.deadlines.bulk_create(promised)
    event.save(force_insert=True)
    attach(report, files, by)
    wake("outbox")
    report.index()
    return report


def region_of(office) -> str:
    """Return the province by which the numbers of an office begin; the national one has none.

    With an R behind it, so that no report bears the number of a complaint.
    """
    codes = office.provinces.order_by("code").values_list("code", flat=True)
    return (NATION if office.national else codes.first() or NATION) + "R"
