"""Form fields of the Ombudsman's files."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.ui.forms import DateInput

LONGEST_AGO = timedelta(days=366)


class PastDayField(forms.DateField):
    """A day that has come, and not so long ago that its year must be a slip of the pen."""

    widget = DateInput

    def __init__(self, *, oldest=None, **kwargs):
        self.oldest = oldest
        super().__init__(**kwargs)

    def clean(self, value):
        day = super().clean(value)
        today = timezone.localdate()
        if day and day > today:
            raise forms.ValidationError(_("This day is still to come."))
        if day and day < (self.oldest or today - LONGEST_AGO):
            raise forms.ValidationError(_("This is too long ago. Check the year."))
        return day
