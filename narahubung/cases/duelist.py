"""A list of what is due: its tabs and its order, and how much is late, due today and due within a week."""

from datetime import timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from narahubung.cases.addresses import Addresses
from narahubung.cases.listing import BY_DUE, NEWEST

WEEK = timedelta(days=7)
ANY = [("", _("any"))]
DUE = [("late", _("late")), ("today", _("due today")), ("soon", _("due within a week"))]


class DueList(Addresses):
    """What one request asks of a list. A kind of list says its tabs, which rows it may show, and how it narrows them.

    `TABS` are labels by code, the usual one first; `NOTHING` says for each what is said and advised when it is
    empty, `NO_MATCH` the same under filters. Figures lead to the tab `COUNTED_AT`.
    """

    TABS: dict = {}
    NOTHING: dict = {}
    NO_MATCH = _("No file matches."), _("Take away a filter, or search for other words.")
    COUNTED_AT = "work"
    model = None

    def __init__(self, actor, query, form, usual="work"):
        self.actor, self.query, self.form = actor, query, form
        form.is_valid()
        self.filters = form.given()
        self.tab = query.get("tab") if query.get("tab") in self.TABS else usual

    @cached_property
    def visible(self):
        return self.model.objects.visible_to(self.actor)

    def rows_of_tab(self):
        """Return the rows of this tab under these filters, without an order."""
        raise NotImplementedError

    def keys(self):
        return BY_DUE if self.tab == "work" else NEWEST

    def page(self):
        return self.keys().page(self.rows_of_tab(), self.query.get("at", ""), dress=self.dressed)

    def dressed(self, rows):
        return rows.for_list()

    def ordered(self):
        return self.rows_of_tab().order_by(*(key.order(back=False) for key in self.keys().keys))

    def dated(self, rows):
        """Return those of the rows whose day the address asks for."""
        match self.filters.get("due"):
            case "late":
                return rows.late(self.today)
            case "today":
                return rows.due_today(self.today)
            case "soon":
                return rows.due_soon(self.today)
        return rows

    def counted(self):
        """Return the rows among which something may be late."""
        return self.visible.filter(next_due__isnull=False)

    def counts(self):
        """Count what is late, due today and due soon, in one statement over what is due at all."""
        near = self.counted().filter(next_due__lte=self.today + WEEK)
        return near.aggregate(**self.sums())

    def sums(self):
        soon = Q(next_due__gt=self.today, next_due__lte=self.today + WEEK)
        return {
            "late": Count("pk", filter=Q(next_due__lt=self.today)),
            "today": Count("pk", filter=Q(next_due=self.today)),
            "soon": Count("pk", filter=soon),
        }

    def links(self):
        """Return the address behind each of the counts."""
        return {code: self.link(tab=self.COUNTED_AT, due=code) for code, _words in DUE}

    def tabs(self):
        return [
            {"label": label, "url": self.link(tab=name, due=""), "current": name == self.tab}
            for name, label in self.TABS.items()
            if self.shows(name)
        ]

    def shows(self, tab):
        return True

    def nothing(self):
        return self.NO_MATCH if self.filters else self.NOTHING[self.tab]
