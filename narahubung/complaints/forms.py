"""What each step asks for, by the step's name. Whether the step is open is the model's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment
from narahubung.clocks.calendar import today_in
from narahubung.complaints.desk import CannedAnswer
from narahubung.complaints.fields import PaperField, PapersField, WordsField
from narahubung.complaints.lifecycle import SUPERVISORY
from narahubung.complaints.shielded import TOLD
from narahubung.complaints.wall import within
from narahubung.directory.models import Agency, Term
from narahubung.ui.forms import DateInput

NEEDS_PROOF = ("full", "part", "compensation")
PLAIN = _("Write as you would say it across the counter. The complainant reads these words.")


def of_list(name, **kwargs):
    return forms.ModelChoiceField(
        Term.objects.filter(list=name), empty_label=_("Please choose"), **kwargs
    )


class StepForm(forms.Form):
    """A step that asks for nothing; the others add their fields."""

    hint = ""

    def __init__(self, *args, complaint, actor, **kwargs):
        self.complaint, self.actor = complaint, actor
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Term:
                field.queryset = field.queryset.in_force()

    def unit_choices(self):
        below = Agency.objects.descendants(self.complaint.agency, include_self=True)
        return below.in_force()


class HandOnForm(StepForm):
    """A step after which others read the file: of a person who hides, somebody looks at the words first."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    text = WordsField(
        label=_("What the others will read"),
        help_text=_("Take out whatever else leads to the complainant. The original stays sealed."),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words, self.marks = self.complaint.offered_words()
        for name in TOLD:
            if name in words:
                self.fields[name].initial = words[name]
            else:
                del self.fields[name]


class DisposeForm(HandOnForm):
    hint = _("The unit gets the file at once, and its clock starts today.")
    unit = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Which unit is to answer?"), empty_label=_("Please choose")
    )
    classification = of_list("classification", label=_("What kind of complaint is it?"))
    category = of_list("category", label=_("What is it about?"))
    about = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("About whom is it?"),
        help_text=_(
            "Needed for a complaint with supervisory weight: that unit then sees nothing of it. If it is about your own office, go back and choose “It is about officers”."
        ),
        required=False,
        empty_label=_("About nobody in particular"),
    )
    note = WordsField(label=_("A word to the unit"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = self.unit_choices()
        self.fields["unit"].queryset = units
        self.fields["about"].queryset = units.exclude(pk=self.complaint.agency_id)
        if self.complaint.is_walled():
            del self.fields["about"]
        for name in ("unit", "classification", "category"):
            self.fields[name].initial = getattr(self.complaint, f"{name}_id")

    def clean(self):
        given, file = self.cleaned_data, self.complaint
        about, unit, kind = (given.get(name) for name in ("about", "unit", "classification"))
        if kind and kind.rule == SUPERVISORY and not about and not file.is_walled():
            self.add_error("about", _("Say whom it is about: that unit must not see it."))
        if about and unit and unit.pk in within([about]):
            self.add_error("unit", _("It cannot go to those whom it is about."))
        return given


class HandUpForm(StepForm):
    hint = _(
        "Whoever it is about will not see this file any more, from this moment on. It goes one level up: to the agency above, to the inspectorate, or to the Ombudsman. You may lose sight of it, too."
    )
    about = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("At which place do they work?"),
        empty_label=_("Please choose"),
    )
    is_head = forms.BooleanField(
        label=_("It is about the head of that place, or about all of them"), required=False
    )
    officer = forms.ModelChoiceField(
        Appointment.objects.none(),
        label=_("Is it one officer?"),
        required=False,
        empty_label=_("not known, or several"),
    )
    note = WordsField(
        label=_("Why?"), help_text=_("The complainant reads this, and whoever settles it now.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = Agency.objects.in_force().filter(
            pk__in=self.actor.scope | within([self.complaint.agency])
        )
        self.fields["about"].queryset = places
        held = Appointment.objects.in_force().filter(agency__in=self.actor.scope).for_page()
        self.fields["officer"].queryset = held.order_by("user__name")

    def clean_officer(self):
        held = self.cleaned_data["officer"]
        return held and held.user


class BulkForm(forms.Form):
    """Disposal of many files: the unit may belong to any agency of the manager's own tree."""

    unit = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Which unit is to answer?"), empty_label=_("Please choose")
    )
    classification = of_list("classification", label=_("What kind of complaint is it?"))
    category = of_list("category", label=_("What is it about?"))
    note = WordsField(label=_("A word to the unit"), required=False)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Agency.objects.in_force().filter(pk__in=actor.scope)
        for name in ("classification", "category"):
            self.fields[name].queryset = self.fields[name].queryset.in_force()


class AskForm(StepForm):
    hint = _(
        "The complainant has 30 days to send it. Until then the file waits for them, not for us."
    )
    note = WordsField(label=_("What is missing?"), help_text=PLAIN)


class PostponeForm(StepForm):
    hint = _(
        "The clocks stand still until the day that you name; then the file comes back by itself."
    )
    ground = of_list("postpone_ground", label=_("On which ground?"))
    resume_on = forms.DateField(label=_("Until which day?"), widget=DateInput)
    note = WordsField(label=_("Why, in plain words"), help_text=PLAIN)
    document = PaperField(
        label=_("The document that shows it"), help_text=_("A picture or a PDF, at most 10 MB.")
    )

    def clean_resume_on(self):
        day = self.cleaned_data["resume_on"]
        if day <= today_in(self.complaint.zone):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class ArchiveForm(StepForm):
    hint = _("The file ends here. The complainant is told the reason in your words.")
    reason = of_list("archive_reason", label=_("For which reason?"))
    note = WordsField(label=_("What do you tell the complainant?"), help_text=PLAIN)


class ReferForm(StepForm):
    hint = _(
        "For matters that no agency reached from here may settle. Tell the complainant where to go."
    )
    reason = of_list("refer_reason", label=_("For which reason?"))
    note = WordsField(label=_("What do you tell the complainant?"), help_text=PLAIN)


class PassOnForm(HandOnForm):
    hint = _("The file stays ours until the other agency has taken it over.")
    to_agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("To which agency?"), empty_label=_("Please choose")
    )
    reason = of_list("pass_on_reason", label=_("For which reason?"))
    note = WordsField(label=_("A word to the other agency"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Agency.objects.public().exclude(pk=self.complaint.agency_id)
        self.fields["to_agency"].queryset = others.without_tree_fields().order_by("name")


class NoteForm(StepForm):
    note = WordsField(label=_("A word, if you wish"), required=False)


class GiveBackForm(StepForm):
    hint = _("The file goes back to the complaint manager, who looks for the right unit.")
    note = WordsField(label=_("Why is it not for your unit?"))


class DeclineForm(StepForm):
    hint = _("The file goes back to the agency that offered it.")
    note = WordsField(label=_("Why is it not yours?"))


class ExamineForm(StepForm):
    hint = _("Those who examine must not be those complained about.")
    note = WordsField(label=_("Who examines, and what?"))
    files = PapersField(label=_("Assignment letter"), required=True)


class DecideForm(StepForm):
    hint = _("The unit then tells the complainant within 14 days.")
    note = WordsField(label=_("The decision"))
    files = PapersField(label=_("The signed decision and its papers"))


class AnswerForm(StepForm):
    hint = _("An answer is a claim. The complainant says whether it is true.")
    kind = of_list("remedy", label=_("What was done?"))
    text = WordsField(label=_("Your answer"), help_text=PLAIN)
    effective_on = forms.DateField(
        label=_("Since when, or from when?"), required=False, widget=DateInput
    )
    signatory = forms.CharField(label=_("Who signs the answer?"), max_length=120)
    signatory_office = forms.CharField(label=_("Their office"), max_length=120, required=False)
    files = PapersField(label=_("Proof"))

    def clean(self):
        kind = self.cleaned_data.get("kind")
        refused = "files" in self.errors
        if kind and kind.code in NEEDS_PROOF and not refused and not self.cleaned_data["files"]:
            self.add_error(
                "files",
                _(
                    "Show that it was done: a picture, a letter, a receipt. Words alone are not proof."
                ),
            )
        return self.cleaned_data

    def canned(self):
        """Return the texts that may be taken over, for the choice above the form."""
        return CannedAnswer.objects.visible_to(self.actor)


class CloseForm(StepForm):
    hint = _(
        "Closed is not solved: without a word of the complainant the outcome stays unconfirmed."
    )
    note = WordsField(label=_("Why is it closed now?"), help_text=PLAIN)


class ReopenForm(StepForm):
    hint = _("The unit takes it up again, and its clock starts anew.")
    note = WordsField(label=_("What is new?"))


FORMS = {
    "verify": StepForm,
    "dispose": DisposeForm,
    "hand_up": HandUpForm,
    "ask": AskForm,
    "postpone": PostponeForm,
    "resume": NoteForm,
    "archive": ArchiveForm,
    "pass_on": PassOnForm,
    "take_over": NoteForm,
    "decline": DeclineForm,
    "refer": ReferForm,
    "accept": StepForm,
    "give_back": GiveBackForm,
    "examine": ExamineForm,
    "decide": DecideForm,
    "answer": AnswerForm,
    "close": CloseForm,
    "reopen": ReopenForm,
}
# Steps that ask for nothing are taken with one press.
AT_ONCE = frozenset(name for name, form in FORMS.items() if not form.base_fields)


def form_for(name):
    """Return the form of a step; the complainant's steps have theirs in the portal."""
    return FORMS.get(name)


class OpenOriginalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need the original?"),
        max_length=500,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your name and your reason stay in the history of this file."),
    )


class MessageForm(forms.Form):
    text = WordsField(label=_("Message"))
    side = forms.ChoiceField(
        label=_("Who reads it?"),
        choices=[("both", _("The complainant, and officers")), ("internal", _("Officers only"))],
        initial="both",
    )


class OpeningForm(forms.Form):
    reason = WordsField(
        label=_("Why must you know who it is?"),
        help_text=_("One sentence or two. The complainant reads them."),
        min_length=10,
        max_length=500,
    )


class ReclassifyForm(forms.Form):
    """The complainant's own words stay; beside them stands what the unit works with."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text_final = WordsField(
        label=_("Text for the unit"),
        required=False,
        help_text=_("Leave out names if need be. What was sent stays as it was."),
    )
    classification = of_list("classification", label=_("Class"), required=False)
    category = of_list("category", label=_("Category"), required=False)
    note = WordsField(label=_("Why?"), required=False)

    def __init__(self, *args, complaint, **kwargs):
        initial = {
            "title": complaint.heading,
            "text_final": complaint.text_shown,
            "classification": complaint.classification_id,
            "category": complaint.category_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.complaint = complaint

    def clean_classification(self):
        kind, file = self.cleaned_data["classification"], self.complaint
        if kind and kind.rule == SUPERVISORY and file.unit_id and not file.is_walled():
            raise forms.ValidationError(
                _("Hand the file up first and say whom it is about; then give it away anew.")
            )
        return kind


class CannedAnswerForm(forms.ModelForm):
    class Meta:
        model = CannedAnswer
        fields = ["title", "text"]

    def clean_title(self):
        title = self.cleaned_data["title"]
        same = CannedAnswer.objects.filter(agency=self.instance.agency, title=title)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is already a text with this title."))
        return title
