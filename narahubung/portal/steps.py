"""The steps of the complainant: what each asks for, and the words in which it is offered."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from narahubung.complaints.lifecycle import Stage
from narahubung.portal.ombudsman import office_for
from narahubung.portal.plain import PlainField
from narahubung.portal.proof import ProofField, WithProof
from narahubung.ui.forms import Choice

MOST_LETTERS = 10_000


def words(label, required="", **kwargs):
    return PlainField(
        label=label,
        required=bool(required),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": required} if required else {},
        **kwargs,
    )


class CompleteForm(WithProof):
    title = _("Send what was asked")
    explain = _("After this the agency goes on, and its clock starts anew.")
    button = _("Send")
    note = words(_("Your answer"), _("Write what the agency asked for. A short answer is enough."))
    files = ProofField()


class ReplyForm(WithProof):
    title = _("It is not solved")
    explain = _("Your complaint goes back to the unit, which must answer again.")
    button = _("Send back")
    note = words(
        _("What is still wrong?"), _("Tell us what is still wrong. One sentence is enough.")
    )
    files = ProofField()


class ConfirmForm(forms.Form):
    title = _("It is solved")
    explain = _(
        "Your word counts: only you can say that it is really solved. The file is closed then."
    )
    button = _("Yes, it is solved")
    rating = forms.TypedChoiceField(
        label=_("How was your complaint handled?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (5, Choice(_("5, very good"))),
            (4, Choice(_("4, good"))),
            (3, Choice(_("3, fair"))),
            (2, Choice(_("2, poor"))),
            (1, Choice(_("1, very poor"))),
        ],
    )
    note = words(_("A word to the agency"))


class ReopenForm(WithProof):
    title = _("Open it again")
    explain = _("If something new has happened, the same file goes on. You need not start over.")
    button = _("Open it again")
    note = words(_("What is new?"), _("Tell us what is new. One sentence is enough."))
    files = ProofField()


class WithdrawForm(forms.Form):
    title = _("Withdraw the complaint")
    explain = _(
        "The agency stops working on it and no date is counted any more. This cannot be undone; you may file a new complaint at any time. What you told us stays in the file."
    )
    button = _("Withdraw the complaint")
    danger = True
    note = words(_("Why do you withdraw it?"))


class EscalateForm(forms.Form):
    title = _("To the Ombudsman")
    explain = _(
        "The work at the agency ends here. The Ombudsman of your province may read this file and open a report from it, with your words, the dates and your name; of an anonymous complaint no name goes over. You may also bring it there yourself, free of charge."
    )
    button = _("End it here and go to the Ombudsman")
    danger = True
    note = words(_("Why is the answer not enough?"))


class MessageForm(forms.Form):
    title = _("Add a message")
    explain = _("The people who work on your complaint read it. No date changes by it.")
    button = _("Send the message")
    note = words(_("Your message"), _("Write your message."))


FORMS = {
    "complete": CompleteForm,
    "confirm": ConfirmForm,
    "reply": ReplyForm,
    "reopen": ReopenForm,
    "message": MessageForm,
    "escalate": EscalateForm,
    "withdraw": WithdrawForm,
}


def open_steps(complaint, actor) -> dict:
    """Return the forms of the steps that are open now, the next thing to do first."""
    moves = {move.name for move in complaint.moves_for(actor)}
    if not complaint.is_ended() or complaint.stage == Stage.ESCALATED:
        moves.add("message")
    return {name: form for name, form in FORMS.items() if name in moves}


def buttons(names) -> list[dict]:
    """Return the buttons of the page: one main deed when it is the complainant's turn, the others quiet."""
    main = next((name for name in ("complete", "confirm") if name in names), "")
    kinds = {"withdraw": "link", main: ""}
    return [
        {"name": name, "label": FORMS[name].title, "kind": kinds.get(name, "quiet")}
        for name in names
    ]


def about(complaint, name) -> dict:
    """Return what one must know to take a step: for the way to the Ombudsman, its office."""
    return {"ombudsman": office_for(complaint)} if name == "escalate" else {}


def is_taken(complaint, name, form, actor) -> bool:
    """Take the step, or tell that somebody else was quicker."""
    given = dict(form.cleaned_data)
    try:
        if name == "message":
            complaint.say(given["note"], by=actor)
        else:
            complaint.take(name, by=actor, **given)
    except PermissionDenied:
        return False
    return True
