"""What staff write down for somebody who came, wrote or called: the same complaint by another door."""

from datetime import timedelta

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from narahubung.clocks.calendar import today_in
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.complaints.intake import Person
from narahubung.complaints.models import Channel, Shield
from narahubung.directory.models import Agency, Region
from narahubung.ui.forms import Choice, DateInput

C = Channel
BY_STAFF = (C.WALK_IN, C.LETTER, C.PHONE, C.WHATSAPP, C.EMAIL, C.OUTREACH)
LONGEST_AGO = timedelta(days=366)
SHIELDS = [
    (
        Shield.OPEN,
        Choice(_("Open"), _("The agency and the unit know the name. The public never does.")),
    ),
    (
        Shield.SECRET,
        Choice(
            _("Secret"),
            _("The name is sealed, and opened only with a reason. In the text it is replaced."),
        ),
    ),
    (
        Shield.ANONYMOUS,
        Choice(
            _("Anonymous"), _("No officer learns the name. It is kept sealed, for replies only.")
        ),
    ),
]
PERSON = ("name", "phone", "email", "nik", "address")


class EntryForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(channel.value, channel.label) for channel in BY_STAFF],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(
        label=_("On which day was it received?"),
        widget=DateInput,
        help_text=_(
            "The day of the stamp on a letter, not that of its writing. The clocks start then."
        ),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Which agency is it about?"), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = WordsField(
        label=_("What happened?"), help_text=_("In the person's own words if you can.")
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("In which district?"),
        required=False,
        empty_label=_("not known"),
    )
    place = forms.CharField(label=_("At which place?"), max_length=200, required=False)
    happened_on = forms.DateField(label=_("When?"), required=False, widget=DateInput)
    files = PapersField(label=_("Letter, pictures or papers"))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone or WhatsApp"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    nik = forms.CharField(
        label=_("NIK"),
        required=False,
        validators=[RegexValidator(r"^\d{16}$", _("A NIK has 16 digits."))],
        help_text=_("Only if the matter needs it."),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    shield = forms.ChoiceField(
        label=_("Who may know the name?"),
        choices=SHIELDS,
        initial=Shield.OPEN,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, actor, **kwargs):
        self.zone = actor.agency.zone
        super().__init__(*args, initial={"received_on": today_in(self.zone)}, **kwargs)
        near = Agency.objects.public().filter(pk__in=places_of_entry(actor))
        self.fields["agency"].queryset = near.without_tree_fields().order_by("name")
        districts = Region.objects.in_force().filter(parent=actor.agency.region)
        self.fields["region"].queryset = districts.order_by("name")

    def clean_received_on(self):
        day, today = self.cleaned_data["received_on"], today_in(self.zone)
        if day > today:
            raise forms.ValidationError(_("This day is still to come. Choose the day of receipt."))
        if today - day > LONGEST_AGO:
            raise forms.ValidationError(_("This is more than a year ago. Check the year."))
        return day

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day and day > today_in(self.zone):
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def details(self):
        """Return what `submit` wants: the person apart from the matter."""
        given = dict(self.cleaned_data)
        return {**given_without(given, PERSON), "person": Person(**{n: given[n] for n in PERSON})}


def given_without(given, names):
    return {name: value for name, value in given.items() if name not in names}


def places_of_entry(actor) -> set[int]:
    """Return the agencies for which this office may write: its own, those below, those above."""
    above = Agency.objects.ancestors(actor.agency, include_self=True)
    return {*actor.scope, *above.values_list("pk", flat=True)}
