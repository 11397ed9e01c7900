"""What is filled in about letters: which one a step is taken with, and what each deed with a letter asks for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from narahubung.documents.fields import PaperField
from narahubung.reports.fields import PastDayField
from narahubung.reports.letter_kinds import companions, kinds, needs_letter, serving
from narahubung.reports.letter_secrecy import leads_to_reporter
from narahubung.reports.letters import Letter, Way
from narahubung.ui.dates import short_date


class LetterField(forms.ModelChoiceField):
    """A choice among the letters of one file that are far enough for a step."""

    def __init__(self, wanted, **kwargs):
        self.wanted = wanted
        super().__init__(Letter.objects.none(), empty_label=_("Please choose"), **kwargs)

    def of(self, report):
        found = Letter.objects.none()
        for kind in self.wanted:
            found |= report.letters.ready_for(kind)
        return found

    def label_from_instance(self, letter):
        words = [letter.number, str(letter.kind_of)]
        if letter.received_on:
            words.append(_now("received on %s") % short_date(letter.received_on))
        return " · ".join(words)


class Speaking:
    """A step that is taken with a letter: its form begins with the choice, and says if there is none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.unwritten = []
        for name in ("letter", "also"):
            field = self.fields.get(name)
            if field is None:
                continue
            field.queryset = field.of(self.report)
            ready = list(field.queryset[:2])
            if len(ready) == 1 and field.required:
                field.initial = ready[0]
            if not ready and field.required:
                self.unwritten += field.wanted
            elif not ready:
                del self.fields[name]
        self.order_fields(["letter", "also"])


def speaking(step, form):
    """Return the form of a step with the choice of its letter, if it is one that speaks."""
    if not serving(step):
        return form
    fields = {
        "letter": LetterField(
            serving(step), label=_("With which letter?"), required=needs_letter(step)
        )
    }
    if companions(step):
        fields["also"] = LetterField(companions(step), label=_("And with which second letter?"))
    return type(form.__name__, (Speaking, form), fields)


class WordsForm(forms.Form):
    """The words of a draft. Nothing in them leads to a secret reporter."""

    addressee_name = forms.CharField(
        label=_("To whom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    addressee_place = forms.CharField(label=_("In which place?"), max_length=300, required=False)
    matter = forms.CharField(label=_("Subject"), max_length=300)
    nature = forms.CharField(label=_("Urgency or secrecy"), max_length=20)
    enclosures = forms.CharField(label=_("Enclosures"), max_length=60, required=False)
    body = forms.CharField(
        label=_("Words of the letter"),
        help_text=_(
            "Leave a line empty between paragraphs. Lines that begin with 1. 2. 3. become a list."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 22}),
    )
    copies = forms.CharField(
        label=_("Copies to"),
        help_text=_("One on each line."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = forms.CharField(label=_("Written at"), max_length=60)

    def __init__(self, *args, letter, actor, **kwargs):
        self.letter = letter
        initial = {name: getattr(letter, name) for name in self.base_fields}
        initial["copies"] = "\n".join(letter.copies)
        super().__init__(*args, initial=initial, **kwargs)

    def clean_copies(self):
        return [line.strip() for line in self.cleaned_data["copies"].splitlines() if line.strip()]

    def clean(self):
        given = self.cleaned_data
        texts = [
            t for value in given.values() for t in (value if isinstance(value, list) else [value])
        ]
        if found := leads_to_reporter(self.letter.report, *texts):
            raise forms.ValidationError(
                _(
                    "This letter would lead to the reporter, whose identity is secret: it holds %(what)s. Take it out; the register number is enough."
                ),
                params={"what": ", ".join(found)},
            )
        return given


class DeedForm(forms.Form):
    """A deed with a letter that asks for nothing; the others add their fields."""

    hint = ""

    def __init__(self, *args, letter, actor, **kwargs):
        self.letter, self.actor = letter, actor
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, PastDayField):
                self.initial.setdefault(name, timezone.localdate())


class ReviewForm(DeedForm):
    hint = _(
        "Read the draft as the one who receives it will. With the review it gets its number and its words stay as they are."
    )


class SignForm(DeedForm):
    hint = _("Print the letter, have it signed, and bring the scan here.")
    signed_on = PastDayField(label=_("Signed on"))
    scan = PaperField(label=_("Scan of the signed letter"), required=True)


class CertifyForm(DeedForm):
    hint = _(
        "The PDF as it was reviewed gets the signature of the office's certificate, dated today. Nothing is printed or scanned."
    )


class SendForm(DeedForm):
    sent_on = PastDayField(label=_("Sent on"))
    way = forms.ChoiceField(label=_("How did it go?"), choices=Way, widget=forms.RadioSelect)

    def clean_sent_on(self):
        return not_before(self.cleaned_data["sent_on"], self.letter.signed_on)


class ReceiveForm(DeedForm):
    hint = _("The time that a letter gives begins on the day on which it was received.")
    received_on = PastDayField(label=_("Received on"))
    received_by = forms.CharField(
        label=_("Who took it?"), help_text=_("Name and office."), max_length=120
    )
    proof = PaperField(
        label=_("Proof of delivery"), help_text=_("The signed slip, or a photo of it.")
    )

    def clean_received_on(self):
        return not_before(self.cleaned_data["received_on"], self.letter.sent_on)


class VoidForm(DeedForm):
    hint = _("The letter stays in the file as void and keeps its number.")
    reason = forms.CharField(label=_("Why?"), max_length=300)


def not_before(day, first):
    if first and day < first:
        raise forms.ValidationError(_("This day lies before the step that came before it."))
    return day


class PaperForm(forms.Form):
    """A letter that was written outside, on one page."""

    kind = forms.ChoiceField(label=_("Which letter is it?"))
    number = forms.CharField(label=_("Number of the letter"), max_length=60)
    dated = PastDayField(label=_("Dated"))
    by_hand = forms.IntegerField(
        label=_("Its place in the book of letters"),
        help_text=_("Only for what stands in a paper book already. Otherwise leave it empty."),
        min_value=1,
        max_value=99_999,
        required=False,
    )
    scan = PaperField(label=_("Scan of the signed letter"), required=True)
    sent_on = PastDayField(label=_("Sent on"), required=False)
    way = forms.ChoiceField(
        label=_("How did it go?"), choices=[("", _("Please choose")), *Way.choices], required=False
    )
    received_on = PastDayField(label=_("Received on"), required=False)
    received_by = forms.CharField(label=_("Who took it?"), max_length=120, required=False)
    proof = PaperField(label=_("Proof of delivery"))

    def __init__(self, *args, report, **kwargs):
        self.report = report
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.code, str(k)) for k in kinds().values()]

    def clean(self):
        given = self.cleaned_data
        dated, sent, received = (given.get(f) for f in ("dated", "sent_on", "received_on"))
        if received and not sent:
            given["sent_on"] = sent = received
        if sent and not given.get("way"):
            self.add_error("way", _("Say how it went."))
        if received and not given.get("received_by"):
            self.add_error("received_by", _("Say who took it."))
        if (sent and dated and sent < dated) or (received and sent and received < sent):
            self.add_error("sent_on", _("This day lies before the step that came before it."))
        return given


DEEDS = {
    "review": ReviewForm,
    "sign": SignForm,
    "certify": CertifyForm,
    "send": SendForm,
    "receive": ReceiveForm,
    "void": VoidForm,
}
