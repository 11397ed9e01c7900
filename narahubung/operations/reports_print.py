"""Writes a told year of reports into the tables: the same rows that the steps write one by one."""

from narahubung.cases.references import new_reference
from narahubung.reports.hearing import Plenary
from narahubung.reports.identity import Identity
from narahubung.reports.intake import region_of, words
from narahubung.reports.models import Deadline, Event, Register, RegisterEntry, Report
from narahubung.vault import digest_secret, new_secret


def print_reports(year, tales):
    """Store the tales and their registers."""
    region, references = region_of(year.here), {}
    while len(references) < len(tales):
        tale = tales[len(references)]
        references[new_reference(region, tale.file.received_at.year)] = True
    for tale, reference in zip(tales, references, strict=True):
        tale.file.reference = reference
        tale.file.secret_digest = digest_secret(reference, new_secret())
        seal(tale)
    Report.objects.bulk_create([tale.file for tale in tales])
    known = [tale for tale in tales if not tale.person.is_empty()]
    Identity.objects.bulk_create(Identity.sealing(tale.file, tale.person) for tale in known)
    words.put_many((tale.file.pk, tale.file.searchable()) for tale in tales)
    print_registers(year, tales)
    print_rows(tales)


def seal(tale):
    head = ""
    for event in tale.events:
        event.report = tale.file
        head = event.seal(tale.file.reference, head)
    tale.file.chain_head, tale.file.chain_length = head, len(tale.events)


def print_registers(year, tales):
    rows = {
        (kind, of_year): Register(office=year.here, kind=kind, year=of_year, last=last)
        for (kind, of_year), last in year.last.items()
    }
    for tale in tales:
        if tale.by_hand:
            rows[tale.register_key].on_paper = rows[tale.register_key].last
    Register.objects.bulk_create(rows.values())
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            register=rows[tale.register_key],
            report=tale.file,
            seq=tale.seq,
            number=tale.file.number,
            entered_on=tale.file.opened_on,
            entered_at=tale.entry.at,
            by_hand=tale.by_hand,
        )
        for tale in tales
        if tale.file.number
    )


def print_rows(tales):
    for tale in tales:
        for clock in tale.clocks:
            clock.report = tale.file
    Deadline.objects.bulk_create(clock for tale in tales for clock in tale.clocks)
    events = sorted((event for tale in tales for event in tale.events), key=lambda e: e.at)
    Event.objects.bulk_create(events)
    Plenary.objects.bulk_create(
        Plenary(report=tale.file, **tale.plenary) for tale in tales if tale.plenary
    )
    for name in ("suspected", "found"):
        through = getattr(Report, name).through
        through.objects.bulk_create(
            through(report_id=tale.file.pk, term_id=term.pk)
            for tale in tales
            for term in getattr(tale, name)
        )
