"""What is filled in to begin an agreement, and what each step asks for. Whether a step is open is the model's answer."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.models import Agreement
from narahubung.agreements.patterns import templates
from narahubung.agreements.periods import DAY, add_months
from narahubung.directory.models import Agency
from narahubung.documents.fields import PaperField
from narahubung.ui.forms import Choice, DateInput

FIVE_YEARS = 60
OLDEST = date(1999, 1, 1)
SCAN_HINT = _("A picture or PDF, at most 10 MB. The original is sealed.")


def words(label, help_text="", required=True, **kwargs):
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        **{"max_length": 4000, "widget": widget, **kwargs},
    )


def agencies_of(office):
    """Return the agencies that an office may agree with: those of its provinces, or all for the national one."""
    everybody = Agency.objects.in_force().order_by("name")
    if office.national:
        return everybody
    codes = office.provinces.values_list("code", flat=True)
    near = [
        pk
        for code in codes
        for pk in everybody.filter(region__code__startswith=code).values_list("pk", flat=True)
    ]
    return everybody.filter(pk__in=near)


def template_choices():
    ready = [(t.code, Choice(t.name, f"{t.about} {t.source}")) for t in templates().values()]
    return [*ready, ("", Choice(_("An empty sheet"), _("You write each clause yourself.")))]


class TermForm(forms.Form):
    """From when until when: often five years."""

    in_force_from = forms.DateField(label=_("In force from"), widget=DateInput)
    in_force_until = forms.DateField(label=_("In force until"), widget=DateInput)

    def clean(self):
        data = super().clean()
        first, last = data.get("in_force_from"), data.get("in_force_until")
        if first and not (first >= OLDEST):
            self.add_error("in_force_from", _("This is too long ago. Check the year."))
        elif first and last and last <= first:
            self.add_error("in_force_until", _("The last day must come after the first."))
        elif first and last and last > add_months(first, 10 * 12):
            self.add_error("in_force_until", _("This is more than ten years. Check the year."))
        return data


class NewForm(TermForm):
    template_code = forms.ChoiceField(
        label=_("Start from"), required=False, widget=forms.RadioSelect, choices=template_choices
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Which agencies are party to it?"),
        help_text=_("Several can be chosen, and others can join later."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("as the template says")), *Agreement._meta.get_field("kind").choices],
    )
    legal_basis = words(
        _("Legal basis"), _("Left empty, it is that of the template."), required=False
    )

    field_order = ["template_code", "title", "agencies"]

    def __init__(self, *args, actor, **kwargs):
        today = timezone.localdate()
        until = add_months(today, FIVE_YEARS) - DAY
        initial = {
            "in_force_from": today,
            "in_force_until": until,
            "template_code": next(iter(templates())),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["agencies"].queryset = agencies_of(actor.office)

    def details(self):
        said = {**self.cleaned_data, "agencies": list(self.cleaned_data["agencies"])}
        chosen = templates().get(said["template_code"])
        said["kind"] = said["kind"] or (chosen.kind if chosen else "memorandum")
        said["legal_basis"] = said["legal_basis"] or (chosen.legal_basis if chosen else "")
        return said


class EditForm(TermForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Agreement._meta.get_field("kind").choices)
    legal_basis = words(_("Legal basis"), required=False)

    field_order = ["title", "kind"]

    def __init__(self, *args, agreement, **kwargs):
        names = ("title", "kind", "legal_basis", "in_force_from", "in_force_until")
        initial = {name: getattr(agreement, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)


class StepForm(forms.Form):
    """A step that asks for nothing; the others add their fields."""

    hint = ""

    def __init__(self, *args, agreement, **kwargs):
        self.agreement = agreement
        super().__init__(*args, **kwargs)

    def past(self, name):
        day = self.cleaned_data[name]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if day < OLDEST:
            raise forms.ValidationError(_("This is too long ago. Check the year."))
        return day


class SignForm(StepForm):
    hint = _(
        "Who signed is named with the parties. From the first day of its term it can be put in force."
    )
    number = forms.CharField(label=_("Number of the agreement"), max_length=80)
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput)
    place = forms.CharField(label=_("Place"), max_length=120)
    scan = PaperField(label=_("Scan of the signed paper"), help_text=SCAN_HINT)

    def clean_signed_on(self):
        return self.past("signed_on")


class EvaluateForm(StepForm):
    hint = _("Once a year: what was kept, what was not, and what follows from it.")
    evaluated_on = forms.DateField(label=_("Held on"), widget=DateInput)
    note = words(_("What was found"))
    scan = PaperField(label=_("Minutes or report"), help_text=SCAN_HINT)

    def clean_evaluated_on(self):
        return self.past("evaluated_on")


class ExtendForm(StepForm):
    in_force_until = forms.DateField(label=_("Extended until"), widget=DateInput)
    letter = forms.CharField(label=_("Number of the addendum"), max_length=80)
    note = words(_("Remark"), required=False)
    scan = PaperField(label=_("Scan of the addendum"), help_text=SCAN_HINT)

    def clean_in_force_until(self):
        until = self.cleaned_data["in_force_until"]
        if until <= self.agreement.in_force_until:
            raise forms.ValidationError(_("An extension ends later than the term does now."))
        if until > self.agreement.in_force_until + timedelta(days=3660):
            raise forms.ValidationError(_("This is more than ten years. Check the year."))
        return until


class EndForm(StepForm):
    hint = _("It cannot be taken back. All parties read the reason.")
    note = words(_("Reason"))
    scan = PaperField(label=_("Letter about the end"), help_text=SCAN_HINT)


class DropForm(StepForm):
    hint = EndForm.hint
    note = words(_("Reason"))


FORMS = {
    "review": StepForm,
    "send_back": DropForm,
    "sign": SignForm,
    "enter": StepForm,
    "evaluate": EvaluateForm,
    "extend": ExtendForm,
    "terminate": EndForm,
    "drop": DropForm,
}
