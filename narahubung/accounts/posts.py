"""Offices as others ask for them: who holds which office, and how they are reached. No word about a person."""

from django.db.models import Exists, OuterRef, Q

from narahubung.accounts.absences import Absence
from narahubung.accounts.models import AT_AN_OFFICE, EVERYBODY, Appointment, AppointmentQuerySet
from narahubung.accounts.roles import AT_AN_AGENCY, Role
from narahubung.directory.models import Agency


def near(actor, place="") -> Q:
    """Return the question whether a place is near: the own tree and above, or served by one's office."""
    if actor.role in EVERYBODY:
        return Q()
    if actor.role in AT_AN_OFFICE:
        codes = [Q(**{f"{place}region__code__startswith": code}) for code in actor.provinces]
        return Q(*codes, _connector=Q.OR) if codes else Q(pk__in=[])
    return Q(**{f"{place}pk__in": actor.scope | actor.places})


def places_known_to(actor):
    """Return the agencies whose offices this actor may look up."""
    known = Agency.objects.visible_to(actor).in_force().filter(near(actor))
    return known if actor.role in (*EVERYBODY, *AT_AN_AGENCY, *AT_AN_OFFICE) else known.none()


class PostQuerySet(AppointmentQuerySet):
    def visible_to(self, actor):
        """Officers of the same agency, below or above it, and the Ombudsman of the province."""
        if actor.role not in (*EVERYBODY, *AT_AN_AGENCY, *AT_AN_OFFICE):
            return self.none()
        return self.filter(near(actor, "agency__"), agency__isnull=False)

    def focal_points(self):
        return self.filter(role=Role.FOCAL_POINT, user__is_active=True)

    def with_leave(self):
        away = Absence.objects.in_force().filter(user=OuterRef("user"))
        return self.annotate(is_away=Exists(away))


class Post(Appointment):
    """The same rows, asked by those who must know whom to turn to."""

    objects = PostQuerySet.as_manager()

    class Meta:
        proxy = True
        ordering = ["-starts_on"]
