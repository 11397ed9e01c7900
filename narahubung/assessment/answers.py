"""Answers from a spreadsheet saved as CSV, one a row, and what is wrong with them by row and column."""

import csv
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from io import StringIO

from django.utils.translation import gettext as _

from narahubung.assessment.scheme import Scheme
from narahubung.assessment.scoring import (
    Answer,
    Score,
    Unscorable,
    score_government,
    score_unit,
)

COLUMNS = ("government", "unit", "indicator", "value")
MAY_BE = ("locus", "evidence")
AWAY = ("tb", "n/a", "na", "-")
LONGEST = 200


class BadAnswers(Exception):
    """One sentence, with row and column where they are known."""

    @classmethod
    def at(cls, row: int, column: str, words: str):
        place = _("Row %(row)s, column %(column)s:") % {"row": row, "column": column}
        return cls(f"{place} {words}")


@dataclass
class UnitAnswers:
    locus: str = ""
    answers: list[Answer] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


Answers = dict[str, dict[str, UnitAnswers]]


def text_of(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadAnswers(_("The file is not text in UTF-8. Save it as CSV UTF-8.")) from error


def read_answers(text: str, scheme: Scheme) -> Answers:
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        return gathered(rows, scheme)
    except csv.Error as error:
        words = _("The file cannot be read as CSV at line %(line)s: %(error)s.")
        raise BadAnswers(words % {"line": rows.line_num, "error": error}) from error


def delimiter_of(text: str) -> str:
    """Spreadsheets of an Indonesian office write semicolons."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def gathered(rows, scheme: Scheme) -> Answers:
    columns = head_of(next(rows, []), scheme)
    found: Answers = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            words = _("There are more cells than columns.")
            raise BadAnswers.at(number, columns[-1], words)
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        place(found, number, row, scheme)
    if not found:
        raise BadAnswers(_("There is no answer in the file."))
    return found


def head_of(cells, scheme: Scheme) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    wanted = COLUMNS + (("locus",) if scheme.aggregation == "weighted_by_locus" else ())
    if missing := [name for name in wanted if name not in columns]:
        words = _("The first row must name the columns. Missing: %(names)s.")
        raise BadAnswers(words % {"names": ", ".join(missing)})
    for name in columns:
        if name not in COLUMNS + MAY_BE or columns.count(name) > 1:
            raise BadAnswers.at(1, name, _("This column is not known, or stands there twice."))
    return columns


def place(found: Answers, number: int, row: dict, scheme: Scheme) -> None:
    for column in ("government", "unit"):
        name = row.get(column, "")
        if not 0 < len(name) <= LONGEST:
            words = _("Write a name of at most %(most)s letters.") % {"most": LONGEST}
            raise BadAnswers.at(number, column, words)
    unit = found.setdefault(row["government"], {}).setdefault(row["unit"], UnitAnswers())
    unit.locus = locus_of(number, row, unit, scheme)
    answer = answer_of(number, row, scheme)
    respondent = scheme.indicators[answer.indicator].respondent
    if respondent.number == 1 and answer.indicator in unit.rows:
        words = _("“%(code)s” is answered once only, and row %(row)s has answered it.")
        where = {"code": answer.indicator, "row": unit.rows[answer.indicator]}
        raise BadAnswers.at(number, "indicator", words % where)
    unit.rows[answer.indicator] = number
    unit.answers.append(answer)


def locus_of(number, row, unit, scheme) -> str:
    locus = row.get("locus", "")
    if unit.rows and locus != unit.locus:
        raise BadAnswers.at(number, "locus", _("The same unit had another kind of place above."))
    if scheme.aggregation == "weighted_by_locus" and locus not in scheme.loci:
        words = _("“%(locus)s” has no weight. Known are %(known)s.")
        known = {"locus": locus, "known": ", ".join(scheme.loci)}
        raise BadAnswers.at(number, "locus", words % known)
    return locus


def answer_of(number, row, scheme: Scheme) -> Answer:
    code = row.get("indicator", "")
    if code not in scheme.indicators:
        words = _("The instrument has no indicator “%(code)s”.") % {"code": code}
        raise BadAnswers.at(number, "indicator", words)
    text = row.get("value", "")
    proofs = tuple(filter(None, [row.get("evidence", "")]))
    if text.lower() in AWAY:
        return Answer(code, None, proofs, applies=False)
    if not text:
        return Answer(code, None, proofs)
    return Answer(code, value_of(number, text, scheme.indicators[code].scale), proofs)


def value_of(number, text, scale) -> Fraction:
    try:
        value = Decimal(text.replace(",", "."))
        fine = value.is_finite() and value.as_tuple().exponent >= -6 and len(text) <= 20
    except InvalidOperation:
        fine = False
    if not fine:
        raise BadAnswers.at(number, "value", _("“%(text)s” is not a number.") % {"text": text[:20]})
    if not scale.holds(Fraction(value)):
        words = _("%(text)s is not between %(lowest)s and %(highest)s.")
        edges = {"lowest": scale.lowest, "highest": scale.highest}
        raise BadAnswers.at(number, "value", words % {"text": text, **edges})
    return Fraction(value)


def score_answers(scheme: Scheme, answers: Answers) -> list[tuple[Score, list[Score]]]:
    """Return each government with its units; what cannot be scored is told in a sentence."""
    scored = []
    for government, units in sorted(answers.items()):
        try:
            scores = [
                score_unit(scheme, unit.answers, name, unit.locus)
                for name, unit in sorted(units.items())
            ]
        except Unscorable as refusal:
            raise BadAnswers(refused(government, refusal)) from refusal
        scored.append((score_government(scheme, scores, government), scores))
    return scored


def refused(government, refusal: Unscorable) -> str:
    words = _("%(government)s: “%(code)s” must be answered; this instrument leaves nothing out.")
    return words % {"government": government, "code": refusal.code}
