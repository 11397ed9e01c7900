"""The register of an office as a list: which reports, in which order, under which filters."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role, User
from narahubung.cases.duelist import ANY, DUE, WEEK, DueList
from narahubung.cases.identity import fingerprints
from narahubung.cases.listing import BY_DUE, NEWEST, Key, Keyset
from narahubung.cases.references import normalise
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.directory.models import Term
from narahubung.reports.behind import Behind
from narahubung.reports.identity import Identity
from narahubung.reports.lifecycle import EXAMINED, Stage
from narahubung.reports.models import Deadline, Report
from narahubung.reports.timeline import short_thread, spoken_clock
from narahubung.ui.forms import DateInput

STILL = timedelta(days=30)
NOBODY = "nobody"
TABS = {
    "work": _("To be done"),
    "others": _("Waiting for others"),
    "all": _("All"),
    "ended": _("Ended"),
}
ORDERS = {
    "due": (_("what must happen first"), BY_DUE),
    "newest": (_("newest first"), NEWEST),
    "number": (_("register number"), Keyset((Key("number"), Key("pk")))),
    "stage": (_("stage"), Keyset((Key("stage"), Key("pk")))),
}
NOTHING = {
    "work": (_("Nothing waits for you."), _("New reports will appear here.")),
    "others": (_("Nobody else is being waited for."), ""),
    "all": (_("There is no report yet."), _("The first one will appear here.")),
    "ended": (_("No report has ended yet."), ""),
}


def any_of(name, label):
    terms = Term.objects.filter(list=name)
    return forms.ModelChoiceField(terms, label=label, required=False, empty_label=_("any"))


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    due = forms.ChoiceField(
        label=_("Clock"),
        required=False,
        choices=[*ANY, *DUE, ("later", _("due later")), ("none", _("no clock is running"))],
    )
    on = forms.DateField(label=_("A clock ends on"), required=False, widget=DateInput)
    access = any_of("access_kind", _("Access"))
    substance = any_of("substance", _("Substance"))
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=ANY + Stage.choices)
    examiner = forms.ChoiceField(label=_("In the hands of"), required=False)
    still = forms.BooleanField(label=_("Nothing happened for 30 days"), required=False)
    since = forms.DateField(label=_("Received from"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Received until"), required=False, widget=DateInput)
    order = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[("", _("as usual")), *[(code, words) for code, (words, _keys) in ORDERS.items()]],
    )

    # The number of the statutory figures behind which one looks.
    figure, group, period, office = (
        forms.CharField(required=False, max_length=250, widget=forms.HiddenInput) for _n in range(4)
    )

    def __init__(self, *args, office, **kwargs):
        self.of_office = office
        super().__init__(*args, **kwargs)
        # Asked only where it is shown, or an examiner is chosen.
        self.fields["examiner"].choices = self.examiners

    def examiners(self):
        found = User.objects.filter(appointments__role=Role.EXAMINER)
        if not self.of_office.national:
            found = found.filter(appointments__office=self.of_office)
        people = found.distinct().order_by("name").values_list("pk", "name")
        return [*ANY, (NOBODY, _("nobody yet")), *((str(pk), name) for pk, name in people)]

    def given(self):
        return {name: value for name, value in self.cleaned_data.items() if value}


class RegisterList(DueList):
    """What one request asks of the register. Every statement that it needs is asked once."""

    TABS, NOTHING, COUNTED_AT, model = TABS, NOTHING, "all", Report
    NO_MATCH = _("No report matches."), _("Take away a filter, or search for other words.")

    def __init__(self, actor, query):
        form = FilterForm(query, office=actor.office)
        super().__init__(actor, query, form, "all" if query.get("q") else "work")
        self.office = actor.office
        self.behind = Behind.asked(actor, self.filters)
        self.today = today_in(self.office.zone)

    def exact(self):
        """Return the file whose number was typed, if it is one."""
        question = self.filters.get("q", "").strip()
        if not question:
            return None
        same = Q(number__iexact=question) | Q(reference=normalise(question) or "-")
        return self.visible.filter(same).first()

    def rows_of_tab(self):
        rows = self.visible
        match self.tab:
            case "work":
                rows = rows.at_work()
            case "others":
                rows = rows.with_others()
            case "ended":
                rows = rows.ended()
        return self.narrow(rows)

    def narrow(self, rows):
        given, rows = self.filters, self.dated(rows)
        same = {name: given[name] for name in ("access", "substance", "stage") if name in given}
        rows = self.in_hand(rows.filter(**same))
        if "since" in given:
            rows = rows.filter(received_on__gte=given["since"])
        if "until" in given:
            rows = rows.filter(received_on__lte=given["until"])
        if self.behind:
            rows = rows.filter(pk__in=self.behind.files())
        return self.asked(rows, given["q"]) if "q" in given else rows

    def dated(self, rows):
        match self.filters.get("due"):
            case "later":
                return rows.filter(next_due__gt=self.today + WEEK)
            case "none":
                return rows.filter(next_due__isnull=True)
        return super().dated(rows)

    def in_hand(self, rows):
        given = self.filters
        if "examiner" in given:
            who = None if given["examiner"] == NOBODY else given["examiner"]
            rows = rows.filter(examiner=who, stage__in=EXAMINED)
        if "still" in given:
            rows = rows.standing_still(timezone.now() - STILL)
        if "on" in given:
            ending = Deadline.objects.running().filter(due=given["on"])
            rows = rows.filter(pk__in=ending.values("report"))
        return rows

    def asked(self, rows, question):
        """Return the files with these words, or of the person whose number or e-mail they are."""
        if not any(fingerprints(phone=question, email=question, nik=question).values()):
            return rows.matching(question)
        known = Identity.objects.visible_to(self.actor).known_by(question).values("report")
        return rows.filter(Q(pk__in=rows.matching(question).values("pk")) | Q(pk__in=known))

    def keys(self):
        usual = "due" if self.tab == "work" else "newest"
        return ORDERS[self.filters.get("order", usual)][1]

    def rows(self, found):
        calendars, language = Calendars(), get_language() or "id"
        return [
            {
                "file": file,
                "thread": short_thread(file, self.today),
                "clock": spoken_clock(file, self.today, calendars, language),
            }
            for file in found
        ]
