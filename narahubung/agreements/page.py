"""All that the page of an agreement shows, gathered once, for one pair of eyes."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.agreements.forms import FORMS
from narahubung.agreements.living import life_of, rule
from narahubung.agreements.models import Clause, Commitment, Party
from narahubung.agreements.promises import StateName
from narahubung.agreements.reasons import number
from narahubung.agreements.timeline import life_thread

# Steps that ask for nothing: a button is enough.
AT_ONCE = ("review", "enter")
TREND = 24
RUNS = 40


def gathered(agreements):
    """Fetch an agreement with all that its page shows of clauses and parties."""
    promised = Commitment.objects.select_related("owner__agency", "owner__agreement__office")
    promised = promised.prefetch_related("standings")
    clauses = Clause.objects.prefetch_related(Prefetch("commitments", promised))
    return agreements.select_related("office").prefetch_related(
        Prefetch("clauses", clauses), Prefetch("parties", Party.objects.for_page())
    )


def commitments_of(agreement) -> list:
    found = [one for clause in agreement.clauses.all() for one in clause.commitments.all()]
    for one in found:
        one.agreement = agreement
    return found


def life_words(agreement, commitments) -> dict:
    """Say whether an agreement is paper or living, and by which rule; nothing before it is in force."""
    if not agreement.lives():
        return {}
    life = life_of([(c.months, c.evidence_on) for c in commitments], agreement.today)
    said = {"fresh": life.fresh, "of": life.of}
    return {
        "lives": life.lives,
        "label": _("Living") if life.lives else _("On paper only"),
        "tone": "ok" if life.lives else "late",
        "words": _("%(fresh)s of %(of)s commitments have fresh evidence.") % said,
        "rule": rule().words(get_language() or "id"),
    }


def tally(commitments) -> list[dict]:
    """Count the commitments by state, the worst first; those that nobody has judged are left out."""
    tones = {"missed": "late", "at_risk": "due", "on_track": "", "kept": "ok"}
    return [
        {
            "label": StateName(code).label,
            "n": sum(one.state == code for one in commitments),
            "tone": tones[code] if any(one.state == code for one in commitments) else "",
        }
        for code in StateName.values
    ]


def trend_of(commitment) -> dict:
    """Return the last values, and the same in words; without two of them there is nothing to draw."""
    rows = [row for row in commitment.standings.all() if row.value is not None][-TREND:]
    if len(rows) < 2:
        return {}
    ends = [
        f"{number(row.value, get_language() or 'id')}{commitment.unit_mark}"
        for row in (rows[0], rows[-1])
    ]
    said = {"first": ends[0], "last": ends[1], "n": len(rows)}
    return {
        "points": [row.value for row in rows],
        "words": _("from %(first)s to %(last)s in %(n)s readings") % said,
    }


def runs_of(commitment) -> list[dict]:
    """Return the times in which the state stayed the same, the last first, each with its last reason."""
    runs = []
    for row in commitment.standings.all():
        row.commitment = commitment
        if runs and runs[-1]["last"].state == row.state:
            runs[-1]["last"] = row
        else:
            runs.append({"first": row, "last": row})
    return runs[::-1][:RUNS]


def agreement_page(agreement, actor) -> dict:
    commitments = commitments_of(agreement)
    moves = [move for move in agreement.moves_for(actor) if move.name in FORMS]
    events = list(agreement.events.select_related("actor"))
    met = [event for event in events if event.kind == "evaluate"]
    return {
        "agreement": agreement,
        "clauses": [
            {"clause": clause, "commitments": [dressed(c) for c in clause.commitments.all()]}
            for clause in agreement.clauses.all()
        ],
        "parties": agreement.parties.all(),
        "life": life_words(agreement, commitments),
        "tally": tally(commitments) if agreement.entered_on else [],
        "evaluated": met[-1] if met else None,
        "thread": life_thread(agreement, events),
        "moves": moves,
        "at_once": AT_ONCE,
        "papers": agreement.papers.all(),
        "programmes": agreement.programmes.select_related("owner__agency").prefetch_related(
            "milestones"
        ),
        "may_edit": agreement.may_be_edited_by(actor),
        "may_join": agreement.may_be_joined_by(actor),
        "publishing": publishing(agreement, actor),
    }


def dressed(commitment) -> dict:
    return {"row": commitment, "trend": trend_of(commitment)}


def publishing(agreement, actor) -> dict:
    if not agreement.may_be_published_by(actor):
        return {}
    shown = agreement.is_public
    return {
        "label": _("Hide from the public") if shown else _("Show to the public"),
        "value": "no" if shown else "yes",
        "url": reverse("agreements:publish", args=[agreement.reference]),
    }
