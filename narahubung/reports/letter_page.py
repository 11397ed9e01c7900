"""What the pages say of letters: where each one is, and the next thing to do with it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from narahubung.documents.signing import can_sign
from narahubung.reports.letter_kinds import kinds
from narahubung.reports.letters import Part
from narahubung.reports.lifecycle import MOVES

NEXT = {"draft": "review", "reviewed": "sign", "signed": "send", "sent": "receive"}
TONES = {"received": "ok", "sent": "ok", "void": "late"}


def labels() -> dict:
    return {
        "edit": _("Go on writing"),
        "review": _("Review"),
        "sign": _("Bring the signed scan"),
        "certify": _("Sign with the office's certificate"),
        "send": _("Note that it was sent"),
        "receive": _("Note that it was received"),
        "void": _("Take it back"),
    }


def next_of(letter, actor):
    """Return the next deed with a letter, or nothing: a draft that lacks words is written on first."""
    if letter.state == "draft":
        mine = actor.user is not None and letter.drafted_by_id == actor.user.pk
        return "edit" if mine or letter.gaps() else "review"
    return NEXT.get(letter.state, "")


def rows(report, actor):
    """Return the letters of a file for its page: each with state, tone, and the next thing to do."""
    said, found = labels(), []
    letters = report.letters.visible_to(actor).select_related("addressee", "event")
    for letter in letters.prefetch_related("papers").order_by("-pk"):
        letter.report = report
        deed = "" if report.erased_at else next_of(letter, actor)
        found.append(
            {
                "letter": letter,
                "tone": TONES.get(letter.state, "neutral"),
                "deed": said.get(deed, ""),
                "url": address(letter, deed) if deed else "",
            }
        )
    return found


def address(letter, deed):
    return reverse("reports:letter_deed", args=[letter.key, deed])


def choices(report) -> tuple[list, list]:
    """Return the kinds of letters in two lists: those for the steps that may come next, and all others."""
    steps = {
        move.name
        for move in MOVES
        if report.stage in move.from_stages and (not move.sets or report.rule_set in move.sets)
    }
    near = [kind for kind in kinds().values() if steps & set(kind.steps)]
    return near, [kind for kind in kinds().values() if kind not in near]


def letter_page(letter, actor, may_work) -> dict:
    deed = next_of(letter, actor) if may_work else ""
    said = labels()
    papers = {paper.part: paper for paper in letter.papers.visible_to(actor)}
    others = [d for d in ("edit", "void") if may_work and may(letter, d) and d != deed]
    if may_work and letter.may_certify(actor):
        others.insert(0, "certify")
    return {
        "letter": letter,
        "file": letter.report,
        "kind": letter.kind_of,
        "may_work": may_work,
        "tone": TONES.get(letter.state, "neutral"),
        "lacks": letter.lacks() if may_work and letter.state == "draft" else [],
        "deed": deed and (said[deed], address(letter, deed)),
        "others": [(said[d], address(letter, d)) for d in others],
        "shown": papers.get(Part.SIGNED) or papers.get(Part.ISSUED),
        "papers": papers.values(),
    }


def may(letter, deed) -> bool:
    if deed == "edit":
        return letter.state == "draft"
    if deed == "void":
        return letter.state != "void" and letter.event_id is None
    if deed == "certify":
        return letter.state == "reviewed" and can_sign()
    return NEXT.get(letter.state) == deed
