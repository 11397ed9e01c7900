"""A form field for one upload: what comes out is safe to show, and a refusal is a sentence."""

from django import forms

from narahubung.documents.files import ACCEPT, clean


class PaperField(forms.FileField):
    """One picture or PDF."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs["accept"] = ACCEPT

    def clean(self, data, initial=None):
        chosen = super().clean(data, initial)
        return clean(chosen, chosen.name) if chosen else None
