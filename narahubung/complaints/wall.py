"""The wall: those whom a complaint is about neither see it nor settle it; somebody above them does.

A complaint about an officer goes one level up. One about the head of a place, or about a place that has only
the government above it, goes to the inspectorate. Where nobody inside is left, it goes to the Ombudsman.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment, User
from narahubung.directory.models import Agency

GOVERNMENT, INSPECTORATE = Agency.Kind.GOVERNMENT, Agency.Kind.INSPECTORATE


class ReportedQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Whom a visible file is about may be known to whoever sees the file."""
        complaints = self.model._meta.get_field("complaint").related_model
        return self.filter(complaint__in=complaints.objects.visible_to(actor))

    def against(self, actor):
        """Return what hides files from an officer: a place of theirs, one above it, or themselves."""
        if actor.user is None:
            return self.none()
        return self.filter(Q(agency__in=actor.places) | Q(user=actor.user))

    def files(self):
        return self.order_by().values("complaint")


class ReportedParty(models.Model):
    """A place that a complaint is about, with all below it, and perhaps one officer by name."""

    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="reported")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    is_head = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    objects = ReportedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported party")
        verbose_name_plural = _("reported parties")
        ordering = ["since"]

    def __str__(self):
        return str(self.agency)


def judge_of(place, is_head) -> Agency | None:
    """Return who is to settle a complaint about a place; None where only the Ombudsman is left."""
    way = path_up(place)
    agencies = [step for step in way[1:] if step.takes_complaints and step.kind != GOVERNMENT]
    if agencies and not is_head:
        return agencies[0]
    inspectorates = Agency.objects.in_force().filter(kind=INSPECTORATE, parent__in=way[1:])
    return inspectorates.exclude(pk__in=[step.pk for step in way]).first()


def path_up(place) -> list[Agency]:
    way = [place]
    while way[-1].parent is not None:
        way.append(way[-1].parent)
    return way


def within(places) -> set[int]:
    """Return these places and all below them, by key."""
    keys = set()
    for place in places:
        below = Agency.objects.descendants(place, include_self=True)
        keys.update(below.values_list("pk", flat=True))
    return keys


def hidden_places(file) -> set[int]:
    """Return the places from which a file is hidden; a file that is about nobody costs one look."""
    return within([party.agency for party in file.reported.all()])


def hidden_users(file) -> set[int]:
    """Return the officers from whom a file is hidden, whichever office they act in."""
    parties = list(file.reported.all())
    if not parties:
        return set()
    places = within([party.agency for party in parties])
    holders = Appointment.objects.in_force().filter(agency__in=places)
    named = {party.user_id for party in parties if party.user_id}
    return named | set(holders.values_list("user", flat=True))


def is_left_to_the_ombudsman(file) -> bool:
    parties = list(file.reported.all())
    return bool(parties) and any(judge_of(p.agency, p.is_head) is None for p in parties)
