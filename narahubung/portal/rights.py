"""What a person asked about their own data, and what they were told of it, for the page of their file."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.protection.grounds import grounds
from narahubung.protection.models import BreachFile, DataRequest


def of_file(actor) -> dict:
    asked = DataRequest.objects.visible_to(actor).for_page().order_by("-starts_at")
    notices = BreachFile.objects.visible_to(actor).order_by("-told_at")
    return {"asked": [told(case) for case in asked], "notices": notices}


def told(case) -> dict:
    """Say what was asked and how it stands, with its clock as long as that runs."""
    language = get_language() or "id"
    words, tone = case.short(language) if case.stopped_at is None else ("", "")
    return {
        "kind": case.get_kind_display(),
        "reference": case.reference,
        "stage": case.stage_label,
        "ended": case.stopped_at is not None,
        "clock": words,
        "tone": tone,
        "due": case.due_words(language),
        "sum": case.sentence(language),
        "refusal": _("Refused: %(ground)s") % {"ground": grounds()[case.ground]}
        if case.ground
        else "",
    }
