"""The field for photos and papers: each file is cleaned, and the good ones are kept when one is refused."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from narahubung.documents import ACCEPT, FileRefused, clean
from narahubung.portal.drafts import MOST_FILES
from narahubung.ui.forms import FilesField, FilesInput


class ProofField(FilesField):
    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            label=_("Photos or papers"),
            help_text=_(
                "Up to three: photos (JPEG, PNG, WebP) or PDF, at most 10 MB each. "
                "Where and with what a photo was taken is removed."
            ),
            widget=FilesInput(attrs={"accept": ACCEPT}),
            max_length=500,
            allow_empty_file=True,
            **kwargs,
        )


class WithProof(forms.Form):
    """A form to which files may be added. `good` holds those that were taken, also if others were not."""

    room = MOST_FILES
    good = ()

    def clean_files(self):
        self.good, refused = [], []
        chosen = self.cleaned_data["files"]
        for file in chosen[: self.room]:
            try:
                self.good.append(clean(file, file.name or ""))
            except FileRefused as refusal:
                refused += [f"{shortened(file.name)}: {word}" for word in refusal.messages]
        if len(chosen) > self.room:
            refused.append(_("Three files at most. The first ones were kept."))
        if refused:
            raise ValidationError(refused)
        return self.good


def shortened(name):
    return name if len(name or "") <= 40 else f"{name[:37]}…"
