"""More time for an agency: days in which the clock of the law stands still, so that it keeps its own rule.

The promise is still counted by its rule from its first day; what was given stands in its sum as a pause, with
its ground, and a new count after a decree on days off keeps it.
"""

from django.db import models
from django.utils.translation import gettext as _

from narahubung.cases.timeline import promises
from narahubung.clocks.calendars import calendar_for


class MoreTime(models.Model):
    """The part of a deadline that can be given time."""

    class Meta:
        abstract = True

    def spans(self):
        """Return the days that were given, with their ground in words."""
        ground = _("more time given by the Ombudsman")
        return [(row.from_day, row.until_day, ground) for row in self.extensions.all()]

    def give_time(self):
        """Count the day again with what was given, and return it. A day that moved may be missed anew."""
        calendar = calendar_for(self.case.calendar_region, self.case.week)
        self.due, self.noticed_at = self.due_with(self.spans(), calendar), None
        self.save(update_fields=["due", "noticed_at"])
        return self.due


def promises_of(file, running, today, language):
    """Return the running promises of a report, each with the time that was given to it."""
    found = running.prefetch_related("extensions")
    return [said for one in found for said in promises(file, [one], today, language, one.spans())]
