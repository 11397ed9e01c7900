"""What each step asks for, by the step's name. Whether the step is open is the model's answer."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role, User
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.complaints.forms import of_list
from narahubung.directory.models import OmbudsmanOffice, Term
from narahubung.reports.fields import PastDayField
from narahubung.reports.forms_letters import speaking
from narahubung.reports.forms_rows import PointRow, WithRows
from narahubung.reports.items import ProductItem
from narahubung.reports.talks import Party
from narahubung.ui.forms import DateInput

PLAIN = _("Write as you would say it across the counter. The reporter reads these words.")
READ_BY_THE_AGENCY = _(
    "The agency reads the signed paper and each row below. Name nobody there who asked for secrecy."
)
OLDEST_REGISTER = date(2009, 1, 1)


class StepForm(forms.Form):
    """A step that asks for nothing; the others add their fields."""

    hint = ""

    def __init__(self, *args, report, actor, **kwargs):
        self.report, self.actor = report, actor
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Term:
                field.queryset = field.queryset.in_force()
            if name in ("examiner", "recused"):
                field.queryset = self.people(name)

    def people(self, name):
        """Return the examiners of this office, or all who work there; never who has stepped aside."""
        roles = (Role.EXAMINER,) if name == "examiner" else (*Role.values,)
        here = User.objects.holding(*roles).filter(
            appointments__office=self.report.office, appointments__role__in=roles
        )
        aside = self.report.recusals.values("user")
        found = here.exclude(pk__in=aside).distinct().order_by("name")
        # Who decides cannot have stepped aside from it.
        return found if name == "examiner" else found.exclude(pk=self.actor.user.pk)

    def details(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}


def day(label, **kwargs):
    return PastDayField(label=label, **kwargs)


def words(label, help_text="", required=True):
    return WordsField(label=label, help_text=help_text, required=required)


def line(label, required=True):
    return forms.CharField(label=label, max_length=200, required=required)


def moment(label):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


def yes_or_no(label, yes, no):
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )


def of(choices, label):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def person(label):
    return forms.ModelChoiceField(User.objects.none(), label=label, empty_label=_("Please choose"))


def aside():
    return forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who stepped aside?"),
        help_text=_("Those with an interest of their own. The file is closed to them from now on."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def kinds(label, required=True):
    return forms.ModelMultipleChoiceField(
        Term.objects.filter(list="maladministration"),
        label=label,
        required=required,
        widget=forms.CheckboxSelectMultiple,
    )


def papers(label, required=False):
    return PapersField(label=label, required=required)


def asks(hint="", **fields):
    return type("AskingForm", (StepForm,), {"hint": hint, **fields})


class RegisterForm(StepForm):
    hint = _("The report gets the next number of its register and the rules that hold on that day.")
    access = of_list("access_kind", label=_("What kind of access is it?"))
    opened_on = day(_("Registered on"), oldest=OLDEST_REGISTER)
    by_hand = forms.IntegerField(
        label=_("Number in the paper register"),
        help_text=_("Only for what stands in a paper register already. Otherwise leave it empty."),
        min_value=1,
        max_value=99_999,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["access"].initial = self.report.access_id
        # What the Ombudsman began by itself stays so, and nothing else becomes it.
        kinds = self.fields["access"].queryset
        own = self.report.kind == "iaps"
        self.fields["access"].queryset = (kinds.filter if own else kinds.exclude)(code="iaps")
        self.fields["opened_on"].initial = timezone.localdate()

    def clean_opened_on(self):
        opened = self.cleaned_data["opened_on"]
        if opened < self.report.received_on:
            raise forms.ValidationError(_("It cannot be registered before it was received."))
        return opened


class TransferForm(StepForm):
    hint = _("The file stays in your register until the other office has taken it up.")
    to_office = forms.ModelChoiceField(
        OmbudsmanOffice.objects.all(), label=_("To which office?"), empty_label=_("Please choose")
    )
    coordinated_on = day(_("When did you speak about it?"))
    coordinated_with = forms.CharField(label=_("With whom?"), max_length=120)
    note = words(_("Why does it go there?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = OmbudsmanOffice.objects.exclude(pk=self.report.office_id)
        self.fields["to_office"].queryset = others


class UrgentForm(StepForm):
    hint = _(
        "It is registered as RCO, an earlier effort is not asked for, and the agency must be reached within a day."
    )
    criterion = of_list("rco_criterion", label=_("Why can it not wait?"))
    ground = of_list("waiver_ground", label=_("On which ground is an earlier effort set aside?"))
    examiner = person(_("Who examines it?"))
    note = words(_("What is at stake?"))


class IssueForm(WithRows, StepForm):
    hint = READ_BY_THE_AGENCY
    row, legend = PointRow, _("Action point")
    conclusion = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    found = kinds(_("What was found?"), required=False)
    note = words(_("The result in plain words"), PLAIN)
    files = papers(_("The signed result"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.report._meta.get_field("conclusion").choices
        self.fields["conclusion"].choices = [choice for choice in choices if choice[0]]

    def clean(self):
        given = super().clean()
        if given.get("conclusion") == "found" and not given.get("found"):
            self.add_error("found", _("Say what was found, at least one kind."))
        return given

    def about_rows(self):
        return {"report": self.report, "kind": ProductItem.Kind.CORRECTIVE}

    def needs_rows(self, given):
        return given.get("conclusion") == "found"


class RecommendForm(WithRows, StepForm):
    hint = READ_BY_THE_AGENCY
    row, legend = PointRow, _("Recommendation")
    note = words(_("What is recommended?"), PLAIN)
    files = papers(_("The signed recommendation"), required=True)

    def about_rows(self):
        owner = "superior" if self.report.superior_id else "reported"
        kind = ProductItem.Kind.RECOMMENDATION
        return {"report": self.report, "kind": kind, "owner": owner}


class SubmitForm(StepForm):
    hint = _("What the plenary decides on: your study sheet.")
    substance = of_list("substance", label=_("Substance"))
    weight = forms.ChoiceField(label=_("How much work will it be?"), widget=forms.RadioSelect)
    suspected = kinds(_("What is suspected?"))
    proposal = forms.ChoiceField(
        label=_("What do you propose?"),
        choices=[("examine", _("Examine it")), ("close", _("Close it at intake"))],
        widget=forms.RadioSelect,
    )
    note = words(_("Study sheet"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.report._meta.get_field("weight").choices
        self.fields["weight"].choices = [choice for choice in choices if choice[0]]


TOLD = words(_("What do you tell the reporter?"), PLAIN)
WHY = words(_("Why?"))
NOTE = words(_("A word, if you wish"), required=False)
# fmt: off
FORMS = {
    "register":        RegisterForm,
    "check_formal":    asks(),
    "ask":             asks(_("The reporter has 30 days from the day on which the notice came."), note=words(_("What is missing?"), PLAIN)),
    "complete":        asks(note=words(_("What came?")), files=papers(_("What was brought"))),
    "lapse":           asks(_("The 30 days are over. The report counts as withdrawn."), note=TOLD),
    "check_material":  asks(),
    "submit_plenary":  SubmitForm,
    "examine":         asks(_("The examiner first declares to be free of interests."), met_on=day(_("When did the plenary meet?")), minutes=words(_("Minutes")), examiner=person(_("Who examines it?")), recused=aside(), files=papers(_("Signed minutes"))),
    "close_intake":    asks(_("The reporter must be told within seven days."), met_on=day(_("When did the plenary meet?")), minutes=words(_("Minutes")), reason=of_list("closing_reason", label=_("For which reason?")), note=words(_("What do you tell the reporter, and where else may they turn?"), PLAIN), recused=aside(), files=papers(_("Signed minutes"))),
    "transfer":        TransferForm,
    "take_up":         asks(),
    "send_back":       asks(note=WHY),
    "respond_at_once": UrgentForm,
    "contact":         asks(done_on=day(_("When were they reached?")), note=words(_("Whom did you reach, and what did they say?"))),
    "ask_explanation": asks(_("The agency has 14 days from the day on which it received the letter."), note=words(_("What do you ask?"))),
    "explained":       asks(done_on=day(_("When did it come?")), note=words(_("What do they say, and who signed it?")), files=papers(_("Their answer and its papers"))),
    "ask_again":       asks(_("After 14 more days the right of reply counts as not used."), note=words(_("What is still open?"))),
    "waive_reply":     asks(note=NOTE),
    "summon":          asks(_("Signed by the head of the office. After three summons in vain the police may be asked."), person=line(_("Who is summoned?")), meets_at=moment(_("For when?")), place=line(_("Where?")), note=words(_("What about?"))),
    "heard":           asks(held_on=day(_("When were they heard?")), people=words(_("Who took part?"), required=False), note=words(_("What did they say?")), files=papers(_("The signed record"))),
    "call_police":     asks(note=WHY),
    "inspect":         asks(is_announced=yes_or_no(_("Does the agency know of it?"), _("Yes, it was announced."), _("No, we come unannounced.")), place=line(_("Where?")), note=words(_("What is inspected?"))),
    "inspected":       asks(_("Photos lose the place and the camera that are hidden in them; what can be seen stays."), held_on=day(_("When was it inspected?")), place=line(_("Where, if elsewhere than planned?"), required=False), people=words(_("Who took part?")), note=words(_("What did you see?")), files=papers(_("Record and photos"), required=True)),
    "conciliate":      asks(asked_by=of(Party.choices, _("Who asked for it?")), people=words(_("Who takes part, and who leads it?")), note=NOTE),
    "mediate":         asks(asked_by=of(Party.choices, _("Who asked for it?")), people=words(_("Who takes part, and who leads it?")), note=NOTE),
    "end_talks":       asks(note=WHY),
    "settle":          asks(_("The agreement is signed, and each clause is carried out or has its agreed day."), note=TOLD),
    "confer":          asks(_("The conference decides whether the draft goes out or more is examined."), meets_on=forms.DateField(label=_("When does it meet?"), widget=DateInput), people=words(_("Who takes part?")), note=words(_("Draft of the result, in short")), evidence=words(_("Evidence, piece by piece")), files=papers(_("Draft of the result"))),
    "examine_on":      asks(note=WHY),
    "show_reporter":   asks(_("The reporter has 14 days to comment before the result is issued."), note=words(_("The result in short"), PLAIN)),
    "reexamine":       asks(note=words(_("What is new?")), files=papers(_("The new evidence"))),
    "issue":           IssueForm,
    "close_unproven":  asks(_("The reporter must be told within seven days."), note=TOLD),
    "deliver":         asks(_("The time for corrective action begins on the day on which the agency received the letter.")),
    "corrected":       asks(note=words(_("What was done, and how was it checked?"), PLAIN), files=papers(_("Proof"), required=True)),
    "resolve":         asks(_("If something is missing in the file, ask it back from the office first."), confirmed=forms.BooleanField(label=_("The file is complete, in its papers and its steps")), note=words(_("What is left to be done?"))),
    "resolved":        asks(note=words(_("What was done, and how was it checked?"), PLAIN), files=papers(_("Proof"), required=True)),
    "draft":           asks(note=WHY),
    "recommend":       RecommendForm,
    "received_above":  asks(_("The superior has 60 days to report from the day on which the letter was received.")),
    "carried_out":     asks(note=words(_("What was done, and how was it checked?"), PLAIN), files=papers(_("Proof"), required=True)),
    "publish":         asks(_("What was not carried out is listed with it."), published_on=day(_("Published on")), where=line(_("Where is it published?")), note=words(_("What is published?"), PLAIN)),
    "object":          asks(note=words(_("What does the reporter object to?"))),
    "uphold":          asks(examiner=person(_("Who examines it now?")), note=WHY),
    "dismiss":         asks(note=TOLD),
    "conclude":        asks(note=words(_("What was advised or noted?"), PLAIN)),
    "withdraw":        asks(note=WHY),
    "inform":          asks(note=NOTE),
}
# fmt: on
FORMS = {name: speaking(name, form) for name, form in FORMS.items()}
# Steps that ask for nothing are taken with one press.
AT_ONCE = frozenset(name for name, form in FORMS.items() if not form.base_fields)


def form_for(name):
    return FORMS.get(name)


class AssignForm(StepForm):
    examiner = person(_("Who examines it?"))
    note = NOTE


class DeclareForm(StepForm):
    has_conflict = forms.ChoiceField(
        label=_("Do you have an interest of your own in this matter?"),
        help_text=_(
            "Family, business, friendship or enmity with a party, or a part of yours in it."
        ),
        choices=[
            ("no", _("No. I can examine it without bias.")),
            ("yes", _("Yes, or it may look so. I step aside.")),
        ],
        widget=forms.RadioSelect,
    )
    note = words(_("If yes: which?"), required=False)

    def clean(self):
        given = self.cleaned_data
        if given.get("has_conflict") == "yes" and not given.get("note"):
            self.add_error("note", _("One sentence is enough. Only your head of office needs it."))
        return given

    def details(self):
        return {**self.cleaned_data, "has_conflict": self.cleaned_data["has_conflict"] == "yes"}
