from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.notify.models import Preference


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ["mail"]
        widgets = {"mail": forms.RadioSelect}
        labels = {"mail": _("Which of your notices also come by e-mail?")}
        help_texts = {"mail": _("On the page you always find all of them.")}


class PlaceForm(forms.Form):
    """A place in a list: the number of the row from which it goes on."""

    row = forms.IntegerField(min_value=1, max_value=2**62)

    @classmethod
    def row_in(cls, query) -> int | None:
        form = cls(query)
        return form.cleaned_data["row"] if form.is_valid() else None
