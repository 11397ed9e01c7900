"""What the desk is asked for. Forms check form; whether a step is open is the model's answer."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.cases.references import normalise
from narahubung.complaints.fields import WordsField
from narahubung.protection.grounds import grounds_for
from narahubung.protection.lifecycle import Kind
from narahubung.protection.requests import Channel, Check

BY_STAFF = (Channel.LETTER, Channel.WALK_IN)
BY_HAND = (Check.CARD, Check.COPY, Check.PROXY)
LONGEST_AGO = timedelta(days=30)
REMARK = _("The person reads this on the page of their complaint. Write no personal data here.")


def moment_field(label, **kwargs):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


def past(moment):
    """A clock of the law starts in the past, and not so long ago that it must be a slip of the hand."""
    if moment > timezone.now():
        raise ValidationError(_("This moment has not come yet. Choose an earlier one."))
    if moment < timezone.now() - LONGEST_AGO:
        raise ValidationError(_("This is more than a month ago. Check the year and the month."))
    return moment


class EntryForm(forms.Form):
    """A request that came by letter or at the counter."""

    channel = forms.ChoiceField(
        label=_("By which way did the request come?"),
        choices=[(channel.value, channel.label) for channel in BY_STAFF],
        widget=forms.RadioSelect,
    )
    received_at = moment_field(
        _("When was it received?"), help_text=_("The 3 × 24 hours run from this moment.")
    )
    kind = forms.ChoiceField(
        label=_("What is asked for?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    number = forms.CharField(
        label=_("Number of the complaint"),
        help_text=_("If it is about a complaint. Its page then shows the request and the answer."),
        max_length=40,
        required=False,
    )
    text = WordsField(label=_("What does the person write or say?"), max_length=10_000)
    name = forms.CharField(label=_("Name of who asks"), max_length=120)
    contact = forms.CharField(label=_("Where do we answer?"), max_length=200)

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        self.files_within = files

    def clean_received_at(self):
        return past(self.cleaned_data["received_at"])

    def clean_number(self):
        """Only that the number exists is asked, and only where the officer is responsible."""
        number = self.cleaned_data["number"]
        self.complaint = self.files_within.filter(reference=normalise(number)).first()
        if number and self.complaint is None:
            raise ValidationError(_("There is no complaint of this number at your agencies."))
        return number

    def details(self):
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "channel": data["channel"],
            "received_at": data["received_at"],
            "complaint": self.complaint,
            "words": {key: data[key] for key in ("text", "name", "contact")},
        }


class StepForm(forms.Form):
    hint = ""
    note = WordsField(label=_("Remark"), help_text=REMARK, max_length=4000, required=False)

    def __init__(self, *args, data_request, **kwargs):
        super().__init__(*args, **kwargs)
        self.data_request = data_request

    def details(self):
        return self.cleaned_data


class VerifyForm(StepForm):
    checked = forms.ChoiceField(
        label=_("How was the identity checked?"),
        choices=[(check.value, check.label) for check in BY_HAND],
        widget=forms.RadioSelect,
    )
    field_order = ("checked", "note")


class GrantForm(StepForm):
    @property
    def hint(self):
        if self.data_request.kind == Kind.ERASURE and self.data_request.complaint_id:
            return _(
                "The words of the file and the identity are destroyed at once. Nobody can bring them back."
            )
        return ""


class RefuseForm(StepForm):
    ground = forms.ChoiceField(label=_("On which ground is it refused?"), widget=forms.RadioSelect)
    note = WordsField(
        label=_("Why, in words that the person understands"), help_text=REMARK, max_length=4000
    )
    field_order = ("ground", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.data_request.kind
        self.fields["ground"].choices = [(g.code, str(g)) for g in grounds_for(kind)]


class FinishForm(StepForm):
    note = WordsField(label=_("What was done?"), help_text=REMARK, max_length=4000)


class CorrectForm(StepForm):
    """What is corrected. What is on file is not shown; what stays empty here stays as it is."""

    hint = _(
        "Write only what is to be corrected. What stays empty stays as it is; what is on file is not shown."
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    nik = forms.RegexField(
        r"^\d{16}$",
        label=_("NIK"),
        required=False,
        error_messages={"invalid": _("A NIK has sixteen digits.")},
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    field_order = ("name", "phone", "email", "nik", "address", "note")

    def clean(self):
        data = super().clean()
        if not self.errors and not any(self.person().values()):
            raise ValidationError(_("Write at least one thing that is to be corrected."))
        return data

    def person(self):
        return {key: self.cleaned_data.get(key, "") for key in self.field_order[:-1]}

    def details(self):
        return {"note": self.cleaned_data["note"], "person": self.person()}


FORMS = {"verify": VerifyForm, "grant": GrantForm, "refuse": RefuseForm, "finish": FinishForm}


def form_for(name, data_request):
    if name == "finish" and data_request.kind == Kind.CORRECTION and data_request.complaint_id:
        return CorrectForm
    return FORMS.get(name)
