"""One form for a checklist: each requirement with a verdict, and a reason where it is not simply met."""

from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.directory.models import Term
from narahubung.reports.hearing import Check
from narahubung.reports.rules import items_of

V = Check.Verdict


class ChecklistForm(forms.Form):
    """Its fields are the items of a list that concern this report, by their codes."""

    def __init__(self, *args, report, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.report, self.items = report, items_of(report, name)
        found = {item: check for (of, item), check in report.checks.by_item().items() if of == name}
        for item in self.items:
            self.add(item, found.get(item.code))

    def add(self, item, known):
        choices = [(V.MET, V.MET.label), (V.MISSING, V.MISSING.label)]
        if item.waivable:
            choices.append((V.WAIVED, V.WAIVED.label))
        self.fields[item.code] = forms.ChoiceField(
            label=str(item),
            help_text=item.basis,
            choices=choices,
            widget=forms.RadioSelect,
            initial=known and known.verdict,
        )
        if item.waivable:
            self.fields[f"{item.code}_ground"] = forms.ModelChoiceField(
                Term.objects.in_force().filter(list="waiver_ground"),
                label=_("On which ground is it set aside?"),
                required=False,
                empty_label=_("Please choose"),
                initial=known and known.ground_id,
            )
        self.fields[f"{item.code}_reason"] = forms.CharField(
            label=_("Reason"),
            required=False,
            max_length=2_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=known.reason if known else "",
        )

    def groups(self):
        """Return each requirement with its fields, as the page shows them."""
        names = ("", "_ground", "_reason")
        for item in self.items:
            here = [f"{item.code}{end}" for end in names]
            yield [self[name] for name in here if name in self.fields]

    def clean(self):
        for item in self.items:
            verdict, why, ground = self.answer(item)
            if verdict in (V.MISSING, V.WAIVED) and not why:
                self.add_error(f"{item.code}_reason", _("Say why, in one sentence."))
            if verdict == V.WAIVED and not ground:
                self.add_error(
                    f"{item.code}_ground", _("Choose the ground on which it is set aside.")
                )
        return self.cleaned_data

    def answer(self, item):
        given = self.cleaned_data
        verdict = given.get(item.code)
        ground = given.get(f"{item.code}_ground") if verdict == V.WAIVED else None
        return verdict, given.get(f"{item.code}_reason", ""), ground

    def answers(self):
        return {item.code: self.answer(item) for item in self.items}
