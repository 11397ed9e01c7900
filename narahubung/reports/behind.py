"""The list behind a number of the statutory figures."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from narahubung.directory.models import OmbudsmanOffice
from narahubung.reports.models import RegisterEntry, Report
from narahubung.reports.periods import Scope, period_of
from narahubung.reports.statutory import BY_CODE, Figure
from narahubung.reports.statutory_page import Names, spoken
from narahubung.reports.told import may_read_figures


def scope_of(actor, office: str, period) -> Scope:
    """Return what may be counted for this reader: the own office, at the national one any, or all."""
    if not actor.office.national:
        return Scope(actor.office, period)
    return Scope(OmbudsmanOffice.objects.filter(code=office).first(), period)


def offices_for(actor):
    """Return the offices among which this reader may choose."""
    return OmbudsmanOffice.objects.order_by("name") if actor.office.national else []


@dataclass(frozen=True)
class Behind:
    """One number, and the files that make it."""

    figure: Figure
    group: str
    scope: Scope
    actor: object

    @classmethod
    def asked(cls, actor, given):
        figure, period = BY_CODE.get(given.get("figure")), period_of(given.get("period", ""))
        if figure is None or period is None or not may_read_figures(actor):
            return None
        scope = scope_of(actor, given.get("office", ""), period)
        return cls(figure, given.get("group", ""), scope, actor)

    def files(self):
        return self.figure.files(self.scope, self.group)

    @property
    def group_name(self):
        if not self.group:
            return ""
        names = Names().of(self.figure.names, [self.group])
        return names.get(self.group) or spoken(self.group)

    def elsewhere(self) -> list[str]:
        """Return the register numbers of what is counted and not open to this reader.

        It went to another office since, or the reader has stepped aside.
        """
        entries = RegisterEntry.objects.filter(report=OuterRef("pk")).order_by("-pk")
        if self.scope.office:
            entries = entries.filter(register__office=self.scope.office)
        # Of others' files nothing is read but the number by which this office knew them.
        open_to_me = Report.objects.visible_to(self.actor).order_by().values("pk")
        others = Report.objects.filter(pk__in=self.files()).exclude(pk__in=open_to_me)
        known = others.annotate(here=Subquery(entries.values("number")[:1])).order_by("pk")
        return [number or reference for number, reference in known.values_list("here", "reference")]
