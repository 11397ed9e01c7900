"""The intake desk: all of a walk-in, a call, a letter or an outreach on one screen."""

from datetime import date

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from narahubung.clocks.calendar import today_in
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.complaints.forms import of_list
from narahubung.complaints.models import Channel
from narahubung.directory.models import Agency, Region
from narahubung.reports.identity import Marital, ReportingPerson
from narahubung.ui.forms import DateInput

C = Channel
AT_THE_DESK = (C.WALK_IN, C.PHONE, C.LETTER, C.OUTREACH, C.WHATSAPP, C.EMAIL, C.PORTAL)
# Before this day no law of the Ombudsman says how long anything may take.
OLDEST = date(2009, 1, 1)
NIK = RegexValidator(r"^\d{16}$", _("A NIK has 16 digits."))
PERSON = (
    *("name", "nik", "birth_place", "birth_date", "marital", "occupation", "nationality"),
    *("address", "phone", "email", "language", "interpreter"),
    *("proxy_name", "proxy_phone", "proxy_nik", "proxy_letter"),
)
PROXY = ("proxy_name", "proxy_phone", "proxy_nik", "proxy_letter")


def line(label, longest=120, help_text="", **kwargs):
    return forms.CharField(
        label=label, max_length=longest, required=False, help_text=help_text, **kwargs
    )


def agencies_of(office):
    """Return the agencies in the provinces of an office; the national one has all."""
    agencies, provinces = Agency.objects.in_force(), office.provinces.values("pk")
    if not office.national:
        near = Region.objects.filter(pk__in=provinces) | Region.objects.filter(parent__in=provinces)
        agencies = agencies.filter(region__in=near.values("pk"))
    return agencies.without_tree_fields().order_by("name")


def regencies_of(office):
    regencies = Region.objects.in_force().filter(level=2)
    if not office.national:
        regencies = regencies.filter(parent__in=office.provinces.values("pk"))
    return regencies.order_by("name")


class EntryForm(forms.Form):
    """Nothing but the matter must be filled in: what is missing the formal checklist shows later."""

    channel = forms.ChoiceField(
        label=_("By which way did the report come?"),
        choices=[(c.value, c.label) for c in AT_THE_DESK],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(label=_("On which day was it received?"), widget=DateInput)
    access = of_list("access_kind", label=_("What kind of access is it?"))
    name = line(_("Name"))
    nik = line(_("NIK"), 16, _("From the identity card, or of a copy of it."), validators=[NIK])
    birth_place = line(_("Place of birth"))
    birth_date = forms.DateField(label=_("Date of birth"), required=False, widget=DateInput)
    marital = forms.ChoiceField(
        label=_("Marital status"),
        required=False,
        choices=[("", _("not asked")), *Marital.choices],
    )
    occupation = line(_("Occupation"))
    nationality = line(_("Nationality"), 60)
    address = line(_("Address"), 300)
    phone = line(_("Phone or WhatsApp"), 30)
    email = forms.EmailField(label=_("E-mail"), required=False)
    reporter_class = of_list("reporter_class", label=_("Who reports?"), required=False)
    secret_identity = forms.BooleanField(
        label=_("Keep the name secret"),
        required=False,
        help_text=_(
            "It is sealed, also here: to read it one gives a reason, which stays on record."
        ),
    )
    language = line(_("Language spoken"), 60)
    interpreter = line(_("Interpreter"), help_text=_("Name, if somebody translated."))
    proxy_name = line(_("Name of the proxy"))
    proxy_phone = line(_("Phone of the proxy"), 30)
    proxy_nik = line(_("NIK of the proxy"), 16, validators=[NIK])
    proxy_letter = line(_("Letter of authority"), help_text=_("Its number and date."))
    reported = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Which agency is reported?"),
        required=False,
        empty_label=_("not in the list"),
    )
    reported_name = line(_("If it is not in the list: its name"), 200)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = WordsField(
        label=_("What happened?"), help_text=_("Day by day, in the person's own words.")
    )
    happened_on = forms.DateField(label=_("When did it happen?"), required=False, widget=DateInput)
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("In which regency?"),
        required=False,
        empty_label=_("not known"),
    )
    place = line(_("At which place?"), 200)
    earlier_effort = WordsField(
        label=_("What was tried with the agency or its superior?"),
        required=False,
        help_text=_("When, with whom, and what they answered."),
    )
    expectation = WordsField(label=_("What does the reporter hope for?"), required=False)
    files = PapersField(label=_("Letter, identity card, letter of authority, pictures"))

    def __init__(self, *args, actor, **kwargs):
        self.office = actor.office
        self.zone = self.office.zone
        super().__init__(*args, initial={"received_on": today_in(self.zone)}, **kwargs)
        for name in ("access", "reporter_class"):
            self.fields[name].queryset = self.fields[name].queryset.in_force()
        self.fields["access"].queryset = self.fields["access"].queryset.exclude(code="iaps")
        self.fields["reported"].queryset = agencies_of(self.office)
        self.fields["region"].queryset = regencies_of(self.office)

    def clean_received_on(self):
        day = self.past("received_on")
        if day < OLDEST:
            raise forms.ValidationError(_("This is too long ago. Check the year."))
        return day

    def clean_happened_on(self):
        return self.past("happened_on")

    def clean_birth_date(self):
        day = self.past("birth_date")
        return day.isoformat() if day else ""

    def past(self, name):
        day = self.cleaned_data[name]
        if day and day > today_in(self.zone):
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        given = self.cleaned_data
        if given.get("reported") and given.get("reported_name"):
            self.add_error("reported_name", _("Choose from the list or write the name, not both."))
        return given

    def details(self):
        """Return what `submit` wants: the person apart from the matter."""
        given = dict(self.cleaned_data)
        person = {name: given.pop(name) for name in PERSON}
        reported = given["reported"]
        return {
            **given,
            "office": self.office,
            "superior": reported and reported.parent,
            "is_represented": any(person[name] for name in PROXY),
            "person": ReportingPerson(**person),
        }
