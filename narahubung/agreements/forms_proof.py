"""What is filled in to show and to verify that something was done."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.forms import OLDEST, SCAN_HINT, words
from narahubung.documents.fields import PaperField
from narahubung.ui.forms import DateInput


class DoneForm(forms.Form):
    """What was done, when, and how it can be seen."""

    done_on = forms.DateField(label=_("Done on"), widget=DateInput)
    words = words(
        _("What was done, and how it can be seen"),
        _("For example the number of a letter, who took part, or where it is published."),
    )
    scan = PaperField(label=_("Paper or picture"), help_text=SCAN_HINT)

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if day < OLDEST:
            raise forms.ValidationError(_("This is too long ago. Check the year."))
        return day


class VerifyForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label=_("Is it proved?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, it is proved")), ("no", _("No, it is not"))],
        widget=forms.RadioSelect,
    )
    remark = words(_("Remark"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("accepted") is False and not data.get("remark"):
            self.add_error("remark", _("Say what is missing, so that it can be put right."))
        return data


class MilestoneForm(forms.Form):
    title = forms.CharField(label=_("Milestone"), max_length=200)
    due = forms.DateField(label=_("Until"), widget=DateInput)


class ProgrammeForm(MilestoneForm):
    """A programme with its first milestone; the others follow on its page."""

    programme = forms.CharField(label=_("What is to be done"), max_length=200)
    aim = words(_("What it is for"), required=False)
    owner = forms.ModelChoiceField(None, label=_("Who does it"), required=False)

    field_order = ["programme", "aim", "owner", "title", "due"]

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = agreement.parties.filter(is_witness=False).for_page()
        self.fields["owner"].empty_label = _("All agencies of the agreement together")
        self.fields["title"].label = _("First milestone")
