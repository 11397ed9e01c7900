"""Several things of one kind in one form, each a row: action points, advice, clauses. Works without script.

Three rows stand there; a button asks for one more and keeps what was typed. Empty rows count as nothing.
"""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.complaints.fields import WordsField
from narahubung.directory.models import Agency
from narahubung.reports.items import ProductItem
from narahubung.reports.talks import Party
from narahubung.ui.forms import DateInput

SPARE, MOST = 3, 40
MORE = "more"
Kind = ProductItem.Kind


def until(help_text):
    return forms.DateField(
        label=_("Until when?"), required=False, widget=DateInput, help_text=help_text
    )


class Row(forms.Form):
    """One row; `about` is what the whole form knows."""

    def __init__(self, *args, about, **kwargs):
        self.about = about
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3

    def item(self):
        return dict(self.cleaned_data)


class PointRow(Row):
    """An action that is asked of the reported party, its superior, or another agency."""

    text = WordsField(label=_("What must be done?"))
    owner = forms.ChoiceField(label=_("By whom?"), initial="reported")
    other = forms.CharField(
        label=_("If another agency: which one?"),
        help_text=_("Its name or code as in the directory."),
        max_length=200,
        required=False,
    )
    due_on = until(_("Empty: on the last day of the time that the law gives."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        report = self.about["report"]
        owners = [("reported", report.reported_party or _("The reported party"))]
        if report.superior_id:
            owners.append(("superior", report.superior))
        self.fields["owner"].choices = [*owners, ("related", _("Another agency"))]
        self.fields["owner"].initial = self.about.get("owner", "reported")

    def clean(self):
        given = self.cleaned_data
        if given.get("owner") == "related":
            given["agency"] = agency_called(given.get("other", ""))
            if given["agency"] is None:
                self.add_error(
                    "other", _("No agency, or more than one, goes by this name or code.")
                )
        return given

    def item(self):
        report, given = self.about["report"], self.cleaned_data
        owners = {"reported": report.reported, "superior": report.superior}
        agency = owners.get(given["owner"], given.get("agency"))
        due = given["due_on"]
        return {"text": given["text"], "kind": self.about["kind"], "agency": agency, "due_on": due}


class AdviceRow(Row):
    """A piece of advice; all of it is for the agency to which the product goes."""

    text = WordsField(label=_("What do you advise?"))
    kind = forms.ChoiceField(
        label=_("What kind of advice is it?"),
        choices=[(k.value, k.label) for k in (Kind.ADVICE, Kind.IMPROVEMENT)],
        initial=Kind.ADVICE.value,
    )
    due_on = until(_("Empty: on the day that you set when it is delivered."))


class ClauseRow(Row):
    """What one side promised in an agreement."""

    text = WordsField(label=_("What was agreed?"))
    owner = forms.ChoiceField(
        label=_("Who does it?"), choices=Party.choices, initial=Party.AGENCY.value
    )
    due_on = until(_("The agreed day. Without one the file closes only when it was carried out."))


class Rows(forms.BaseFormSet):
    """Rows begin empty or with what was typed. All of them are new: none is bound to something stored."""

    def __init__(self, *args, typed=(), **kwargs):
        self.typed = list(typed)
        super().__init__(*args, prefix="rows", **kwargs)
        self.extra = max(SPARE, len(self.typed))

    def initial_form_count(self):
        return 0

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if self.typed and index is not None and index < len(self.typed):
            kwargs["initial"] = self.typed[index]
        return kwargs

    def items(self):
        return [row.item() for row in self.forms if row.has_changed()]


class WithRows(forms.Form):
    """A form with rows below it; `row` is the kind of its rows, `legend` what each is called."""

    row, legend, more = None, "", _("One more row")

    def __init__(self, *args, typed=(), **kwargs):
        super().__init__(*args, **kwargs)
        made = forms.formset_factory(
            self.row, formset=Rows, max_num=MOST, absolute_max=MOST, validate_max=True
        )
        data = self.data if self.is_bound else None
        self.rows = made(data, typed=typed, form_kwargs={"about": self.about_rows()})

    def about_rows(self) -> dict:
        return {}

    @classmethod
    def with_one_more(cls, data, **about):
        """Return the same form with what was typed and one more row; nothing is judged yet."""
        sent = cls(data, **about)
        typed = [typed_in(row) for row in sent.rows.forms]
        return cls(initial=typed_in(sent), typed=[*typed, {}], **about)

    def clean(self):
        given = super().clean() or self.cleaned_data
        if not self.rows.is_valid():
            self.add_error(None, _("Look at the rows below: something in them is still missing."))
        elif self.needs_rows(given) and not self.rows.items():
            self.add_error(None, _("Fill in at least one row."))
        return given

    def needs_rows(self, given) -> bool:
        return True

    def details(self):
        return {**self.cleaned_data, "items": self.rows.items()}


def typed_in(form) -> dict:
    """Return what was typed into a form, as it came, without files."""
    return {
        name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }


def agency_called(words):
    """Return the one agency of this name or code, or nothing."""
    words = words.strip()
    wanted = Q(slug=words.lower()) | Q(name__iexact=words)
    found = list(Agency.objects.in_force().filter(wanted)[:2]) if words else []
    return found[0] if len(found) == 1 else None
