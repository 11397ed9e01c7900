"""What is asked of a breach: little at first, for the clock runs; more as it becomes known."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from narahubung.cases.references import normalise
from narahubung.complaints.fields import PaperField, WordsField
from narahubung.protection.forms import moment_field, past
from narahubung.ui.forms import DateInput

SAID_TO_PEOPLE = _("The people concerned read this, word for word. Name nobody.")


class DescribeForm(forms.Form):
    what = WordsField(label=_("What happened?"), help_text=SAID_TO_PEOPLE, max_length=4000)
    data = WordsField(
        label=_("Which data?"),
        help_text=_("For example: name and phone number. The people concerned read this."),
        max_length=2000,
    )
    extent = WordsField(
        label=_("Which files, or which whole tables?"),
        help_text=_("For the authority only."),
        max_length=2000,
        required=False,
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        help_text=_("Empty as long as it is not known."),
        min_value=0,
        max_value=300_000_000,
        required=False,
    )
    cause = WordsField(label=_("How did it come to this?"), max_length=4000, required=False)
    measures = WordsField(label=_("What do we do about it?"), max_length=4000, required=False)
    advice = WordsField(
        label=_("What can the people concerned do?"),
        help_text=_("For example: do not believe calls that name your complaint."),
        max_length=2000,
        required=False,
    )


class BreachForm(DescribeForm):
    found_at = moment_field(
        _("When was it known?"),
        help_text=_("The 3 × 24 hours run from this moment, not from the writing down."),
    )
    field_order = ("found_at",)

    def clean_found_at(self):
        return past(self.cleaned_data["found_at"])


class FilesForm(forms.Form):
    """Which files are concerned: by their numbers, or all that came in from one day to another."""

    numbers = WordsField(
        label=_("Numbers of the complaints"),
        help_text=_("One a line. You see their numbers only, not the files."),
        max_length=20_000,
        required=False,
    )
    first = forms.DateField(label=_("Or all received from"), widget=DateInput, required=False)
    last = forms.DateField(label=_("until"), widget=DateInput, required=False)

    def __init__(self, *args, files, whole, **kwargs):
        super().__init__(*args, **kwargs)
        self.files_within, self.whole = files, whole

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if not self.errors and not (data["numbers"] or (first and last)):
            raise ValidationError(_("Write numbers, or both days."))
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return data

    def clean_numbers(self):
        typed = re.split(r"[\s,;]+", self.cleaned_data["numbers"].strip())
        numbers = {number: normalise(number) for number in typed if number}
        found = self.files_within.filter(reference__in=numbers.values())
        self.named = dict(found.values_list("reference", "pk"))
        lost = [number for number, reference in numbers.items() if reference not in self.named]
        if lost:
            said = ngettext(
                "There is no complaint %(numbers)s at your agencies.",
                "There are no complaints %(numbers)s at your agencies.",
                len(lost),
            )
            raise ValidationError(said % {"numbers": ", ".join(lost[:5])})
        return self.cleaned_data["numbers"]

    def details(self):
        keys = set(self.named.values())
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        if first and last:
            within = self.whole.filter(received_on__range=(first, last))
            keys.update(within.values_list("pk", flat=True))
        return {"keys": sorted(keys)}


class TellPeopleForm(forms.Form):
    hint = _(
        "Each file named gets the notice on its own page, with the letter as PDF. This cannot be taken back."
    )
    note = WordsField(
        label=_("How else were people told?"),
        help_text=_(
            "Needed if no file is named, for example: a public announcement, with its place and day."
        ),
        max_length=2000,
        required=False,
    )
    proof = PaperField(label=_("Proof"))

    def __init__(self, *args, breach, **kwargs):
        super().__init__(*args, **kwargs)
        self.breach = breach

    def clean_note(self):
        note = self.cleaned_data["note"]
        if not note and not self.breach.files.exists():
            raise ValidationError(_("No file is named. Write how the people were told."))
        return note


class TellAuthorityForm(forms.Form):
    hint = _("Send the letter first, then write down when and how.")
    sent_at = moment_field(_("When was it sent?"))
    note = forms.CharField(
        label=_("Proof in words"),
        help_text=_("For example: received by, number of the receipt."),
        max_length=400,
    )
    proof = PaperField(label=_("Proof"), help_text=_("The stamped copy, as picture or PDF."))

    def __init__(self, *args, breach, **kwargs):
        super().__init__(*args, **kwargs)
        self.breach = breach

    def clean_sent_at(self):
        sent = past(self.cleaned_data["sent_at"])
        if sent < self.breach.starts_at:
            raise ValidationError(_("That was before it was known."))
        return sent


class CloseForm(forms.Form):
    hint = _("What was learned stays with the incident.")
    note = WordsField(label=_("What was learned?"), max_length=4000)
