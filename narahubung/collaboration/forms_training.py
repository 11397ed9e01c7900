"""What is asked for a training, its request, its people and what they say. Whether it is allowed is the model's answer."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_AGENCY, AT_AN_OFFICE, Appointment, Role
from narahubung.collaboration.forms import NoteForm, ReasonForm, TimeInput, agencies_near
from narahubung.collaboration.models import Participant, ProgrammePoint, Training
from narahubung.collaboration.training_questions import forms as questionnaires
from narahubung.collaboration.training_questions import kinds, scale
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.directory.models import Agency
from narahubung.ui.forms import DateInput

MOST_DAYS = timedelta(days=9)
CHOOSE = _("Please choose")
WIDGETS = {
    "starts_on": DateInput,
    "ends_on": DateInput,
    "begins": TimeInput,
    "ends": TimeInput,
    "purpose": forms.Textarea(attrs={"rows": 3}),
}


class RequestForm(forms.ModelForm):
    """What the Ombudsman must know to send a speaker."""

    kind = forms.ChoiceField(label=_("Kind of training"))

    class Meta:
        model = Training
        fields = (
            *("kind", "title", "purpose", "audience"),
            *("starts_on", "begins", "ends", "place"),
        )
        widgets = WIDGETS
        labels = {"starts_on": _("On which day?"), "title": _("Topic"), "audience": _("For whom?")}
        help_texts = {"audience": _("Who will listen, and about how many.")}

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["kind"].choices = [(kind.code, str(kind)) for kind in kinds().values()]

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if "starts_on" in self.changed_data and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed already."))
        return day

    def clean(self):
        given = super().clean()
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end is not after the beginning."))
        return given

    def details(self):
        return {**self.cleaned_data, "ends_on": self.cleaned_data["starts_on"]}


class PlanForm(RequestForm):
    """A training of one's own, with whom it is for."""

    invited = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Which agencies may enrol people?"),
        help_text=_("An agency stands for all that is below it."),
        widget=forms.CheckboxSelectMultiple,
    )

    link = forms.URLField(
        label=_("Address of the online room"),
        help_text=_("Only if one can take part from elsewhere."),
        assume_scheme="https",
        required=False,
    )

    class Meta(RequestForm.Meta):
        fields = (
            *("kind", "title", "purpose", "audience"),
            *("starts_on", "ends_on", "begins", "ends", "place", "link"),
            *("seats", "lesson_hours", "invited"),
        )
        labels = {"title": _("Topic"), "audience": _("For whom?")}
        help_texts = {"lesson_hours": _("They stand on the certificate.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["invited"].queryset = agencies_near(self.actor)
        self.fields["seats"].min_value = self.fields["lesson_hours"].min_value = 1

    def clean_seats(self):
        seats = self.cleaned_data["seats"]
        if not seats:
            raise forms.ValidationError(_("A training needs at least one seat."))
        return seats

    def clean(self):
        given = super().clean()
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The end is not after the beginning."))
        elif first and last and last - first > MOST_DAYS:
            self.add_error("ends_on", _("A training has at most ten days."))
        return given

    def details(self):
        return dict(self.cleaned_data)


class SpeakerNamedForm(NoteForm):
    """Who of the office comes."""

    post = forms.ModelChoiceField(
        Appointment.objects.none(), label=_("Who speaks?"), empty_label=CHOOSE
    )
    field_order = ("post", "note")

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts_of(training, with_holder=False)


class DayForm(NoteForm):
    day = forms.DateField(label=_("On which day?"), widget=DateInput)
    field_order = ("day", "note")

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = training.proposed_on

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed already."))
        return day


def posts_of(training, with_holder=True):
    """Return the people of the office, and of the agency that holds it."""
    posts = Appointment.objects.in_force().filter(user__is_active=True)
    found = posts.filter(office=training.office, role__in=AT_AN_OFFICE)
    if with_holder and training.agency_id:
        found |= posts.filter(agency=training.agency, role__in=AT_AN_AGENCY)
    return found.for_page().order_by("user__name")


WITH_TRAINING = {"name_speaker": SpeakerNamedForm, "propose": DayForm, "settle_day": DayForm}
STEP_FORMS = {
    **dict.fromkeys(("announce", "hold"), NoteForm),
    **dict.fromkeys(("decline", "withdraw", "cancel"), ReasonForm),
    **WITH_TRAINING,
}


def step_form(name, data, training):
    more = {"training": training} if name in WITH_TRAINING else {}
    return STEP_FORMS[name](data, **more)


class SpeakerForm(forms.Form):
    post = forms.ModelChoiceField(
        Appointment.objects.none(),
        label=_("Somebody of the house"),
        required=False,
        empty_label=_("nobody of these"),
    )
    name = forms.CharField(label=_("Or somebody from elsewhere"), max_length=120, required=False)
    position = forms.CharField(label=_("Position and institution"), max_length=200, required=False)

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        known = training.speakers.filter(user__isnull=False).values("user")
        self.fields["post"].queryset = posts_of(training).exclude(user__in=known)

    def clean(self):
        given = super().clean()
        if bool(given.get("post")) == bool(given.get("name")):
            raise forms.ValidationError(_("Choose somebody, or write a name."))
        return given

    def details(self):
        post = self.cleaned_data["post"]
        if post:
            return {"user": post.user, "name": post.user.name, "position": str(post.place)}
        return {name: self.cleaned_data[name] for name in ("name", "position")}


class PointForm(forms.ModelForm):
    class Meta:
        model = ProgrammePoint
        fields = ("day", "begins", "ends", "words", "speaker")
        widgets = {"day": DateInput, "begins": TimeInput, "ends": TimeInput}

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        self.training = training
        self.fields["day"].initial = training.starts_on
        self.fields["speaker"].queryset = training.speakers.all()
        self.fields["speaker"].empty_label = _("nobody in particular")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day not in self.training.days:
            raise forms.ValidationError(_("The training is not on this day."))
        return day

    def clean(self):
        given = super().clean()
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end is not after the beginning."))
        return given


class MaterialForm(forms.Form):
    files = PapersField(label=_("Material"), required=True)


class EnrolForm(forms.Form):
    """People with an account: those for whom one answers, or, for who runs it, those of all who are invited."""

    posts = forms.ModelMultipleChoiceField(
        Appointment.objects.none(), label=_("Whom?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, training, actor, **kwargs):
        super().__init__(*args, **kwargs)
        enrolled = training.participants.enrolled().filter(user__isnull=False).values("user")
        posts = Appointment.objects.in_force().filter(
            agency__in=reach_of(training, actor), role__in=AT_AN_AGENCY, user__is_active=True
        )
        found = posts.exclude(user__in=enrolled)
        self.fields["posts"].queryset = found.for_page().order_by("agency__name", "user__name")


def reach_of(training, actor):
    """Return the agencies whose people this actor may enrol."""
    if not training.may_be_run_by(actor):
        return actor.scope
    keys = set()
    for agency in training.invited.all():
        below = Agency.objects.descendants(agency, include_self=True)
        keys |= set(below.values_list("pk", flat=True))
    return keys


class GuestForm(forms.ModelForm):
    class Meta:
        model = Participant
        fields = ("name", "agency", "agency_name")

    def __init__(self, *args, training, actor, **kwargs):
        super().__init__(*args, **kwargs)
        reach = Agency.objects.filter(pk__in=reach_of(training, actor))
        self.fields["agency"].queryset = reach.order_by("name")
        self.fields["agency"].empty_label = _("none of these")
        if not training.may_be_run_by(actor):
            del self.fields["agency_name"]
            self.fields["agency"].required = True
            self.fields["agency"].empty_label = CHOOSE


class CertifyForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the register"),
        help_text=_("Each certificate adds its own number behind it."),
        max_length=60,
    )
    signatory_name = forms.CharField(label=_("Who signs?"), max_length=120)
    signatory_title = forms.CharField(label=_("Position"), max_length=160)

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        own = {"agency": training.agency} if training.agency_id else {"office": training.office}
        heads = Appointment.objects.present().filter(
            role__in=(Role.HEAD, Role.STEWARD, Role.OFFICE_HEAD), **own
        )
        head = heads.for_page().order_by("starts_on", "pk").first()
        if head:
            self.fields["signatory_name"].initial = head.user.name
            title = f"{head.get_role_display()}, {head.place}" if training.agency_id else ""
            self.fields["signatory_title"].initial = title or head.get_role_display()


class AnswerForm(forms.Form):
    """The questions of one form, as the data say them."""

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = questionnaires()[name]
        marks = [(str(mark.value), str(mark)) for mark in scale()]
        for question in self.asked.marked:
            self.fields[question.code] = forms.ChoiceField(
                label=str(question), choices=marks, widget=forms.RadioSelect
            )
        for question in self.asked.spoken:
            self.fields[question.code] = WordsField(
                label=str(question), required=False, max_length=2000
            )

    def details(self):
        given = self.cleaned_data
        return {
            "marks": {q.code: int(given[q.code]) for q in self.asked.marked},
            "words": {q.code: given[q.code] for q in self.asked.spoken if given[q.code]},
        }
