"""What the public may send in. Forms check form, never law."""

from datetime import timedelta

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.complaints.intake import Person
from narahubung.complaints.models import Complaint, Shield
from narahubung.complaints.shielded import TOLD
from narahubung.directory.models import Agency, Region
from narahubung.portal.contact import WithContact
from narahubung.portal.places import districts_of, named, only_regency, responsible_for
from narahubung.portal.plain import PlainField, plain
from narahubung.portal.proof import ProofField, WithProof
from narahubung.portal.whom import About, WithWhom
from narahubung.ui.forms import Choice, DateInput

MOST_LETTERS = 20_000
# What the form asks about a person.
KNOWN = ("name", "phone", "email")
PHONE = RegexValidator(
    r"^[0-9+()\-. /]{6,30}$", _("Write the phone number in digits, for example 0812 3456 7890.")
)


class PlaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, region):
        return f"{region.name}, {region.parent.name}" if self.with_parent else region.name

    with_parent = False


class AgencyChoice(forms.ModelChoiceField):
    with_region = False

    def label_from_instance(self, agency):
        return f"{agency.name} · {agency.region.name}" if self.with_region else agency.name


class ComplaintForm(WithWhom, WithContact, WithProof):
    """One complaint, in the order in which one would tell it."""

    text = PlainField(
        label=_("What happened?"),
        help_text=_("One sentence is enough. Write as you would tell a neighbour."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell us what happened. One sentence is enough.")},
    )
    title = PlainField(label=_("In a few words"), required=False, max_length=200)
    where = PlainField(
        label=_("District, regency or city"),
        help_text=_("For example: Kuaro, or Kabupaten Paser."),
        required=False,
        max_length=100,
    )
    region = PlaceChoice(
        Region.objects.none(),
        label=_("District"),
        required=False,
        empty_label=_("I would rather not say"),
        error_messages={"invalid_choice": _("Choose a district from the list.")},
    )
    place = PlainField(
        label=_("The place in your own words"),
        help_text=_(
            "For example: the counter of the health centre, or the road in front of the school."
        ),
        required=False,
        max_length=200,
    )
    agency = AgencyChoice(
        Agency.objects.none(),
        label=_("Who should answer?"),
        help_text=_(
            "If you do not know, we give it to the government of that place, and it finds out."
        ),
        required=False,
        empty_label=_("I do not know"),
        error_messages={"invalid_choice": _("Choose an agency from the list, or “I do not know”.")},
    )
    happened_on = forms.DateField(
        label=_("When did it happen?"),
        required=False,
        widget=DateInput,
        error_messages={"invalid": _("This date is not in the calendar. Choose it again.")},
    )
    files = ProofField()
    shield = forms.ChoiceField(
        label=_("Who may know your name?"),
        widget=forms.RadioSelect,
        initial=Shield.OPEN,
        choices=[
            (
                Shield.OPEN,
                Choice(
                    _("Open"), _("The people who work on your complaint see your name and contact.")
                ),
            ),
            (
                Shield.SECRET,
                Choice(
                    _("Secret"),
                    _(
                        "Your name is sealed. The complaint manager or the inspectorate opens it only with a reason, and you are told. In your story it is replaced."
                    ),
                ),
            ),
            (
                Shield.ANONYMOUS,
                Choice(
                    _("Anonymous"),
                    _("Nobody at the agency sees your name, even if you write it below."),
                ),
            ),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    name = PlainField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PlainField(
        label=_("Phone"),
        required=False,
        max_length=30,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("An e-mail address looks like name@example.id.")},
    )
    # A field that people never see. Who fills it in is a program.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "data-private": ""}),
    )

    def __init__(self, *args, room=WithProof.room, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room
        self.regency = only_regency()
        agency = self.fields["agency"]
        agency.queryset = Agency.objects.public().order_by("name").select_related("region")
        agency.with_region = self.regency is None
        self.offer_places()
        self.offer_workplaces(self.typed("workplace").strip())

    def offer_places(self):
        """Offer the districts of the one regency, or look for the place by its name."""
        region = self.fields["region"]
        if self.regency:
            del self.fields["where"]
            region.queryset = districts_of(self.regency)
            return
        region.with_parent = True
        self.found = named(self.typed("where").strip()).select_related("parent")
        region.queryset = self.found
        region.label = _("Which of these places?")
        if len(self.found) < 2:
            region.widget = region.hidden_widget()

    def typed(self, field):
        given = self.data if self.is_bound else self.initial
        return plain(str(given.get(field) or ""))

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        # In the east of the country it is tomorrow already.
        if day and day > timezone.localdate() + timedelta(days=1):
            raise forms.ValidationError(_("This day has not come yet. Choose an earlier one."))
        return day

    def clean(self):
        data = super().clean()
        chosen = data.get("agency")
        if not self.regency and not data.get("region"):
            self.place_by_name(data)
        region = data.get("region") or self.regency
        if not data.get("agency") and not self.errors:
            data["agency"] = responsible_for(region)
            if data["agency"] is None:
                self.add_error(
                    "agency",
                    _(
                        "We could not find out who is responsible. Choose an agency, or write the place."
                    ),
                )
        self.find_reported(data, chosen)
        return data

    def place_by_name(self, data):
        if not data.get("where"):
            return
        if len(self.found) > 1:
            self.add_error("region", _("Several places bear this name. Choose the right one."))
        elif self.found:
            data["region"] = self.found[0]
        else:
            self.add_error(
                "where",
                _(
                    "We know no district or regency of this name. Check the spelling, or leave it empty."
                ),
            )

    def as_read(self):
        """Return the complaint as officers will read it: of somebody who hides, without name and number."""
        data = self.cleaned_data
        file = Complaint(shield=data["shield"], **{field: data[field] for field in TOLD})
        file.is_veiled = bool(file.veil(Person(**{key: data[key] for key in KNOWN})))
        return file

    def details(self):
        """Return what `Complaint.objects.submit` wants to know."""
        data = self.cleaned_data
        given = {key: data[key] for key in KNOWN}
        if any(given.values()):
            given |= self.chosen()
        asked = ("text", "title", "place", "happened_on", "agency", "region", "shield", "reported")
        about_head = data["about"] == About.HEAD
        return {
            **{key: data[key] for key in asked},
            "about_head": about_head,
            "person": Person(**given),
        }


class TrackForm(forms.Form):
    number = PlainField(
        label=_("Number"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the number. It stands on your receipt.")},
    )
    words = PlainField(
        label=_("Secret words"),
        help_text=_(
            "Four words, as they stood on the receipt. Capitals and hyphens do not matter."
        ),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the four secret words.")},
    )


class AgencySearch(forms.Form):
    cari = PlainField(label=_("Name of the agency"), required=False, max_length=100)
