"""What each deed about a task asks for, by the deed's name. Whether it is open is the model's answer."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.complaints.fields import PapersField, WordsField
from narahubung.directory.models import Agency
from narahubung.reports.task_limits import limits
from narahubung.ui.forms import DateInput

TOO_LATE = _("This is after the day that the Ombudsman waits for.")


class DeedForm(forms.Form):
    """A deed that asks for nothing; the others add their fields and say what is done with them."""

    hint = ""
    verb = ""

    def __init__(self, *args, task, actor, **kwargs):
        self.task, self.actor = task, actor
        super().__init__(*args, **kwargs)

    def perform(self):
        return getattr(self.task, self.verb)(self.actor, **self.cleaned_data)


class AcknowledgeForm(DeedForm):
    verb = "acknowledge"


class DayField(forms.DateField):
    widget = DateInput


class UnitDayForm(DeedForm):
    """A day for the unit: from today on, and never after the day of the law."""

    hint = _("A few days before the Ombudsman's day, so that the answer can still be signed.")
    verb = "set_day"
    internal_due = DayField(label=_("By when must the unit be ready?"))

    def clean_internal_due(self):
        day = self.cleaned_data["internal_due"]
        if day and day < self.task.today:
            raise forms.ValidationError(_("This day has passed."))
        if day and self.task.due and day > self.task.due:
            raise forms.ValidationError(TOO_LATE)
        return day


class UnitForm(UnitDayForm):
    hint = _("Its liaison then sees this task and its letter, and nothing else of the Ombudsman's.")
    verb = "name_unit"
    unit = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Which unit is responsible?"), empty_label=_("Please choose")
    )
    internal_due = DayField(label=_("By when must the unit be ready?"), required=False)
    field_order = ("unit", "internal_due")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        below = Agency.objects.descendants(self.task.agency, include_self=True)
        self.fields["unit"].queryset = below.in_force()
        self.fields["unit"].initial = self.task.unit_id


class OtherUnitForm(UnitForm):
    verb = "change_unit"


class DraftForm(DeedForm):
    hint = _(
        "Only your agency reads the draft. It becomes the answer when it is sent with its papers."
    )
    verb = "keep_draft"
    text = WordsField(label=_("Draft of the answer"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = self.task.draft


class AnswerForm(DeedForm):
    hint = _(
        "It goes into the Ombudsman's file at once. Afterwards it can only be added to by a message."
    )
    verb = "send_answer"
    text = WordsField(label=_("The answer in plain words"))
    signatory = forms.CharField(
        label=_("Who signed it?"), help_text=_("Name and office of the official."), max_length=200
    )
    files = PapersField(label=_("The signed letter and the proof"), required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = self.task.draft


class AskTimeForm(DeedForm):
    hint = _("The Ombudsman decides. Until then the day stays as it is.")
    verb = "ask_time"
    until = DayField(label=_("Until when?"))
    reason = WordsField(label=_("Why is the time not enough?"))

    def clean_until(self):
        return given_day(self.task, self.cleaned_data["until"])


class DecideTimeForm(DeedForm):
    hint = _("If you give time, the clock of the law stands still until that day; its sum says so.")
    verdict = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("grant", _("Give more time")), ("refuse", _("The day stays as it is"))],
        widget=forms.RadioSelect,
    )
    until = DayField(label=_("Until when?"), required=False)
    words = WordsField(
        label=_("A sentence to the agency"),
        help_text=_("Needed when you give no time."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.task.time_asked
        self.fields["until"].initial = asked and asked.until

    def clean(self):
        given = self.cleaned_data
        if given.get("verdict") == "refuse" and not given.get("words"):
            self.add_error("words", _("Say in one sentence why not."))
        if given.get("verdict") == "grant" and "until" in given:
            if not given["until"]:
                self.add_error("until", _("Name the new day."))
            else:
                self.check_day(given["until"])
        return given

    def check_day(self, day):
        try:
            given_day(self.task, day)
        except forms.ValidationError as wrong:
            self.add_error("until", wrong)

    def perform(self):
        given = self.cleaned_data
        if given["verdict"] == "refuse":
            return self.task.refuse_time(self.actor, given["words"])
        return self.task.grant_time(self.actor, given["until"], given["words"])


def given_day(task, day):
    """Return a day to which a promise may be moved: after its own, and not too far."""
    if task.due and day <= task.due:
        raise forms.ValidationError(_("This is no later than the day that stands now."))
    most = limits().longest_extension_days
    if task.due and day > task.due + timedelta(days=most):
        raise forms.ValidationError(
            _("At most %(days)s days can be given at a time."), params={"days": most}
        )
    return day


class SayForm(DeedForm):
    hint = _("It stays on the record. The agency and the Ombudsman read it, the reporter does not.")
    verb = "say"
    text = WordsField(label=_("Your message"))


class WithdrawForm(DeedForm):
    hint = _(
        "Nothing is asked of the agency any more. The clock of the law is not touched by this."
    )
    verb = "withdraw"
    reason = WordsField(label=_("Why?"))


FORMS = {
    "decide_time": DecideTimeForm,
    "acknowledge": AcknowledgeForm,
    "name_unit": UnitForm,
    "change_unit": OtherUnitForm,
    "set_day": UnitDayForm,
    "draft": DraftForm,
    "answer": AnswerForm,
    "ask_time": AskTimeForm,
    "say": SayForm,
    "withdraw": WithdrawForm,
}
AT_ONCE = ("acknowledge",)
