"""What the page of an evaluation shows, for one pair of eyes: values, remarks, plan, signatures, what comes next."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.agreements.reasons import number
from narahubung.agreements.sides import Side, side_of
from narahubung.cases.timeline import who_did
from narahubung.insight import sheet
from narahubung.insight.evaluation_lifecycle import HAPPENED, Stage
from narahubung.insight.sheet_paper import lines_of, recounted
from narahubung.ui.thread import Knot

TONES = {sheet.BETTER: "ok", sheet.WORSE: "late", sheet.SAME: "neutral", sheet.UNKNOWN: "quiet"}


def turns() -> dict[str, str]:
    return {
        sheet.BETTER: _("better"),
        sheet.WORSE: _("worse"),
        sheet.SAME: _("the same"),
        sheet.UNKNOWN: _("cannot be compared"),
        "": "",
    }


def verdicts() -> dict[str, str]:
    return {
        sheet.BETTER: _("Improved"),
        sheet.WORSE: _("Went back"),
        sheet.SAME: _("Stayed as it was"),
        sheet.UNKNOWN: _("No year to compare with"),
    }


def said(value: str | None, unit: str = "") -> str:
    """Return a value as it is written in the reader's language; what is not known is a dash."""
    if value is None:
        return "–"
    mark = " %" if unit == "%" else ""
    return number(value, get_language() or "id") + mark


def line_row(line: sheet.Line) -> dict:
    return {
        "line": line,
        "value": said(line.value),
        "before": said(line.before),
        "turn": turn_words(line),
        "tone": TONES.get(line.turn, ""),
    }


def turn_words(line: sheet.Line) -> str:
    """Say how a value has turned; where there is no year before, that is said once for the whole sheet."""
    return "" if line.turn == sheet.UNKNOWN and line.before is None else turns()[line.turn]


def thread(evaluation, events) -> list[Knot]:
    """Return what happened to the sheet as one thread, and what is still to come."""
    sides = dict(Side.choices)
    knots = [
        Knot(
            str(HAPPENED[event.kind]),
            at=event.at,
            who=who_did(event),
            note=str(sides.get(event.facts.get("side"), "")),
        )
        for event in events
    ]
    if evaluation.is_ended():
        return knots
    here = Knot(str(evaluation.stage_label), state="open", at=evaluation.next_due)
    return [*knots, here, Knot(str(Stage.SIGNED.label), state="promised")]


def evaluation_page(evaluation, actor) -> dict:
    lines = lines_of(evaluation)
    items = list(evaluation.items.select_related("milestone__programme__agreement"))
    for item in items:
        item.evaluation = evaluation
    verdict = sheet.verdict(lines)
    return {
        "evaluation": evaluation,
        "rows": [line_row(line) for line in lines],
        "verdict": verdicts()[verdict],
        "verdict_tone": TONES[verdict],
        "counts": {turn: sum(line.turn == turn for line in lines) for turn in TONES},
        "years": (evaluation.year - 1, evaluation.year),
        "items": [{"item": item, "may_do": item.may_be_done_by(actor)} for item in items],
        "signatures": list(evaluation.signatures.all()),
        "moves": evaluation.moves_for(actor),
        "may_write": evaluation.may_be_written_by(actor),
        "waits_for": waits_for(evaluation),
        "own": evaluation.own_remarks(actor) if side_of(actor) else "",
        "thread": thread(evaluation, evaluation.events.select_related("actor")),
        "untouched": not evaluation.is_fixed() or evaluation.is_untouched(),
        "recounted": [
            {**one, "kept": line_row(one["line"]), "today": line_row(one["now"])}
            for one in recounted(evaluation)
        ],
    }


def waits_for(evaluation) -> str:
    """Say in a sentence for whom the sheet waits."""
    if evaluation.stage != Stage.OPENED:
        return str(evaluation.stage_label)
    lacking = [side.label for side in Side if not evaluation.remarks_of(side)]
    if not lacking:
        return _("Both sides have written their remarks. The office can end the writing.")
    return _("Waits for the remarks of: %(sides)s.") % {"sides": ", ".join(map(str, lacking))}
