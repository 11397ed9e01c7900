"""For whom a handover packet is made, and the note that goes with it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PacketForm(forms.Form):
    receiver = forms.ChoiceField(label=_("For whom"))
    note = forms.CharField(
        label=_("Hand-over note"),
        help_text=_("What the successor must know: open matters, promises, people to call."),
        max_length=5000,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args, office, receivers, writes, **kwargs):
        super().__init__(*args, initial={"note": office.handover_note}, **kwargs)
        self.office, self.receivers = office, {str(taker.pk): taker for taker in receivers}
        self.fields["receiver"].choices = [(key, str(a)) for key, a in self.receivers.items()]
        if not writes:
            del self.fields["note"]

    def taker(self):
        return self.receivers[self.cleaned_data["receiver"]]

    def keep_note(self):
        """Keep the note with the office, where the successor finds it again."""
        if "note" in self.fields and self.cleaned_data["note"] != self.office.handover_note:
            self.office.handover_note = self.cleaned_data["note"]
            self.office.save(update_fields=["handover_note"])
