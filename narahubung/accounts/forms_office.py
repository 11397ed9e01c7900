"""What is filled in about an office: what its decree says, and leave of its holder."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.decrees import SUBSTANCES, has_scope
from narahubung.accounts.models import Absence
from narahubung.directory.models import Agency, Term
from narahubung.documents.fields import PaperField
from narahubung.ui.forms import DateInput


class DecreeForm(forms.Form):
    units = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("For these units only"),
        help_text=_("Name none if the decree is for the agency and everything below it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    substances = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label=_("For these substances only"),
        help_text=_("Name none if the decree is for every matter."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    office_phone = forms.CharField(
        label=_("Office telephone"),
        help_text=_("It stands on the contact card. A private number does not belong here."),
        max_length=30,
        required=False,
    )
    office_email = forms.EmailField(label=_("Office e-mail"), required=False)
    scan = PaperField(
        label=_("Scan of the decree"),
        help_text=_("A picture or PDF, at most 10 MB. The original is sealed."),
    )

    def __init__(self, *args, appointment, **kwargs):
        initial = {
            "units": [unit.pk for unit in appointment.units.all()],
            "substances": [term.pk for term in appointment.substances.all()],
            "office_phone": appointment.office_phone,
            "office_email": appointment.office_email,
        }
        super().__init__(*args, initial=initial, **kwargs)
        if not has_scope(appointment):
            del self.fields["units"], self.fields["substances"]
            return
        below = Agency.objects.descendants(appointment.agency).in_force()
        self.fields["units"].queryset = below
        self.fields["substances"].queryset = Term.objects.of(SUBSTANCES)
        if not below.exists():
            del self.fields["units"]

    def terms(self) -> dict:
        """Return what was filled in; a field that was not asked names nothing."""
        nothing = {"units": [], "substances": []}
        chosen = {name: list(self.cleaned_data.get(name, ())) for name in nothing}
        return {**self.cleaned_data, **chosen}


class AbsenceForm(forms.ModelForm):
    class Meta:
        model = Absence
        fields = ["starts_on", "ends_on", "reason"]
        widgets = dict.fromkeys(("starts_on", "ends_on"), DateInput())
        help_texts = {
            "reason": _(
                "In a few words: leave, training, illness. Only you and those who appoint read it."
            )
        }

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if not (starts and ends):
            return data
        if ends < starts:
            self.add_error("ends_on", _("The end cannot be before the beginning."))
        elif ends < timezone.localdate():
            self.add_error("ends_on", _("This leave is over already."))
        elif self.same_days(starts, ends):
            self.add_error("starts_on", _("There is another leave in these days."))
        return data

    def same_days(self, starts, ends) -> bool:
        others = self.instance.user.absences.filter(cancelled_at=None)
        return others.filter(starts_on__lte=ends, ends_on__gte=starts).exists()


class OpenScanForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you need the original"), min_length=10, max_length=500, widget=forms.Textarea
    )
