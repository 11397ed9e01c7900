"""What is written down in an examination without a step: absences, sittings, agreements, what is missing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.reports.forms import PLAIN, StepForm, day, papers, words
from narahubung.reports.forms_rows import ClauseRow, WithRows
from narahubung.reports.sessions import Summons
from narahubung.reports.talks import Clause
from narahubung.ui.forms import DateInput

Outcome = Summons.Outcome


def line(label, longest=200, required=False, **kwargs):
    return forms.CharField(label=label, max_length=longest, required=required, **kwargs)


class MissedForm(StepForm):
    hint = _(
        "After three unexcused absences in a row the police may be asked. An excuse begins anew."
    )
    outcome = forms.ChoiceField(
        label=_("Was there an excuse?"),
        choices=[(o.value, o.label) for o in (Outcome.EXCUSED, Outcome.ABSENT)],
        widget=forms.RadioSelect,
    )
    note = words(_("What is known of it?"))
    files = papers(_("The signed record"))


class SittingForm(StepForm):
    held_on = day(_("When did they meet?"))
    place = line(_("Where?"))
    people = words(_("Who came?"))
    note = words(_("What was said?"))
    next_on = forms.DateField(label=_("When do they meet next?"), required=False, widget=DateInput)
    files = papers(_("The signed record"))


class AgreeForm(WithRows, StepForm):
    hint = _(
        "The agreement as it was signed, and each thing that was promised as a row of its own."
    )
    row, legend = ClauseRow, _("Clause")
    signed_on = day(_("Signed on"))
    agreement = words(_("What did they agree?"), PLAIN)
    files = papers(_("The signed agreement"), required=True)


class ClauseForm(StepForm):
    clause = forms.ModelChoiceField(
        Clause.objects.none(),
        label=_("Which clause did you check?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    done_on = day(
        _("When was it carried out?"),
        help_text=_("Empty: it was not carried out yet."),
        required=False,
    )
    note = words(_("How did you check it?"))
    files = papers(_("Proof"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        talks = self.report.talks_now()
        if talks is not None:
            self.fields["clause"].queryset = talks.clauses.filter(done_on=None)


class AskBackForm(StepForm):
    hint = _("The file stays where it is; the office that examined it is asked to complete it.")
    note = words(_("What is missing in the file?"))


class SupplyForm(StepForm):
    note = words(_("What do you bring?"))
    files = papers(_("The missing papers"))
