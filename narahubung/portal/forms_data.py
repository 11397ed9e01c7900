"""The word by which somebody has themselves erased: one box, ticked by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I have understood that this cannot be undone."),
        error_messages={"required": _("Tick this box if you really want to be erased.")},
    )
