from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.directory.models import Agency
from narahubung.integrations.lapor.sheet import MAX_BYTES
from narahubung.ui.forms import DateInput


class UploadForm(forms.Form):
    """The spreadsheet, and the agency for institutions that we do not know."""

    file = forms.FileField(
        label=_("Spreadsheet of SP4N-LAPOR!"),
        help_text=_("The XLSX or CSV that SP4N-LAPOR! offers for download, at most 25 MB."),
        max_length=255,
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Files of institutions we do not know go to"),
        required=False,
    )

    def __init__(self, *args, actor, **details):
        super().__init__(*args, **details)
        agency = self.fields["agency"]
        agency.queryset = Agency.objects.in_force().order_by("name")
        if actor.role == Role.MANAGER:
            agency.queryset = agency.queryset.filter(pk__in=actor.scope)
            agency.initial = actor.agency
            agency.required = True
        else:
            agency.empty_label = _("Enter these institutions as new ones")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 25 MB. Export a shorter period.")
            )
        return file


class ExportForm(forms.Form):
    """Which reports to write: received between two days."""

    first = forms.DateField(label=_("Received from"), required=False, widget=DateInput)
    last = forms.DateField(label=_("Received until"), required=False, widget=DateInput)
    kind = forms.ChoiceField(
        label=_("File type"), choices=[("xlsx", "XLSX"), ("csv", "CSV")], initial="xlsx"
    )

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day is before the first one."))
        return self.cleaned_data
