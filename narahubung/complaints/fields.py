"""Form fields of the trade: uploads that are cleaned while they are checked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from narahubung.documents import ACCEPT, clean
from narahubung.documents.fields import PaperField
from narahubung.ui.forms import FilesField

MOST_FILES = 5
__all__ = ["PaperField", "PapersField", "WordsField"]


class PapersField(FilesField):
    """Up to five pictures or PDFs; what comes out is safe to show, and a refusal is a sentence."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Up to five pictures or PDFs, at most 10 MB each."))
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs["accept"] = ACCEPT

    def clean(self, data, initial=None):
        chosen = super().clean(data, initial)
        if len(chosen) > MOST_FILES:
            raise ValidationError(
                _("Please choose at most %(most)s files."), params={"most": MOST_FILES}
            )
        return [clean(file, file.name) for file in chosen]


class WordsField(forms.CharField):
    """Several lines of plain words."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 20_000, **kwargs})
