"""The letters with which a report walks: brought from outside as paper, or written here from draft to receipt."""

import hashlib

from narahubung.documents import CleanFile
from narahubung.reports.letter_kinds import companions, needs_letter, serving
from narahubung.reports.letter_merge import MARK
from narahubung.reports.letter_writing import draft, enter_paper
from narahubung.reports.letters import Letter

SCAN = CleanFile("surat.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
TAKEN_BY = "Bagian Umum"
# What a person would write where the file does not know it.
TOLD = "1. Mengapa permohonan pelapor belum diselesaikan.\n2. Langkah yang sudah diambil, beserta dokumennya."
TOLD_SHORT = "Rabu, 25 November 2026, pukul 10.00 WITA, di kantor kami"


def with_letters(office, report, step, by, details) -> dict:
    """Return what a step brings, with the letters that it needs: received on the day that is given, or today."""
    day = details.pop("delivered_on", None) or office.today
    if not needs_letter(step) or "letter" in details:
        return details
    kind = kind_for(report, step)
    details["letter"] = letter_of(office, report, kind.code, by, day)
    for second in companions(step):
        details["also"] = letter_of(office, report, second.code, by, day)
    return details


def kind_for(report, step):
    """Of the kinds that serve a step the one that fits: who is told at intake is told otherwise than later."""
    fitting = serving(step)
    if step == "inform":
        wanted = "refuse_report" if report.stage == "closed_intake" else "closing_notice"
        fitting = [kind for kind in fitting if kind.code == wanted]
    return fitting[0]


def letter_of(office, report, code, by, day):
    if office.writes:
        return written(office, report, code, by, day)
    number = f"{Letter.objects.count() + 1:03d}/{code.upper()}/{day.year}"
    days = {"dated": day, "sent_on": day, "received_on": day}
    return enter_paper(
        report, code, by, number, scan=SCAN, way="by_hand", received_by=TAKEN_BY, **days
    )


def written(office, report, code, by, day=None, until="receive"):
    """Let a letter go its way here, as far as is wanted: the drafter, another who reviews, the scan, the slip."""
    day = day or office.today
    letter = draft(report, code, by, dated=day)
    letter.revise(by, **{name: told(getattr(letter, name)) for name in ("addressee_name", "body")})
    deeds = {
        "review": lambda: letter.review(reviewer(office, report, by)),
        "sign": lambda: letter.sign(by, signed_on=day, scan=printed(letter)),
        "send": lambda: letter.send(by, sent_on=day, way="by_hand"),
        "receive": lambda: letter.receive(by, received_on=day, received_by=TAKEN_BY),
    }
    for name, deed in deeds.items():
        if until == "draft":
            break
        deed()
        if name == until:
            break
    return letter


def printed(letter) -> CleanFile:
    """Return the letter as it was set, as if it came back from the printer and the pen."""
    with letter.papers.get(part="issued").cleaned.open("rb") as file:
        body = file.read()
    digest = hashlib.sha256(body).hexdigest()
    return CleanFile("surat.pdf", "pdf", "application/pdf", len(body), digest, body, None)


def reviewer(office, report, by):
    seen = type(report).objects
    people = [getattr(office, key) for key in ("sinta", "laras", "eka", "joko")]
    return next(
        one
        for one in people
        if one.user != by.user and seen.visible_to(one).filter(pk=report.pk).exists()
    )


def told(text: str) -> str:
    """Write over the marks of a draft: a whole line becomes two points, a mark within a sentence a place and time."""
    lines = text.split("\n")
    return "\n".join(
        TOLD if MARK.fullmatch(line.strip()) and "hari dan tanggal" not in line
        else MARK.sub(TOLD_SHORT, line)
        for line in lines
    )  # fmt: skip
