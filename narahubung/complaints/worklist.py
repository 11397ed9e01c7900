"""The work list of an officer: which files, in which order, under which filters."""

from datetime import timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.cases.addresses import Addresses
from narahubung.cases.listing import BY_DUE, NEWEST
from narahubung.cases.references import normalise
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.complaints.forms_list import FilterForm
from narahubung.complaints.lifecycle import ENDED
from narahubung.complaints.models import Complaint
from narahubung.complaints.timeline import short_thread, spoken_clock

WEEK = timedelta(days=7)
WORK, OTHERS, OFFERED, ALL, DONE = "work", "others", "offered", "all", "ended"
TABS = {
    WORK: _("To be done"),
    OTHERS: _("Waiting for others"),
    OFFERED: _("Offered to us"),
    ALL: _("All"),
    DONE: _("Ended"),
}
NOTHING = {
    WORK: (_("Nothing waits for you."), _("New complaints will appear here.")),
    OTHERS: (_("Nobody else is being waited for."), ""),
    OFFERED: (
        _("No other agency has offered you a file."),
        _("What they pass on to you will appear here."),
    ),
    ALL: (_("There is no complaint yet."), _("The first one will appear here.")),
    DONE: (_("No file has ended yet."), ""),
}


class WorkList(Addresses):
    """What one request asks of the list. Every statement that it needs is asked once."""

    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.form = FilterForm(query, actor=actor)
        self.form.is_valid()
        self.filters = self.form.given()
        asked = ALL if self.filters.get("q") or actor.role in AT_AN_OFFICE else ""
        self.tab = query.get("tab") if query.get("tab") in TABS else asked or WORK
        self.today = today_in(actor.agency.zone) if self.agency else timezone.localdate()

    @property
    def agency(self):
        return self.actor.user and self.actor.agency

    @property
    def reference(self):
        """Return the number of a file if that is what was searched for."""
        return normalise(self.filters.get("q", ""))

    @cached_property
    def visible(self):
        return Complaint.objects.visible_to(self.actor)

    def files(self):
        """Return the files of this tab under these filters, without an order."""
        rows = self.visible
        match self.tab:
            case "work":
                rows = rows.at_work()
            case "others":
                rows = rows.with_others()
            case "offered":
                rows = rows.filter(offered_to__in=self.actor.scope)
            case "ended":
                rows = rows.filter(stage__in=ENDED)
        return self.form.narrow(rows, self.today)

    def ordered_by(self):
        return BY_DUE if self.tab == WORK else NEWEST

    def ordered(self, rows):
        return rows.order_by(*(key.order(back=False) for key in self.ordered_by().keys))

    def kept(self):
        """Return this tab and its filters as the query of an address, without what was not understood."""
        query = self.query.copy()
        for name in set(query) - {"tab", *self.filters}:
            del query[name]
        return query.urlencode()

    def page(self):
        asked = self.query.get("at", "")
        return self.ordered_by().page(self.files(), asked, dress=lambda rows: rows.for_list())

    def counts(self):
        """Count what is late, due today and due soon, in one statement over what is due at all."""
        near = self.visible.at_work().filter(next_due__lte=self.today + WEEK)
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
        return self.link(tab=WORK, due="late")

    def today_link(self):
        return self.link(tab=WORK, due="today")

    def soon_link(self):
        return self.link(tab=WORK, due="soon")

    def tabs(self):
        return [
            {"label": label, "url": self.link(tab=name, due=""), "current": name == self.tab}
            for name, label in TABS.items()
            if name != OFFERED or self.actor.role == "manager"
        ]

    def chips(self):
        """Return the filters in force, each with the address of the list without it."""
        return [
            {"label": words, "url": self.link(**{name: ""})} for name, words in self.form.spoken()
        ]

    def nothing(self):
        if self.filters:
            return _("No file matches."), _("Take away a filter, or search for other words.")
        return NOTHING[self.tab]
