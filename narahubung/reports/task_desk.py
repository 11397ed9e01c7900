"""The desk as a list: what the Ombudsman waits for from an agency, by what must happen first."""

from datetime import timedelta

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.cases.duelist import ANY, DUE, DueList
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.directory.models import Agency
from narahubung.reports.addressed import ANSWERABLE
from narahubung.reports.task_limits import limits
from narahubung.reports.task_words import first_clock, short_thread
from narahubung.reports.tasks import Kind, LiaisonTask, TimeRequest

TABS = {
    "work": _("To be done"),
    "answered": _("Answered"),
    "settled": _("Settled"),
    "all": _("All"),
}
NOTHING = {
    "work": (
        _("The Ombudsman waits for nothing from you."),
        _(
            "A new letter appears here on the day on which it arrives, with its day and its question."
        ),
    ),
    "answered": (_("No answer is with the Ombudsman now."), ""),
    "settled": (_("Nothing has been settled yet."), ""),
    "all": (_("No letter of the Ombudsman has arrived yet."), ""),
}


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Number"), required=False, max_length=60)
    due = forms.ChoiceField(
        label=_("Clock"),
        required=False,
        choices=[
            *ANY,
            *DUE,
            ("unconfirmed", _("not yet confirmed")),
            ("answered", _("answered")),
            ("unanswered", _("without an answer")),
            ("in_time", _("answered in time")),
        ],
    )
    kind = forms.ChoiceField(label=_("What is asked"), required=False, choices=ANY + Kind.choices)
    agency = forms.SlugField(required=False, max_length=80)
    government = forms.SlugField(required=False, max_length=80)
    focal = forms.ChoiceField(
        required=False, choices=[("", ""), ("with", "with"), ("without", "without")]
    )
    repeated = forms.BooleanField(label=_("Repeated matters only"), required=False)
    recent = forms.BooleanField(required=False)

    def given(self):
        return {name: value for name, value in self.cleaned_data.items() if value}


class TaskList(DueList):
    """What one request asks of the desk. Every statement that it needs is asked once."""

    TABS, NOTHING, model = TABS, NOTHING, LiaisonTask
    NO_MATCH = _("No letter matches."), _("Take away a filter, or search for another number.")

    def __init__(self, actor, query):
        super().__init__(actor, query, FilterForm(query))
        self.place = actor.agency or actor.office
        self.today = today_in(self.place.zone) if self.place else today_in("Asia/Jakarta")

    @property
    def is_office(self):
        return self.actor.role in AT_AN_OFFICE

    @property
    def sees_above(self):
        return self.is_office or self.actor.role in ANSWERABLE

    def rows_of_tab(self):
        match self.tab:
            case "work":
                rows = self.visible.waiting()
            case "answered":
                rows = self.visible.answered()
            case "settled":
                rows = self.visible.settled()
            case _:
                rows = self.visible
        return self.about(self.dated(rows))

    def dated(self, rows):
        match self.filters.get("due"):
            case "unconfirmed":
                return rows.waiting().filter(acknowledged_at=None)
            case "answered":
                return rows.filter(answered_on__isnull=False)
            case "unanswered":
                return rows.waiting()
            case "in_time":
                return rows.in_time()
        return super().dated(rows)

    def about(self, rows):
        given = self.filters
        if "kind" in given:
            rows = rows.filter(kind=given["kind"])
        if "agency" in given:
            rows = rows.filter(agency__slug=given["agency"])
        if "government" in given:
            rows = rows.filter(agency__in=below(given["government"]))
        if "focal" in given:
            rows = rows.filter(had_focal_point=given["focal"] == "with")
        if "repeated" in given:
            rows = rows.filter(repeated=True)
        if "recent" in given:
            since = self.today - timedelta(days=limits().figure_days)
            rows = rows.filter(received_on__gt=since)
        if "q" in given:
            words = given["q"].strip()
            same = Q(reference__iexact=words) | Q(letter__icontains=words)
            rows = rows.filter(same | Q(report__number__iexact=words))
        return rows

    def counts(self):
        unconfirmed = Count("pk", filter=Q(acknowledged_at=None))
        return self.counted().order_by().aggregate(**self.sums(), unconfirmed=unconfirmed)

    def counted(self):
        return self.visible.waiting()

    def links(self):
        return {**super().links(), "unconfirmed": self.link(tab="work", due="unconfirmed")}

    def dressed(self, rows):
        asked = TimeRequest.objects.filter(task=OuterRef("pk"), granted__isnull=True)
        rows = rows.for_page().select_related("ack_rule")
        return rows.annotate(asks_time=Exists(asked), paper_count=Count("papers"))

    def rows(self, found):
        calendars, language = Calendars(), get_language() or "id"
        return [
            {
                "task": task,
                "thread": short_thread(task, self.today),
                "clock": first_clock(task, self.today, calendars, language),
                "primary": None if self.is_office else primary_of(task, self.actor),
            }
            for task in found
        ]


def below(slug):
    top = Agency.objects.filter(slug=slug).first()
    return Agency.objects.descendants(top, include_self=True).values("pk") if top else []


def primary_of(task, actor):
    """Return the name of the one thing to do next, out of the state alone; the page itself asks who may."""
    if not task.waits() or actor.role not in ("focal_point", "liaison"):
        return ""
    if actor.role == "liaison":
        return "draft"
    if task.acknowledged_at is None:
        return "acknowledge"
    return "answer" if task.unit_id else "name_unit"
