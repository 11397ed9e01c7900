"""What the pages of figures can be asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

MONTHS = [("1", _("this month")), ("3", _("three months")), ("12", _("twelve months"))]
USUAL = 12


class PeriodForm(forms.Form):
    """How far back: this month, or some before it, too."""

    months = forms.ChoiceField(label=_("Months"), required=False, choices=MONTHS)

    def chosen(self) -> int:
        """Return what was asked for; anything else is the usual."""
        return int(self.is_valid() and self.cleaned_data["months"] or USUAL)
