"""What is asked for a series, a meeting and what happens there. Whether it is allowed is the model's answer."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, User
from narahubung.accounts.posts import near
from narahubung.collaboration.meetings_lifecycle import TAKE_PART
from narahubung.collaboration.models import AgendaPoint, Attendance, Decision, Series
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.directory.models import Agency
from narahubung.ui.forms import DateInput


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def agencies_near(actor):
    """Return whom an office may invite: governments, departments and others of its provinces."""
    known = Agency.objects.visible_to(actor).in_force().filter(near(actor))
    leaf = (Agency.Kind.HOSPITAL, Agency.Kind.SCHOOL, Agency.Kind.TECHNICAL_UNIT)
    return known.exclude(kind__in=leaf).order_by("name")


class SeriesForm(forms.ModelForm):
    members = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Which agencies take part?"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Series
        fields = (
            *("name", "place", "first_month", "every", "week", "weekday", "if_day_off"),
            *("begins", "minutes", "convenor", "members"),
        )
        widgets = {"first_month": DateInput, "begins": TimeInput}
        help_texts = {
            "first_month": _("Any day of the month of the first meeting."),
            "if_day_off": _("Public holidays and collective leave are counted."),
        }

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = agencies_near(actor)
        here = Appointment.objects.in_force().filter(office=actor.office, role__in=AT_AN_OFFICE)
        people = User.objects.filter(is_active=True, appointments__in=here).distinct()
        self.fields["convenor"].queryset = people
        self.fields["convenor"].label = _("Who calls the members together?")
        self.fields["convenor"].initial = actor.user
        if self.instance.pk:
            # Meetings are known by their month, so these two stay.
            del self.fields["first_month"], self.fields["every"]

    def clean_first_month(self):
        return self.cleaned_data["first_month"].replace(day=1)


class RescheduleForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DateInput)
    begins = forms.TimeField(label=_("Begins at"), widget=TimeInput)
    ends = forms.TimeField(label=_("Ends at"), widget=TimeInput)
    place = forms.CharField(label=_("Place"), max_length=200)
    note = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def __init__(self, *args, meeting, **kwargs):
        self.meeting = meeting
        kwargs["initial"] = {
            "day": meeting.day,
            "begins": meeting.begins.time(),
            "ends": meeting.ends.time(),
            "place": meeting.place,
        }
        super().__init__(*args, **kwargs)

    def clean(self):
        given = super().clean()
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end is not after the beginning."))
        elif begins and given.get("day") and self.moment("begins") <= timezone.now():
            self.add_error("day", _("This hour has passed already."))
        return given

    def moment(self, name):
        day, hour = self.cleaned_data["day"], self.cleaned_data[name]
        return datetime.combine(day, hour, self.meeting.zone_info)

    def details(self):
        return {
            "starts_at": self.moment("begins"),
            "ends_at": self.moment("ends"),
            "place": self.cleaned_data["place"],
            "note": self.cleaned_data["note"],
        }


class NoteForm(forms.Form):
    note = forms.CharField(label=_("What should everybody know?"), max_length=300, required=False)


class ReasonForm(forms.Form):
    note = forms.CharField(label=_("Why?"), max_length=300)


class NumberForm(forms.Form):
    number = forms.CharField(label=_("Number of the record"), max_length=60)


STEP_FORMS = {
    "invite": NoteForm,
    "hold": NoteForm,
    "approve": NumberForm,
    "close": NoteForm,
    "cancel": ReasonForm,
}


class GuestForm(forms.Form):
    """Somebody more to invite: officers of the members, and colleagues of the office."""

    post = forms.ModelChoiceField(
        Appointment.objects.none(), label=_("Whom?"), empty_label=_("Please choose")
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        posts = Appointment.objects.in_force().filter(user__is_active=True)
        members = posts.filter(agency__in=meeting.series.members.all(), role__in=TAKE_PART)
        here = posts.filter(office=meeting.office, role__in=AT_AN_OFFICE)
        invited = meeting.invitations.values("user")
        found = (members | here).exclude(user__in=invited)
        self.fields["post"].queryset = found.for_page().order_by("user__name")

    def details(self):
        post = self.cleaned_data["post"]
        return {"user": post.user, "agency": post.agency}


class WalkInForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = ("name", "position", "agency", "agency_name")

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = meeting.series.members.order_by("name")
        self.fields["agency"].empty_label = _("none of the members")


class PointForm(forms.ModelForm):
    class Meta:
        model = AgendaPoint
        fields = ("words", "agency")

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = meeting.series.members.order_by("name")
        self.fields["agency"].empty_label = _("for everybody")
        if self.instance.source:
            del self.fields["agency"]


class MinutesForm(forms.Form):
    text = WordsField(
        label=_("What was said"),
        help_text=_("All members read these words. Name no complainant in them."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class DecisionForm(forms.ModelForm):
    class Meta:
        model = Decision
        fields = ("text", "owner", "due_on")
        widgets = {"due_on": DateInput, "text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": _("One sentence that says what will be there when it is done.")}

    def __init__(self, *args, meeting, **kwargs):
        self.meeting = meeting
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = meeting.series.members.order_by("name")
        self.fields["owner"].empty_label = _("Please choose")

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.meeting.day:
            raise forms.ValidationError(_("This is before the meeting."))
        if day > self.meeting.day + timedelta(days=5 * 366):
            raise forms.ValidationError(_("This is too far ahead. Check the year."))
        return day


class DoneForm(forms.Form):
    evidence = WordsField(
        label=_("What was done?"), help_text=_("Name no complainant. All members read these words.")
    )
    files = PapersField(label=_("Proof"))
