"""What is filled in to open evaluations, to write remarks and the plan, and to say that an action was carried out."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.forms import words
from narahubung.agreements.forms_proof import DoneForm as ProofForm
from narahubung.agreements.sides import Side
from narahubung.insight.candidates import candidates
from narahubung.insight.evaluations import PATIENCE
from narahubung.ui.forms import DateInput

FARTHEST = timedelta(days=3 * 366)


class OpenForm(forms.Form):
    """Of whom a sheet is opened. The focal points are chosen beforehand."""

    chosen = forms.MultipleChoiceField(
        label=_("Whose collaboration is looked at?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    until = forms.DateField(
        label=_("Remarks until"),
        help_text=_("Both sides write what they have to say until this day."),
        widget=DateInput,
    )

    def __init__(self, *args, actor, year, **kwargs):
        self.found = {one.key: one for one in candidates(actor, year)}
        focal = [key for key, one in self.found.items() if one.focal_point]
        initial = {"chosen": focal or list(self.found), "until": timezone.localdate() + PATIENCE}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["chosen"].choices = [(key, label(one)) for key, one in self.found.items()]

    def clean_until(self):
        day = self.cleaned_data["until"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year from today."))
        return day

    def sheets(self):
        until = self.cleaned_data["until"]
        return [
            {**self.found[key].details(), "until": until} for key in self.cleaned_data["chosen"]
        ]


def label(candidate) -> str:
    who = candidate.focal_point
    if who is None:
        return _("%(agency)s, the whole agency") % {"agency": candidate.agency}
    return _("%(name)s, focal point of %(agency)s") % {
        "name": who.user.name,
        "agency": candidate.agency,
    }


class RemarkForm(forms.Form):
    text = words(
        _("What do you say of this year?"),
        _("What went well, what did not, and why. The other side reads it."),
    )


class ItemForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=200)
    side = forms.ChoiceField(label=_("Who does it"), choices=Side.choices, widget=forms.RadioSelect)
    responsible = forms.CharField(
        label=_("By name or unit"), max_length=120, help_text=_("A name or unit that both know.")
    )
    due_on = forms.DateField(label=_("Until when"), widget=DateInput)

    def clean_due_on(self):
        day: date = self.cleaned_data["due_on"]
        if not timezone.localdate() <= day <= timezone.localdate() + FARTHEST:
            raise forms.ValidationError(_("Choose a day from today on, within three years."))
        return day


class DoneForm(ProofForm):
    """What was done, when, and how it can be seen; papers belong to an agreement."""

    scan = None
