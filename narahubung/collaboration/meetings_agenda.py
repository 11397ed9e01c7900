"""The agenda of a meeting: points that were counted, changed by hand, or added; and who reads which."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from narahubung.collaboration.agenda import SOURCES, sources
from narahubung.collaboration.agenda_sources import places_of
from narahubung.collaboration.meetings import Meeting
from narahubung.collaboration.meetings_lifecycle import AHEAD, CONVENE, Stage
from narahubung.directory.models import Agency

# How far back one looks before the first meeting.
A_QUARTER = timedelta(days=91)


class AgendaPointQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The office reads all; a member what is for everybody and for its own tree, once it is invited."""
        seen = self.filter(meeting__in=Meeting.objects.visible_to(actor))
        if actor.role in CONVENE:
            # Who has moved from the office to a member's side sees what that side sees.
            return seen.filter(meeting__series__office=actor.office)
        mine = Q(agency=None) | Q(agency__in=actor.scope)
        return seen.filter(mine).exclude(meeting__stage=Stage.PLANNED)

    def in_order(self):
        return self.select_related("agency").order_by("position", "pk")

    def totals(self):
        """Return {source: (sum of the numbers, how many agencies)} without naming one."""
        rows = self.order_by().values("source").annotate(n=Sum("number"), agencies=Count("agency"))
        return {row["source"]: (row["n"] or 0, row["agencies"]) for row in rows}


class AgendaPoint(models.Model):
    """One point. Without an agency it is for everybody; without a source somebody added it by hand."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="points")
    source = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for whom")
    )
    words = models.CharField(_("point"), max_length=300)
    number = models.PositiveIntegerField(null=True, blank=True)
    link = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    edited = models.BooleanField(default=False)

    objects = AgendaPointQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source", "agency"],
                condition=~Q(source=""),
                name="a_source_gives_an_agency_one_point",
            )
        ]

    def __str__(self):
        return self.words

    @property
    def title(self):
        """Return what kind of point it is; an app that has gone takes its title with it."""
        known = SOURCES.get(self.source)
        return known.title if known else _("Other points")

    def link_for(self, actor):
        known = SOURCES.get(self.source)
        return self.link if known and actor.role in known.opens_for else ""


def may_be_made(meeting) -> bool:
    return meeting.stage in (*AHEAD, Stage.HELD)


@transaction.atomic
def make_agenda(meeting, by) -> int:
    """Ask every source again. What was changed or added by hand stays; return how many points were found."""
    meeting.lock(by)
    meeting.must_be_run_by(by)
    meeting.refuse_unless(may_be_made(meeting))
    kept = meeting.points.filter(Q(edited=True) | Q(source=""))
    taken = set(kept.values_list("source", "agency"))
    meeting.points.exclude(pk__in=kept.values("pk")).delete()
    places = places_of(meeting.series.members.with_path())
    since = last_held(meeting)
    points = [
        AgendaPoint(
            meeting=meeting,
            source=origin.name,
            agency=found.agency,
            words=found.words[:300],
            number=found.number,
            link=found.link,
            position=origin.order * 10,
        )
        for origin in sources()
        for found in origin.find(meeting.series, places, since)
        if (origin.name, found.agency.pk) not in taken
    ]
    AgendaPoint.objects.bulk_create(points)
    meeting.agenda_made(by, len(points))
    return len(points)


def last_held(meeting):
    """Return when this series met last, or a quarter before."""
    before = meeting.series.meetings.filter(starts_at__lt=meeting.starts_at)
    held = before.filter(stage__in=(Stage.HELD, Stage.APPROVED, Stage.CLOSED))
    last = held.order_by("-starts_at").values_list("ends_at", flat=True).first()
    return last or meeting.starts_at - A_QUARTER


@transaction.atomic
def place_point(meeting, by, point, after) -> None:
    """Put a point one place higher or lower; all get numbers anew, so that there is always room."""
    meeting.lock(by)
    meeting.must_be_run_by(by)
    points = list(meeting.points.in_order())
    here = points.index(point)
    there = max(0, min(len(points) - 1, here + after))
    points.insert(there, points.pop(here))
    for position, one in enumerate(points, start=1):
        one.position = position * 10
    AgendaPoint.objects.bulk_update(points, ["position"])
