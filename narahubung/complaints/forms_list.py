"""What the work list can be asked, and what can be done from it to many files at once."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.cases.duelist import ANY, DUE
from narahubung.complaints.desk import SavedFilter
from narahubung.complaints.identity import Identity, fingerprints
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.models import Channel, Outcome
from narahubung.directory.models import Agency, Region, Term
from narahubung.ui.dates import short_date
from narahubung.ui.forms import DateInput


class FilterForm(forms.Form):
    """Asks the database only for what was given, and for the choices only where they are shown."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    due = forms.ChoiceField(label=_("Clock"), required=False, choices=ANY + DUE)
    unit = forms.ModelChoiceField(Agency.objects.none(), label=_("Unit"), required=False)
    classification = forms.ModelChoiceField(Term.objects.none(), label=_("Class"), required=False)
    category = forms.ModelChoiceField(Term.objects.none(), label=_("Category"), required=False)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("District"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=ANY + Channel.choices)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=ANY + Stage.choices)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=ANY + Outcome.choices[1:]
    )
    since = forms.DateField(label=_("Received from"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Received until"), required=False, widget=DateInput)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        choices = {
            "unit": Agency.objects.filter(pk__in=actor.scope).without_tree_fields(),
            "classification": Term.objects.filter(list="classification"),
            "category": Term.objects.filter(list="category"),
        }
        if actor.scope and actor.agency:
            choices["region"] = Region.objects.in_force().filter(parent=actor.agency.region)
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset
        for name in (*choices, "region"):
            self.fields[name].empty_label = _("any")

    def given(self):
        """Return what was asked for and understood; the rest is as if it had not been asked."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, rows):
        given = self.given()
        if region := given.get("region"):
            rows = rows.filter(Q(region=region) | Q(region__parent=region))
        same = ("unit", "classification", "category", "channel", "stage", "outcome")
        rows = rows.filter(**{name: given[name] for name in same if name in given})
        if since := given.get("since"):
            rows = rows.filter(received_on__gte=since)
        if until := given.get("until"):
            rows = rows.filter(received_on__lte=until)
        return self.asked(rows, given["q"]) if "q" in given else rows

    def asked(self, rows, question):
        """Return the files with these words, or of the person whose number or e-mail they are."""
        if not any(fingerprints(phone=question, email=question, nik=question).values()):
            return rows.matching(question)
        known = Identity.objects.visible_to(self.actor).known_by(question).values("complaint")
        return rows.filter(Q(pk__in=rows.matching(question).values("pk")) | Q(pk__in=known))

    def spoken(self):
        """Return each filter in force as a field's name and words."""
        return [(name, self.words(name, value)) for name, value in self.given().items()]

    def words(self, name, value):
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            value = dict(field.choices)[value]
        if isinstance(field, forms.DateField):
            value = short_date(value)
        return f"{field.label}: {value}"


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "query"]
        widgets = {"query": forms.HiddenInput}
        labels = {"name": _("Keep this filter as")}
