"""How a letter begins: drafted from its template, or entered by hand when it was written outside."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.reports.letter_kinds import kinds, title_of
from narahubung.reports.letter_merge import issuer_of, signatory_of, words_for
from narahubung.reports.letter_papers import keep_scan
from narahubung.reports.letters import Letter, State


def may_write(report, actor) -> bool:
    return actor.role in AT_AN_OFFICE and not report.erased_at


@transaction.atomic
def draft(report, code, by, items=(), replaces=None, **words):
    """Begin a letter with the words of its template. `items` become the numbered points that are asked for.

    What is not given in `words` is filled in from the file; `letter.lacks()` says what stayed open.
    """
    letter = begun(report, code, by)
    first = words_for(letter.kind_of, report, items)
    for field, value in {**first, **words}.items():
        setattr(letter, field, value)
    letter.replaces = replaces
    letter.refuse_names()
    letter.save(force_insert=True)
    letter.note("letter_drafted", by)
    return letter


def begun(report, code, by) -> Letter:
    if not may_write(report, by):
        raise PermissionDenied
    report.lock(by)
    kind = kinds()[code]
    office = issuer_of(kind, report)
    return Letter(
        report=report,
        kind=code,
        version=kind.version,
        office=office,
        place=office.seat,
        nature=kind.nature,
        enclosures=kind.enclosures,
        drafted_by=by.user,
    )


@transaction.atomic
def enter_paper(
    report, code, by, number, dated, scan, way="", sent_on=None, received_on=None,
    received_by="", proof=None, by_hand=None,
):  # fmt: skip
    """Enter a letter that was written outside: its number as it stands there, its days, and its scan.

    `by_hand` is its place in this year's book of letters, if it has one there; the next number follows it.
    """
    letter = begun(report, code, by)
    first = words_for(letter.kind_of, report)
    letter.addressee = first["addressee"]
    letter.addressee_name = first["addressee_name"]
    letter.matter = str(letter.kind_of)
    letter.number, letter.dated, letter.signed_on = number, dated, dated
    letter.written_outside = True
    letter.sent_on, letter.way = sent_on, way
    letter.received_on, letter.received_by = received_on, received_by
    letter.state = State.RECEIVED if received_on else State.SENT if sent_on else State.SIGNED
    post = signatory_of(letter.kind_of, report)
    if post:
        letter.signatory, letter.signatory_name = post, post.user.name
        letter.signatory_title = title_of(letter.kind_of.signed, post.office)
    place_in_book(letter, by_hand)
    letter.refuse_names()
    letter.save(force_insert=True)
    paper = keep_scan(letter, "signed", scan)
    if proof:
        keep_scan(letter, "delivery", proof)
    days = {"delivered_on": received_on, "sent_on": sent_on}
    facts = {name: day.isoformat() for name, day in days.items() if day}
    public = letter.sent_on is not None
    letter.note(f"letter_{letter.state}", by, public=public, sha256=paper.sha256_shown, **facts)
    return letter


def place_in_book(letter, by_hand):
    if Letter.objects.filter(office=letter.office, number=letter.number).exists():
        raise PermissionDenied(_("Number %(seq)s is taken already.") % {"seq": letter.number})
    if by_hand:
        registers = Letter._meta.get_field("register").related_model.objects
        letter.register, letter.seq = registers.take_number(
            letter.office, letter.kind_of.book, letter.dated.year, by_hand
        )
