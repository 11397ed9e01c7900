"""Forms of the register of agencies. A place is typed as its code, an agency above as its code or name."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import router
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from narahubung.directory.agency_import import plan_of
from narahubung.directory.lookups import region_at, region_nearest, scope_ids
from narahubung.directory.models import Agency, Region, Service, ServicePoint
from narahubung.directory.sheet import MAX_BYTES, SheetError


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name, short name or code"), max_length=80, required=False)


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("XLSX or CSV, at most 2 MB. Nothing is loaded before you have seen it."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_file(self):
        """Read the file once to see whether it is one that can be shown row by row."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Split it into smaller files."))
        try:
            plan_of(file.read(), self.actor)
        except SheetError as error:
            raise ValidationError(str(error)) from error
        file.seek(0)
        return file


def region_called(code):
    region = region_at(code)
    if region is None:
        near = region_nearest(code[:20])
        if near is None:
            raise ValidationError(_("There is no region %(code)s.") % {"code": code})
        sentence = _("There is no region %(code)s. Did you mean %(near)s (%(name)s)?")
        raise ValidationError(sentence % {"code": code, "near": near.code, "name": near.name})
    return region


class RegionCodeField(forms.CharField):
    """A code on the page, a region in the model."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Code of the region, such as 64.02 or 64.02.05."))
        super().__init__(max_length=20, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            return Region.objects.values_list("code", flat=True).get(pk=value)
        return value

    def clean(self, value):
        code = super().clean(value)
        return region_called(code) if code else None


class RegionCodesField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(region.code for region in value)
        return value

    def clean(self, value):
        codes = re.split(r"[\s,;]+", super().clean(value).strip())
        return [region_called(code) for code in codes[:200] if code]


class AgencyForm(forms.ModelForm):
    region = RegionCodeField(label=_("Seat"))
    areas = RegionCodesField(
        label=_("Work areas"),
        required=False,
        help_text=_("Codes of further regions that this agency serves, one on each line."),
    )
    above = forms.CharField(
        label=_("Stands below"),
        required=False,
        max_length=200,
        help_text=_("Code or name of the agency above. Empty for the top of a tree."),
    )

    class Meta:
        model = Agency
        fields = [
            *("name", "short_name", "kind", "region", "areas", "week", "takes_complaints"),
            *("address", "phone", "email", "lapor_id"),
        ]
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, editable, **kwargs):
        """Who may not change the agency above is not asked for one."""
        super().__init__(*args, **kwargs)
        self.editable = editable
        parent = self.instance.parent
        if parent is None or editable.filter(pk=parent.pk).exists():
            self.initial["above"] = parent.slug if parent else ""
        else:
            del self.fields["above"]

    def clean_above(self):
        text = self.cleaned_data["above"].strip()
        found = list(self.editable.filter(slug=text.lower())[:1]) if text else []
        found = found or list(self.editable.filter(name__iexact=text)[:2] if text else [])
        if text and len(found) != 1:
            raise ValidationError(_("No agency, or more than one, goes by this name or code."))
        parent = found[0] if found else None
        if parent and self.instance.pk and parent.pk in scope_ids(self.instance):
            raise ValidationError(_("This agency would stand below itself."))
        self.instance.parent = parent
        return parent


class ServiceForm(forms.ModelForm):
    class Meta:
        model = Service
        fields = ["name", "promised_days", "standard"]


class ServicePointForm(forms.ModelForm):
    region = RegionCodeField(label=_("Region"))

    class Meta:
        model = ServicePoint
        fields = ["name", "region", "address", "latitude", "longitude"]
        labels = {"latitude": _("Latitude"), "longitude": _("Longitude")}
        widgets = {"address": forms.Textarea(attrs={"rows": 2})}


class KeptFormSet(forms.BaseInlineFormSet):
    """Rows may be taken away as long as nothing refers to them."""

    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk is None:
                continue
            try:
                Collector(using=router.db_for_write(self.model)).collect([form.instance])
            except ProtectedError as error:
                sentence = _("%(name)s is used by files and cannot be removed. Rename it instead.")
                raise ValidationError(sentence % {"name": form.instance.name}) from error


ServiceFormSet = forms.inlineformset_factory(
    Agency, Service, form=ServiceForm, formset=KeptFormSet, extra=2, max_num=200
)
ServicePointFormSet = forms.inlineformset_factory(
    Agency, ServicePoint, form=ServicePointForm, formset=KeptFormSet, extra=1, max_num=200
)
