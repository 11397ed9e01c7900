"""The register of an office as a list: which reports, in which order, under which filters."""

from datetime import timedelta
from functools import cached_property

from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role, User
from narahubung.cases.addresses import Addresses
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

WEEK, STILL = timedelta(days=7), timedelta(days=30)
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
ANY = [("", _("any"))]


def any_of(name, label):
    terms = Term.objects.filter(list=name)
    return forms.ModelChoiceField(terms, label=label, required=False, empty_label=_("any"))


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    due = forms.ChoiceField(
        label=_("Clock"),
        required=False,
        choices=ANY
        + [
            ("late", _("late")),
            ("today", _("due today")),
            ("soon", _("due within a week")),
            ("later", _("due later")),
            ("none", _("no clock is running")),
        ],
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


class RegisterList(Addresses):
    """What one request asks of the register. Every statement that it needs is asked once."""

    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.form = FilterForm(query, office=actor.office)
        self.form.is_valid()
        self.filters = self.form.given()
        asked = "all" if self.filters.get("q") else "work"
        self.tab = query.get("tab") if query.get("tab") in TABS else asked
        self.office = actor.office
        self.behind = Behind.asked(actor, self.filters)
        self.today = today_in(self.office.zone)

    @cached_property
    def visible(self):
        return Report.objects.visible_to(self.actor)

    def exact(self):
        """Return the file whose number was typed, if it is one."""
        question = self.filters.get("q", "").strip()
        if not question:
            return None
        same = Q(number__iexact=question) | Q(reference=normalise(question) or "-")
        return self.visible.filter(same).first()

    def files(self):
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
        given = self.filters
        match given.get("due"):
            case "late":
                rows = rows.late(self.today)
            case "today":
                rows = rows.due_today(self.today)
            case "soon":
                rows = rows.due_soon(self.today)
            case "later":
                rows = rows.filter(next_due__gt=self.today + WEEK)
            case "none":
                rows = rows.filter(next_due__isnull=True)
        same = {name: given[name] for name in ("access", "substance", "stage") if name in given}
        rows = self.in_hand(rows.filter(**same))
        if "since" in given:
            rows = rows.filter(received_on__gte=given["since"])
        if "until" in given:
            rows = rows.filter(received_on__lte=given["until"])
        if self.behind:
            rows = rows.filter(pk__in=self.behind.files())
        return self.asked(rows, given["q"]) if "q" in given else rows

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

    def ordered(self):
        return self.files().order_by(*(key.order(back=False) for key in self.keys().keys))

    def page(self):
        asked = self.query.get("at", "")
        return self.keys().page(self.files(), asked, dress=lambda rows: rows.for_list())

    def counts(self):
        """Count what is late, due today and due soon, in one statement over what is due at all."""
        near = self.visible.filter(next_due__isnull=False, next_due__lte=self.today + WEEK)
        return near.aggregate(
            late=Count("pk", filter=Q(next_due__lt=self.today)),
            today=Count("pk", filter=Q(next_due=self.today)),
            soon=Count("pk", filter=Q(next_due__gt=self.today)),
        )

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

    def late_link(self):
        return self.link(tab="all", due="late")

    def today_link(self):
        return self.link(tab="all", due="today")

    def soon_link(self):
        return self.link(tab="all", due="soon")

    def tabs(self):
        return [
            {"label": label, "url": self.link(tab=name, due=""), "current": name == self.tab}
            for name, label in TABS.items()
        ]

    def nothing(self):
        if self.filters:
            return _("No report matches."), _("Take away a filter, or search for other words.")
        return NOTHING[self.tab]
