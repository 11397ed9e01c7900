"""What is filled in for a mentoring. Whether it is allowed is the model's answer."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, User
from narahubung.accounts.posts import near
from narahubung.collaboration.forms import NoteForm, ReasonForm, TimeInput
from narahubung.collaboration.mentoring_conditions import conditions, levels
from narahubung.collaboration.mentoring_lifecycle import WORK
from narahubung.collaboration.models import Mentoring, MentoringSession
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.directory.models import Agency, Term
from narahubung.ui.forms import DateInput

FAR = timedelta(days=3 * 366)
NO_NAMES = _("Name no complainant in these words.")


def words(label, help_text="", **kwargs):
    widget = forms.Textarea(attrs={"rows": 3})
    return WordsField(label=label, help_text=help_text, widget=widget, **kwargs)


def day_ahead(day):
    if day < timezone.localdate():
        raise forms.ValidationError(_("This day has passed already."))
    if day > timezone.localdate() + FAR:
        raise forms.ValidationError(_("This is too far ahead. Check the year."))
    return day


class KindField(forms.ModelChoiceField):
    def __init__(self, name, **kwargs):
        super().__init__(Term.objects.none(), empty_label=_("Please choose"), **kwargs)
        self.name = name

    def __deepcopy__(self, memo):
        """Ask for the list when a form is made, not when this file is read."""
        copied = super().__deepcopy__(memo)
        copied.queryset = Term.objects.of(self.name)
        return copied


class BeginForm(forms.Form):
    """What both sides say to begin: which kind of help, why, and when."""

    kind = KindField("mentoring_kind", label=_("What kind of help?"))
    why = words(_("Why, and what should be better afterwards?"), NO_NAMES)
    wished_month = forms.DateField(
        label=_("From which month on?"),
        help_text=_("Any day of that month."),
        widget=DateInput,
        required=False,
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_wished_month(self):
        day = self.cleaned_data["wished_month"]
        if day is None:
            return None
        first = day.replace(day=1)
        return first if first == timezone.localdate().replace(day=1) else day_ahead(first)

    def clean(self):
        """Nobody is asked twice about what goes on already."""
        data = super().clean()
        agencies = data.get("agencies") or [data.get("agency")]
        going_on = Mentoring.objects.visible_to(self.actor).going_on().order_by()
        same = going_on.filter(kind=data.get("kind"), agency__in=filter(None, agencies))
        if names := sorted(set(same.values_list("agency__name", flat=True))):
            self.add_error(
                "kind",
                _("A mentoring of this kind goes on already: %(names)s.")
                % {"names": ", ".join(names)},
            )
        return data


class AskForm(BeginForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("For which agency?"), empty_label=None
    )
    field_order = ["agency", "kind", "why", "wished_month"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        own = Agency.objects.in_force().filter(pk__in=actor.scope)
        self.fields["agency"].queryset = own.order_by("name")
        self.fields["agency"].initial = actor.agency


class OfferForm(BeginForm):
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("To which agencies?"),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["agencies", "kind", "why", "wished_month"]

    def __init__(self, *args, actor, chosen, **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        known = Agency.objects.visible_to(actor).in_force().filter(near(actor), pk__in=chosen)
        self.fields["agencies"].queryset = known.order_by("name")
        self.fields["agencies"].initial = known


class PlanForm(forms.Form):
    """Who goes with whom, and the first step; the others follow on the page."""

    mentor = forms.ModelChoiceField(
        User.objects.none(), label=_("Who is the mentor?"), empty_label=_("Please choose")
    )
    team = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who takes part for the agency?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title = forms.CharField(label=_("First step of the plan"), max_length=200)
    due = forms.DateField(label=_("Until when?"), widget=DateInput, validators=[day_ahead])
    note = forms.CharField(label=_("What should everybody know?"), max_length=300, required=False)

    def __init__(self, *args, mentoring, **kwargs):
        super().__init__(*args, **kwargs)
        posts = Appointment.objects.in_force()
        here = posts.filter(office=mentoring.office, role__in=AT_AN_OFFICE)
        there = posts.filter(agency=mentoring.agency, role__in=WORK)
        for name, held in (("mentor", here), ("team", there)):
            people = User.objects.filter(is_active=True, appointments__in=held)
            self.fields[name].queryset = people.distinct().order_by("name")
        if not self.fields["team"].queryset:
            del self.fields["team"]


class FinishForm(forms.Form):
    result = words(_("What came of it?"), NO_NAMES)


STEP_FORMS = {
    "accept": NoteForm,
    "plan": PlanForm,
    "finish": FinishForm,
    "decline": ReasonForm,
    "withdraw": ReasonForm,
}


class PlanStepForm(forms.Form):
    title = forms.CharField(label=_("Step"), max_length=200)
    due = forms.DateField(label=_("Until when?"), widget=DateInput, validators=[day_ahead])


class StepDoneForm(forms.Form):
    done_on = forms.DateField(label=_("Done on"), widget=DateInput)

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if day < timezone.localdate() - FAR:
            raise forms.ValidationError(_("This is too long ago. Check the year."))
        return day


class SessionForm(forms.ModelForm):
    class Meta:
        model = MentoringSession
        fields = ("day", "begins", "is_online", "place", "about")
        widgets = {"day": DateInput, "begins": TimeInput}

    def clean_day(self):
        return day_ahead(self.cleaned_data["day"])

    def details(self):
        return dict(self.cleaned_data)


class HeldForm(forms.Form):
    who_came = words(_("Who came?"), _("Names and offices held, one a line."))
    done = words(_("What was done?"), NO_NAMES)
    next = words(_("What comes next?"), required=False)
    files = PapersField(label=_("Photos and material"))


class OutputForm(forms.Form):
    kind = KindField("mentoring_output", label=_("What is it?"))
    title = forms.CharField(label=_("Title, with its number"), max_length=200)
    words = words(_("What has changed by it?"), NO_NAMES, required=False)
    files = PapersField(label=_("The paper itself"))


class CheckForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label=_("Is it good?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, it can be used as it is")), ("no", _("No, something is missing"))],
        widget=forms.RadioSelect,
    )
    remark = words(_("Remark"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("accepted") is False and not data.get("remark"):
            self.add_error("remark", _("Say what is missing, so that it can be put right."))
        return data


class ScoreForm(forms.Form):
    """Each of the eight conditions with a score, and a sentence that says why."""

    def __init__(self, *args, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        written = {score.condition: score for score in known}
        for one in conditions():
            score = written.get(one.code)
            self.fields[one.code] = forms.TypedChoiceField(
                label=one.name,
                help_text=f"{one.about} ({one.basis})",
                coerce=int,
                choices=levels(),
                widget=forms.RadioSelect,
                initial=score and score.value,
            )
            self.fields[f"{one.code}_words"] = forms.CharField(
                label=_("Why: %(condition)s") % {"condition": one.name},
                max_length=300,
                initial=score.words if score else "",
            )

    def scores(self) -> dict:
        data = self.cleaned_data
        return {one.code: (data[one.code], data[f"{one.code}_words"]) for one in conditions()}
