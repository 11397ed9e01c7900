"""What is filled in to draft an instrument. The fields follow from its shape, so a new kind of fact needs no new form."""

import re
from datetime import date
from decimal import Decimal

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from narahubung.assessment.instruments import Version
from narahubung.assessment.labels import LABELS, WORDS
from narahubung.assessment.reading import shortest
from narahubung.assessment.rows import SHAPES
from narahubung.assessment.shape import CHOICES, CODE, OPTIONAL, TABLES
from narahubung.ui.forms import DateInput

PLAIN_CODE = RegexValidator(
    re.compile(rf"\A{CODE.pattern}\Z", re.IGNORECASE),
    _("Use letters, digits, points, underscores and hyphens."),
)


class LinesField(forms.CharField):
    """A list of words, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


def field_of(name: str, kind: str) -> forms.Field:
    given = {"label": LABELS[name], "required": not kind.endswith(OPTIONAL)}
    kind = kind.removesuffix(OPTIONAL)
    if kind in CHOICES:
        empty = [] if given["required"] else [("", _("none"))]
        choices = [*empty, *((code, WORDS[code]) for code in CHOICES[kind])]
        return forms.ChoiceField(choices=choices, **given)
    return MADE[kind](given)


def number_from(least):
    def made(given):
        return forms.DecimalField(max_digits=12, decimal_places=6, min_value=least, **given)

    return made


MADE = {
    "decimal": number_from(Decimal(0)),
    "positive": number_from(Decimal("0.000001")),
    "count": lambda given: forms.IntegerField(min_value=1, max_value=1000, **given),
    "day": lambda given: forms.DateField(widget=DateInput, **given),
    "texts": lambda given: LinesField(max_length=2000, **given),
    "code": lambda given: forms.CharField(max_length=40, validators=[PLAIN_CODE], **given),
    "text": lambda given: forms.CharField(max_length=400, **given),
}


def fields_of(shape: str) -> dict[str, forms.Field]:
    """Return a field for each plain fact of a table; what is below it has pages of its own."""
    return {
        name: field_of(name, kind)
        for name, kind in TABLES[shape].items()
        if kind.removesuffix(OPTIONAL) not in ("table", "tables")
    }


def said_by(cleaned: dict) -> dict:
    """Return what a form brought as it stands in an instrument. What was left empty is not said."""
    return {name: spelt(value) for name, value in cleaned.items() if value not in (None, "", [])}


def spelt(value):
    if isinstance(value, Decimal):
        return shortest(value)
    return value.isoformat() if isinstance(value, date) else value


class RowForm(forms.Form):
    """One row of a table. `place` says which row it was; a new one has none."""

    place = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, shape, count, known=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = count
        self.fields.update(fields_of(shape))
        for name, codes in (known or {}).items():
            if name in self.fields:
                choices = [(code, code) for code in codes]
                self.fields[name] = forms.ChoiceField(label=LABELS[name], choices=choices)

    def clean_place(self):
        place = self.cleaned_data["place"]
        if place is not None and not 0 <= place < self.count:
            raise forms.ValidationError(_("This row is not there any more."))
        return place


def begin_with_first_choices(form):
    """A browser sends the first choice of a list that nobody has touched; that is no new row."""
    for field in form.fields.values():
        if isinstance(field, forms.ChoiceField):
            field.initial = next(code for code, _label in field.choices)


class RowFormSet(forms.BaseFormSet):
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take it out")
        if index is None or index >= self.initial_form_count():
            begin_with_first_choices(form)

    def edited(self) -> list[tuple[int | None, dict]]:
        """Return the rows that stay, in their order."""
        rows = []
        for form in self.forms:
            data = dict(form.cleaned_data)
            place, gone = data.pop("place", None), data.pop("DELETE", False)
            if not gone and (place is not None or form.has_changed()):
                rows.append((place, said_by(data)))
        return rows


def rows_form(data, said: dict, table: str, rows: list[dict]):
    """Return a formset over the rows of a table, with one empty row for what is new."""
    made = forms.formset_factory(RowForm, RowFormSet, extra=1, can_delete=True, max_num=200)
    known = {name: [row["code"] for row in said.get(name, ())] for name in ("scale", "respondent")}
    given = {"shape": SHAPES[table], "count": len(rows), "known": known}
    initial = [{**row, "place": place} for place, row in enumerate(rows)]
    return made(data, initial=initial, form_kwargs=given, prefix="rows")


class HeadForm(forms.Form):
    """What stands above everything else: name, term, law, and the rules of counting."""

    def __init__(self, data=None, *, said):
        initial = {
            **said,
            **said.get("missing", {}),
            "suffix": said.get("suffix", {}).get("name_id"),
        }
        super().__init__(data, initial=initial)
        self.fields.update(fields_of(""))
        self.fields.update(fields_of("missing"))
        self.fields.pop("code")
        self.fields["suffix"] = forms.CharField(
            label=_("Added to the opinion of who followed up everything"),
            max_length=100,
            required=False,
        )

    def changed(self, said: dict) -> dict:
        brought = said_by(self.cleaned_data)
        rules = {name: brought.pop(name) for name in TABLES["missing"]}
        suffix = brought.pop("suffix", None)
        plain = {name for name in fields_of("") if name != "code"} | {"suffix", "missing"}
        kept = {name: value for name, value in said.items() if name not in plain}
        more = {"suffix": {**said.get("suffix", {}), "name_id": suffix}} if suffix else {}
        return {**kept, **brought, "missing": rules, **more}


class BeginForm(forms.Form):
    version = forms.ModelChoiceField(
        Version.objects.none(), label=_("Copy this one"), empty_label=None
    )
    code = forms.CharField(
        label=_("Code of the new one"),
        help_text=_("A year, as 2027. With the code of the copy it becomes its next version."),
        max_length=40,
        validators=[PLAIN_CODE],
    )
    name = forms.CharField(label=_("Name"), max_length=200)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        choices = Version.objects.visible_to(actor).newest().for_list()
        self.fields["version"].queryset = choices
        self.fields["version"].label_from_instance = lambda v: f"{v.name_id} ({v})"
