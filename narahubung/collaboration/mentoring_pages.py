"""What the page of one mentoring shows: its plan, sessions and results, the eight conditions, and its thread."""

from django.utils.translation import gettext as _

from narahubung.cases.timeline import who_did
from narahubung.collaboration.forms_mentoring import STEP_FORMS
from narahubung.collaboration.mentoring_conditions import conditions, highest, levels, source
from narahubung.collaboration.mentoring_lifecycle import ENDED, HAPPENED, Stage
from narahubung.collaboration.models import MentoringPaper
from narahubung.ui.dates import long_date, near
from narahubung.ui.thread import Knot

S = Stage
PATH = (S.ASKED, S.PLANNED, S.RUNNING, S.DONE)
# What is read on the page itself, in the plan or with the results.
BESIDE = ("step_added", "output_given", "output_accepted", "output_returned")
MOMENTS = ("before", "after")
# The picture of one condition: where it begins, and how far apart two scores stand.
LEFT, APART = 12, 60


def mentoring_page(mentoring, actor) -> dict:
    moves = [move for move in mentoring.moves_for(actor) if move.name in STEP_FORMS]
    plans = mentoring.may_be_planned_by(actor)
    papers = papers_of(mentoring, actor)
    sheets = list(mentoring.sheets.prefetch_related("scores"))
    return {
        "mentoring": mentoring,
        "moves": moves,
        "clock": clock_of(mentoring),
        "missing": mentoring.missing() if plans and mentoring.stage == S.RUNNING else [],
        "team": mentoring.team.order_by("name"),
        "plans": plans,
        "steps": [same(mentoring, step) for step in mentoring.steps.all()],
        "sessions": [session_row(mentoring, one, papers) for one in mentoring.sessions.all()],
        "outputs": [
            output_row(mentoring, one, papers, actor)
            for one in mentoring.outputs.select_related("kind", "checked_by")
        ],
        "takes_output": mentoring.takes_output_from(actor),
        "picture": picture(sheets),
        "sheets": [sheet_row(mentoring, sheet, actor) for sheet in sheets],
        "may_score": [m for m in MOMENTS if mentoring.takes_scores_from(actor, m)],
        "source": source(),
        "thread": whole_thread(mentoring),
    }


def same(mentoring, row):
    """Give a row its mentoring, which is there already."""
    row.mentoring = mentoring
    return row


def papers_of(mentoring, actor) -> list:
    return list(MentoringPaper.objects.visible_to(actor).filter(mentoring=mentoring))


def session_row(mentoring, session, papers) -> dict:
    same(mentoring, session)
    return {
        "session": session,
        "papers": [paper for paper in papers if paper.session_id == session.pk],
        "tone": {"held": "ok", "cancelled": "quiet"}.get(session.state, "due"),
        "may_be_written": session.is_ahead() and session.has_begun(),
    }


def output_row(mentoring, output, papers, actor) -> dict:
    same(mentoring, output)
    return {
        "output": output,
        "papers": [paper for paper in papers if paper.output_id == output.pk],
        "tone": {"accepted": "ok", "returned": "late"}.get(output.state, "due"),
        "may_check": output.may_be_checked_by(actor),
    }


def sheet_row(mentoring, sheet, actor) -> dict:
    same(mentoring, sheet)
    return {
        "sheet": sheet,
        "total": sum(score.value for score in sheet.scores.all()),
        "most": highest() * len(conditions()),
        "may_agree": sheet.may_be_agreed_by(actor),
    }


def picture(sheets) -> list[dict]:
    """Return for each condition its scores before and after, where they stand in the drawing, and the words."""
    scored = {sheet.moment: {s.condition: s for s in sheet.scores.all()} for sheet in sheets}
    if not scored:
        return []
    return [drawn(one, [scored.get(m, {}).get(one.code) for m in MOMENTS]) for one in conditions()]


def drawn(condition, scores) -> dict:
    before, after = scores
    return {
        "condition": condition,
        "ticks": [LEFT + APART * value for value, _words in levels()],
        "before": before and LEFT + APART * before.value,
        "after": after and LEFT + APART * after.value,
        "words": change_in_words(before, after),
        "why": (after or before).words if after or before else "",
    }


def change_in_words(before, after) -> str:
    named = dict(levels())
    if before and after:
        said = {"before": before.value, "after": after.value, "words": named[after.value]}
        return _("from %(before)s to %(after)s: %(words)s") % said
    one = before or after
    return f"{one.value}: {named[one.value]}" if one else ""


def clock_of(mentoring) -> tuple[str, str]:
    """Return the one sentence of a mentoring, what it waits for, and its tone."""
    match mentoring.stage:
        case S.OFFERED:
            return _("Waits for the answer of the agency"), "due"
        case S.ASKED:
            return _("Waits for the plan of the office"), "due"
        case stage if stage in ENDED:
            return str(mentoring.stage_label), "ok" if stage == S.DONE else "quiet"
    day = mentoring.next_due
    if day is None:
        return _("Nothing is set. What comes next?"), "quiet"
    if day < mentoring.today:
        return _("Late: was to be %(when)s") % {"when": near(day, mentoring.today)}, "late"
    said = {"day": long_date(day), "when": near(day, mentoring.today)}
    return _("Next on %(day)s (%(when)s)") % said, "neutral"


def short_thread(mentoring) -> list[Knot]:
    stage = Stage(mentoring.stage)
    if stage not in PATH:
        return [Knot(str(stage.label), state="open" if stage == S.OFFERED else "paused")]
    here = PATH.index(stage)
    states = ["done" if n < here or stage == S.DONE else "open" for n in range(here + 1)]
    ahead = ["promised"] * (len(PATH) - len(states))
    return [
        Knot(str(one.label), state=state)
        for one, state in zip(PATH, [*states, *ahead], strict=True)
    ]


def whole_thread(mentoring) -> list[Knot]:
    events = mentoring.events.exclude(kind__in=BESIDE).select_related("actor")
    knots = [Knot(str(HAPPENED[e.kind]), at=e.at, who=who_did(e), note=note_of(e)) for e in events]
    if mentoring.next_due and not mentoring.is_ended():
        late = mentoring.next_due < mentoring.today
        state = "late" if late else "promised"
        knots.append(Knot(_("What comes next"), at=mentoring.next_due, state=state))
    return knots


def note_of(event) -> str:
    number, total = event.facts.get("number"), event.facts.get("total")
    about = [
        _("session %(number)s") % {"number": number} if number else "",
        _("%(total)s points") % {"total": total} if total is not None else "",
        event.note,
    ]
    return " · ".join(filter(None, about))
