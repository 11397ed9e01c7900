"""All that the page of a report shows, gathered once, for one pair of eyes."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.complaints.forms import MessageForm
from narahubung.reports import letter_page
from narahubung.reports.deeds import deeds_of_examination
from narahubung.reports.forms import AT_ONCE, FORMS
from narahubung.reports.identity import Identity
from narahubung.reports.productpage import asked_by
from narahubung.reports.rules import items_of
from narahubung.reports.task_block import task_block, task_deeds
from narahubung.reports.task_time import promises_of
from narahubung.reports.timeline import whole_thread

SHARED = {
    "pages": {"move": "reports:move", "say": "reports:say"},
    "people": ("reporter",),
    "person_label": Role.REPORTER.label,
}


def for_page(reports):
    return reports.select_related(
        "office",
        "transferred_to",
        "access",
        "reporter_class",
        "reported__parent",
        "superior",
        "region",
        "substance",
        "criterion",
        "closing_reason",
        "examiner",
        "complaint",
    )


def file_page(file, actor) -> dict:
    language, today = get_language() or "id", file.today
    running = file.deadlines.running().select_related("rule").order_by("due")
    promised = promises_of(file, running, today, language)
    moves = [move for move in file.moves_for(actor) if move.name in FORMS]
    return {
        **SHARED,
        "file": file,
        "thread": whole_thread(file, file.events.select_related("actor"), promised),
        "promises": promised,
        "moves": moves,
        "primary": moves[0] if moves else None,
        "at_once": AT_ONCE,
        "deeds": [
            *task_deeds(file, actor),
            *deeds(file, actor),
            *deeds_of_examination(file, actor),
        ],
        "tasks": task_block(file, actor),
        "asked": asked_by(file, today, language),
        **records(file),
        "reassign": assigning(file) if file.may_be_assigned_by(actor) else "",
        "messages_said": file.messages.unerased(),
        "message_form": MessageForm(),
        "papers": file.attachments.unerased(),
        "letters": letter_page.rows(file, actor),
        "checklists": checklists(file),
        "plenaries": file.plenaries.select_related("chair"),
        "recusals": file.recusals.select_related("user"),
        "suspected": file.suspected.all(),
        "found": file.found.all(),
        "earlier_numbers": file.entries.exclude(number=file.number),
        **person_of(file, actor),
        "may_write": not file.erased_at and file.may_write(actor),
    }


def deeds(file, actor):
    """Return what can be done beside the steps, each with its address: the next thing first."""
    found = []
    if file.awaits_declaration_of(actor):
        found.append(
            (_("Declare your interests"), reverse("reports:declare", args=[file.reference]))
        )
    if actor.role == Role.INTAKE and file.stage in ("formal", "material"):
        address = reverse("reports:check", args=[file.reference, file.stage])
        found.append((_("Check the requirements"), address))
    if file.examiner_id is None and file.may_be_assigned_by(actor):
        found.append((_("Choose an examiner"), assigning(file)))
    return found


def records(file) -> dict:
    """Return what was written down in the examination, the newest last."""
    return {
        "summonses": file.summons_set.prefetch_related("papers"),
        "inspections": file.inspection_set.prefetch_related("papers"),
        "talks": file.talks_set.prefetch_related("papers", "clauses", "sittings"),
        "conferences": file.conference_set.prefetch_related("papers"),
        "publications": file.publications.all(),
    }


def assigning(file):
    return reverse("reports:assign", args=[file.reference])


def checklists(file):
    """Return each list that was begun, with what was found about each of its requirements."""
    found = file.checks.by_item()
    titles = {"formal": _("Formal requirements"), "material": _("Material requirements")}
    rows = {
        name: [
            (item, found[name, item.code])
            for item in items_of(file, name)
            if (name, item.code) in found
        ]
        for name in titles
    }
    return [{"title": titles[name], "rows": rows[name]} for name in titles if rows[name]]


def person_of(file, actor):
    """Return who reports, if this office may know it; or the way to ask."""
    if file.secret_identity:
        return {"may_open": file.may_be_opened_by(actor)}
    identity = Identity.objects.visible_to(actor).readable().filter(report=file).first()
    if identity is None:
        return {}
    identity.report = file
    return {"person": identity.person()}
