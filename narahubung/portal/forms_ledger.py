"""A receipt as it is pasted or uploaded, and whether it checks out."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.journal import notes
from narahubung.journal.check_receipt import Fault
from narahubung.journal.check_receipt import check as check_receipt

MOST_BYTES = 200_000


class ReceiptForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Receipt file"),
        help_text=gettext_lazy("The file bukti-….json that you downloaded from your complaint."),
        required=False,
        allow_empty_file=True,
    )
    words = forms.CharField(
        label=gettext_lazy("Or paste its content"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        given = self.given(cleaned)
        if not given.strip():
            raise ValidationError(_("Choose the receipt file, or paste what is in it."))
        self.receipt = self.checked(given)
        return cleaned

    def given(self, cleaned) -> str:
        file = cleaned.get("file")
        if not file:
            return cleaned.get("words", "")
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is too large to be a receipt."))
        return file.read().decode("utf-8", "replace")

    def checked(self, given: str) -> dict:
        """Return the receipt, or say the first thing that does not fit."""
        try:
            receipt = json.loads(given)
        except (ValueError, RecursionError):
            raise ValidationError(
                _(
                    "This is not a receipt, or not the whole of it. Take the file as it was downloaded."
                )
            ) from None
        try:
            check_receipt(receipt)
        except Fault as fault:
            reason = _(fault.words) % fault.values
            raise ValidationError(
                _("Not valid: %(reason)s.") % {"reason": reason}, code="fault"
            ) from None
        if not notes.is_signed_by_us(receipt["checkpoint"]):
            raise ValidationError(_("The checkpoint in this receipt was not signed here."))
        return receipt
