"""The code of a letter, and a PDF to compare with it. Nothing of what is uploaded is read but its checksum."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from narahubung.documents.files import MB
from narahubung.reports.letters import CODE_LETTERS, plain_code


class CodeForm(forms.Form):
    kode = forms.CharField(
        label=_("Code of the letter"),
        help_text=_("It stands at the foot of the letter, beside the square code."),
        max_length=60,
    )
    wrong = _("The code of a letter has 16 letters and digits.")

    def clean_kode(self):
        code = plain_code(self.cleaned_data["kode"])
        if len(code) != CODE_LETTERS:
            raise ValidationError(self.wrong)
        return code


class CertificateCodeForm(CodeForm):
    kode = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("It stands at the foot of the certificate, beside the square code."),
        max_length=60,
    )
    wrong = _("The code of a certificate has 16 letters and digits.")


class CompareForm(forms.Form):
    file = forms.FileField(
        label=_("The PDF that you have"),
        help_text=_("We compare its checksum and keep nothing."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        most = getattr(settings, "DOCUMENTS_MOST_BYTES", 10 * MB)
        if file.size > most:
            raise ValidationError(_("This file is too large to be one of our letters."))
        return file
