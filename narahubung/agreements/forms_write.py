"""What is filled in to write an agreement: clauses, commitments, parties."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.agreements import figured
from narahubung.agreements.forms import agencies_of, words
from narahubung.agreements.models import Commitment, Party
from narahubung.directory.models import Agency
from narahubung.ui.forms import Choice, DateInput


class ClauseForm(forms.Form):
    text = words(_("The clause, as it stands on the paper"))


class CommitmentForm(forms.ModelForm):
    figure = forms.CharField(
        label=_("Figure"),
        required=False,
        widget=forms.Select,
        help_text=_("Only figures that this house counts can be chosen."),
    )
    share_of = forms.CharField(
        label=_("As a share of"),
        required=False,
        widget=forms.Select,
        help_text=_("Then it is counted in percent. Leave it empty for the number itself."),
    )

    class Meta:
        model = Commitment
        fields = [
            *("text", "owner", "cadence", "how", "figure", "share_of"),
            *("comparison", "threshold", "agency", "starts_on", "ends_on"),
        ]
        labels = {
            "text": _("What is promised"),
            "owner": _("Who owes it"),
            "cadence": _("How often"),
            "how": _("How it is seen"),
            "comparison": _("Promised is"),
            "threshold": _("Number"),
            "agency": _("Counted only at"),
            "starts_on": _("From, if later than the agreement"),
            "ends_on": _("Until, if earlier than the agreement"),
        }
        widgets = {
            "how": forms.RadioSelect,
            **dict.fromkeys(("starts_on", "ends_on"), DateInput()),
        }

    def __init__(self, *args, agreement, **kwargs):
        self.agreement = agreement
        super().__init__(*args, **kwargs)
        blank = ("", _("none"))
        self.fields["figure"].widget.choices = [blank, *figured.choices()]
        self.fields["share_of"].widget.choices = [blank, *figured.choices(figured.is_counted)]
        owner = self.fields["owner"]
        owner.queryset = agreement.parties.filter(is_witness=False).for_page()
        owner.empty_label = _("All agencies of the agreement together")
        self.fields["agency"].queryset = self.places()
        self.fields["agency"].empty_label = _(
            "at those who owe it; of the Ombudsman's at all agencies of the agreement"
        )
        for name in ("owner", "agency", "comparison", "threshold", "starts_on", "ends_on"):
            self.fields[name].required = False
        how = [(code, label) for code, label in Commitment._meta.get_field("how").choices]
        hints = (
            _("The state follows by itself, each day. Nobody reports."),
            _("The owner hands in a proof, and somebody of the other side verifies it."),
        )
        self.fields["how"].choices = [
            (code, Choice(label, hint)) for (code, label), hint in zip(how, hints, strict=True)
        ]

    def places(self):
        """Return the agencies of the agreement and what is below them."""
        keys = set()
        for party in self.agreement.parties.filter(agency__isnull=False, is_witness=False):
            below = Agency.objects.descendants(party.agency, include_self=True)
            keys.update(below.values_list("pk", flat=True))
        return Agency.objects.filter(pk__in=keys).order_by("name")

    def clean_figure(self):
        return self.known("figure")

    def clean_share_of(self):
        code = self.known("share_of")
        if code and not figured.is_counted(figured.figure(code)):
            raise forms.ValidationError(_("A share can only be taken of what is counted."))
        return code

    def known(self, name):
        code = self.cleaned_data[name]
        if code and not figured.is_known(code):
            raise forms.ValidationError(_("This house does not count such a figure yet."))
        return code

    def clean(self):
        data = super().clean()
        if data.get("how") == "proof":
            empty = {"figure": "", "share_of": "", "comparison": "", "threshold": None}
            return {**data, **empty, "agency": None}
        if data.get("how") == "figure" and "figure" in data:
            self.check_figure(data)
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must come after the first."))
        return data

    def check_figure(self, data):
        if not data["figure"]:
            self.add_error("figure", _("Choose the figure by which it is seen."))
        elif data.get("share_of") and not figured.is_counted(figured.figure(data["figure"])):
            self.add_error("share_of", _("A share can only be taken of what is counted."))
        if data.get("threshold") is None or data["threshold"] < 0:
            self.add_error("threshold", _("Say which number is promised."))
        if not data.get("comparison"):
            self.add_error("comparison", _("Say whether it is the least or the most."))


class SignatoryForm(forms.ModelForm):
    class Meta:
        model = Party
        fields = ["signatory", "signatory_title"]
        labels = {"signatory": _("Signed by"), "signatory_title": _("Office of who signs")}
        help_texts = {
            "signatory": _("The name as it stands on the paper. The public page shows it.")
        }


class JoinForm(SignatoryForm):
    """An agency or somebody else by name; a witness promises nothing."""

    field_order = ["agency", "name", "is_witness", "joined_on"]

    class Meta(SignatoryForm.Meta):
        fields = ["agency", "name", "is_witness", "joined_on", "signatory", "signatory_title"]
        labels = {
            **SignatoryForm.Meta.labels,
            "agency": _("Agency"),
            "name": _("Or somebody else, by name"),
            "is_witness": _("As a witness"),
            "joined_on": _("Joined on"),
        }
        widgets = {"joined_on": DateInput()}

    def __init__(self, *args, agreement, **kwargs):
        initial = {"joined_on": timezone.localdate()}
        super().__init__(*args, initial=initial, **kwargs)
        here = agreement.parties.filter(agency__isnull=False).values("agency")
        self.fields["agency"].queryset = agencies_of(agreement.office).exclude(pk__in=here)
        self.fields["agency"].empty_label = _("none")
        for name in ("agency", "name"):
            self.fields[name].required = False

    def clean(self):
        data = super().clean()
        if bool(data.get("agency")) == bool(data.get("name")):
            self.add_error("agency", _("Name an agency or somebody else, one of the two."))
        return data
