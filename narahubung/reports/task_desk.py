"""The desk as a list: what the Ombudsman waits for from an agency, by what must happen first."""

from datetime import timedelta
from functools import cached_property

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.cases.addresses import Addresses
from narahubung.cases.listing import BY_DUE, NEWEST
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.directory.models import Agency
from narahubung.reports.addressed import ANSWERABLE
from narahubung.reports.task_limits import limits
from narahubung.reports.task_words import first_clock, short_thread
from narahubung.reports.tasks import Kind, LiaisonTask, TimeRequest

WEEK = timedelta(days=7)
ANY = [("", _("any"))]
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
        choices=ANY
        + [
            ("late", _("late")),
            ("today", _("due today")),
            ("soon", _("due within a week")),
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


class TaskList(Addresses):
    """What one request asks of the desk. Every statement that it needs is asked once."""

    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.form = FilterForm(query)
        self.form.is_valid()
        self.filters = self.form.given()
        self.tab = query.get("tab") if query.get("tab") in TABS else "work"
        self.place = actor.agency or actor.office
        self.today = today_in(self.place.zone) if self.place else today_in("Asia/Jakarta")

    @cached_property
    def visible(self):
        return LiaisonTask.objects.visible_to(self.actor)

    @property
    def is_office(self):
        return self.actor.role in AT_AN_OFFICE

    @property
    def sees_above(self):
        return self.is_office or self.actor.role in ANSWERABLE

    def tasks(self):
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
            case "late":
                return rows.late(self.today)
            case "today":
                return rows.waiting().filter(next_due=self.today)
            case "soon":
                return rows.waiting().filter(**self.soon())
            case "unconfirmed":
                return rows.waiting().filter(acknowledged_at=None)
            case "answered":
                return rows.filter(answered_on__isnull=False)
            case "unanswered":
                return rows.waiting()
            case "in_time":
                return rows.in_time()
        return rows

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

    def soon(self):
        return {"next_due__gt": self.today, "next_due__lte": self.today + WEEK}

    def page(self):
        keys = BY_DUE if self.tab == "work" else NEWEST
        return keys.page(self.tasks(), self.query.get("at", ""), dress=dressed)

    def counts(self):
        """Count what is late, due today, due soon and not confirmed, in one statement."""
        waiting = self.visible.waiting().order_by()
        return waiting.aggregate(
            late=Count("pk", filter=Q(next_due__lt=self.today)),
            today=Count("pk", filter=Q(next_due=self.today)),
            soon=Count("pk", filter=Q(**self.soon())),
            unconfirmed=Count("pk", filter=Q(acknowledged_at=None)),
        )

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

    def links(self):
        return {
            name: self.link(tab="work", due=name)
            for name in ("late", "today", "soon", "unconfirmed")
        }

    def tabs(self):
        return [
            {"label": label, "url": self.link(tab=name, due=""), "current": name == self.tab}
            for name, label in TABS.items()
        ]

    def nothing(self):
        if self.filters:
            return _("No letter matches."), _("Take away a filter, or search for another number.")
        return NOTHING[self.tab]


def below(slug):
    top = Agency.objects.filter(slug=slug).first()
    return Agency.objects.descendants(top, include_self=True).values("pk") if top else []


def dressed(rows):
    asked = TimeRequest.objects.filter(task=OuterRef("pk"), granted__isnull=True)
    rows = rows.for_page().select_related("ack_rule")
    return rows.annotate(asks_time=Exists(asked), paper_count=Count("papers"))


def primary_of(task, actor):
    """Return the name of the one thing to do next, out of the state alone; the page itself asks who may."""
    if not task.waits() or actor.role not in ("focal_point", "liaison"):
        return ""
    if actor.role == "liaison":
        return "draft"
    if task.acknowledged_at is None:
        return "acknowledge"
    return "answer" if task.unit_id else "name_unit"
