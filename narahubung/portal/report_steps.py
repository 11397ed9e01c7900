"""The steps of a reporter: what each asks for, the words in which it is offered, and what it is about."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from narahubung.portal.proof import ProofField, WithProof
from narahubung.portal.report_story import clock_of
from narahubung.portal.steps import words
from narahubung.reports.hearing import Check
from narahubung.reports.rules import items_of

COMPLETE, COMMENT, OBJECT = "complete", "comment", "object"


class CompleteForm(WithProof):
    title = _("Send what was asked")
    explain = _("After this the Ombudsman goes on, and its clock starts anew.")
    button = _("Send")
    note = words(
        _("Your answer"), _("Write what you send, or what you answer. A short answer is enough.")
    )
    files = ProofField()


class CommentForm(WithProof):
    title = _("Say what you think of the result")
    explain = _(
        "The examiner reads it before the result is issued. If you bring something new, the examination may go on. You need not say anything."
    )
    button = _("Send")
    note = words(
        _("What do you think of it?"), _("Write what you think of it. One sentence is enough.")
    )
    files = ProofField()


class ObjectForm(WithProof):
    title = _("Object")
    explain = _("The national office of the Ombudsman looks at it again, by other people.")
    button = _("Send the objection")
    note = words(_("What is not right?"), _("Tell us what is not right. One sentence is enough."))
    files = ProofField()


class WithdrawForm(forms.Form):
    title = _("Withdraw the report")
    explain = _(
        "The Ombudsman stops working on it and no date is counted any more. What you told us stays in the file."
    )
    button = _("Withdraw the report")
    danger = True
    note = words(_("Why do you withdraw it?"))


class MessageForm(forms.Form):
    title = _("Add a message")
    explain = _("The people who work on your report read it. No date changes by it.")
    button = _("Send the message")
    note = words(_("Your message"), _("Write your message."))


FORMS = {
    COMPLETE: CompleteForm,
    COMMENT: CommentForm,
    "message": MessageForm,
    OBJECT: ObjectForm,
    "withdraw": WithdrawForm,
}


def open_steps(report, actor) -> dict:
    """Return the forms of the steps that are open now, the next thing to do first."""
    names = {move.name for move in report.moves_for(actor)}
    if report.may_comment(actor):
        names.add(COMMENT)
    if not report.is_ended() and not report.erased_at:
        names.add("message")
    return {name: form for name, form in FORMS.items() if name in names}


def buttons(names) -> list[dict]:
    """Return the buttons of the page: one main deed when it is the reporter's turn, the others quiet."""
    main = next((name for name in (COMPLETE, COMMENT) if name in names), "")
    kinds = {"withdraw": "link", main: ""}
    return [
        {"name": name, "label": FORMS[name].title, "kind": kinds.get(name, "quiet")}
        for name in names
    ]


def is_taken(report, name, form, actor) -> bool:
    """Take the step, or tell that somebody else was quicker."""
    given = dict(form.cleaned_data)
    try:
        if name == "message":
            report.say(given["note"], by=actor)
        elif name == COMMENT:
            report.comment(actor, **given)
        else:
            report.take(name, by=actor, **given)
    except PermissionDenied:
        return False
    return True


def about(report, name) -> dict:
    """Return what one must know to take a step: what was asked, the result, and until when."""
    told = {COMPLETE: "ask", COMMENT: "show_reporter"}.get(name)
    event = told and report.events.filter(kind=told).order_by("-seq").first()
    return {
        "told": event.note if event else "",
        "missing": missing(report) if name == COMPLETE else [],
        "clock": clock_of(report) if event else None,
    }


def missing(report) -> list:
    """Return the requirements that were found not to be met, with the reason, in the order of the law."""
    checks = report.checks.filter(list="formal", verdict=Check.Verdict.MISSING)
    reasons = dict(checks.values_list("item", "reason"))
    return [
        (item, reasons[item.code]) for item in items_of(report, "formal") if item.code in reasons
    ]
