"""The work list of an officer: which files, in which order, under which filters."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.duelist import DueList
from narahubung.cases.references import normalise
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.complaints.forms_list import FilterForm
from narahubung.complaints.lifecycle import ENDED
from narahubung.complaints.models import Complaint
from narahubung.complaints.timeline import short_thread, spoken_clock

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


class WorkList(DueList):
    """What one request asks of the list. Every statement that it needs is asked once."""

    TABS, NOTHING, model = TABS, NOTHING, Complaint

    def __init__(self, actor, query):
        usual = ALL if query.get("q") or actor.role in AT_AN_OFFICE else WORK
        super().__init__(actor, query, FilterForm(query, actor=actor), usual)
        self.today = today_in(actor.agency.zone) if self.agency else timezone.localdate()

    @property
    def agency(self):
        return self.actor.user and self.actor.agency

    @property
    def reference(self):
        """Return the number of a file if that is what was searched for."""
        return normalise(self.filters.get("q", ""))

    def rows_of_tab(self):
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
        return self.form.narrow(self.dated(rows))

    def counted(self):
        return self.visible.at_work()

    def shows(self, tab):
        return tab != OFFERED or self.actor.role == Role.MANAGER

    def kept(self):
        """Return this tab and its filters as the query of an address, without what was not understood."""
        query = self.query.copy()
        for name in set(query) - {"tab", *self.filters}:
            del query[name]
        return query.urlencode()

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

    def chips(self):
        """Return the filters in force, each with the address of the list without it."""
        return [
            {"label": words, "url": self.link(**{name: ""})} for name, words in self.form.spoken()
        ]
