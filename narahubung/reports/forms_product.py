"""Forms of products and their items, and of an investigation that the Ombudsman begins by itself."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.clocks.calendar import today_in
from narahubung.complaints.fields import PapersField, WordsField
from narahubung.directory.models import Agency, Region
from narahubung.reports.compliance import may_become
from narahubung.reports.forms import day
from narahubung.reports.forms_entry import agencies_of, regencies_of
from narahubung.reports.forms_rows import AdviceRow, WithRows
from narahubung.reports.items import ProductItem
from narahubung.reports.product import PREVENTING
from narahubung.ui.forms import DateInput

State = ProductItem.State


class ProductForm(WithRows):
    """A product that prevents: a rapid assessment, a systemic review, or a piece of advice."""

    row, legend = AdviceRow, _("Advice")
    hint = _("What was studied, for whom, and what you advise. It goes out when it is delivered.")
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(k.value, k.label) for k in PREVENTING],
        widget=forms.RadioSelect,
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("For which agency?"), empty_label=_("Please choose")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(label=_("Number of the letter"), max_length=60)
    issued_on = day(_("Issued on"))
    text = WordsField(label=_("What was studied, and what did you see?"))
    files = PapersField(label=_("The signed writing"))

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_of(actor.office)

    def details(self):
        given = super().details()
        items = [{**item, "agency": given["agency"]} for item in given["items"]]
        return {**given, "items": items}


class DeliverForm(forms.Form):
    hint = _("From then on the agency sees it, and the time runs.")
    delivered_on = day(_("When did the agency receive it?"))
    due_on = forms.DateField(
        label=_("Until when is it to be carried out?"),
        help_text=_("For whatever has no day of its own."),
        widget=DateInput,
    )

    def __init__(self, *args, product, **kwargs):
        self.product = product
        super().__init__(*args, **kwargs)

    def clean(self):
        given = self.cleaned_data
        received, due = given.get("delivered_on"), given.get("due_on")
        if received and received < self.product.issued_on:
            self.add_error("delivered_on", _("It cannot be received before it was issued."))
        if received and due and due <= received:
            self.add_error("due_on", _("This day must come after the day of receipt."))
        return given


class ReportItemForm(forms.Form):
    hint = _("The Ombudsman checks it. Until then it counts as reported, not as done.")
    words = WordsField(label=_("What was done, by whom, and since when?"))
    files = PapersField(label=_("Proof"), required=True)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)


class CheckItemForm(forms.Form):
    hint = _("Only what you have checked counts. The agency reads your words.")
    verdict = forms.ChoiceField(label=_("What did you find?"), widget=forms.RadioSelect)
    words = WordsField(label=_("How did you check it?"))

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        verdicts = (State.DONE, State.PARTLY, State.NOT_DONE)
        self.fields["verdict"].choices = [
            (verdict.value, verdict.label) for verdict in verdicts if may_become(item, verdict)
        ]


class OwnForm(forms.Form):
    """An investigation on own initiative: there is nobody to ask, so the ground must stand here."""

    hint = _(
        "There is no reporter: no name and no secret words. It follows the path of every report."
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = WordsField(label=_("What is suspected?"))
    ground = WordsField(
        label=_("What is the ground?"),
        help_text=_("News, several reports about the same, what was seen in the field."),
    )
    reported = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Which agency is it about?"),
        required=False,
        empty_label=_("not in the list"),
    )
    reported_name = forms.CharField(
        label=_("If it is not in the list: its name"), max_length=200, required=False
    )
    happened_on = forms.DateField(label=_("Since when?"), widget=DateInput)
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("In which regency?"),
        required=False,
        empty_label=_("not known"),
    )
    place = forms.CharField(label=_("At which place?"), max_length=200, required=False)
    files = PapersField(label=_("Papers"))

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today_in(actor.office.zone)
        self.fields["reported"].queryset = agencies_of(actor.office)
        self.fields["region"].queryset = regencies_of(actor.office)

    def clean_happened_on(self):
        since = self.cleaned_data["happened_on"]
        if since > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return since

    def clean(self):
        given = self.cleaned_data
        if bool(given.get("reported")) == bool(given.get("reported_name")):
            self.add_error("reported_name", _("Choose from the list or write the name, not both."))
        return given

    def details(self):
        reported = self.cleaned_data["reported"]
        return {
            **self.cleaned_data,
            "superior": reported and reported.parent,
            "received_on": self.today,
            "received_at": timezone.now(),
        }
