"""Of whom an office can open an evaluation of a year: the focal points who held the office then, and agencies as a whole."""

from dataclasses import dataclass
from datetime import date

from narahubung.accounts.models import Appointment, Role
from narahubung.agreements.forms import agencies_of
from narahubung.agreements.parties import Party
from narahubung.agreements.periods import Period
from narahubung.directory.models import Agency
from narahubung.insight.evaluations import Evaluation
from narahubung.insight.sheet import span_of


@dataclass(frozen=True)
class Candidate:
    key: str
    agency: object
    span: Period
    focal_point: object = None

    def details(self) -> dict:
        return {
            "agency": self.agency,
            "focal_point": self.focal_point,
            "first_day": self.span.first,
            "last_day": self.span.last,
        }


def candidates(actor, year: int) -> list[Candidate]:
    """Return who has no sheet of this year yet: the focal points first, then the agencies."""
    near = agencies_of(actor.office).order_by().values("pk")
    posts = held_in(year).filter(agency__in=near)
    held = [(post, span_of(year, post.starts_on, end_of(post))) for post in posts]
    held = [(post, span) for post, span in held if span]
    places = {post.agency_id for post, _span in held} | partners(actor.office, near)
    agencies = Agency.objects.filter(pk__in=places).with_path().order_by("name")
    found = [Candidate(f"f{post.pk}", post.agency, span, post) for post, span in held]
    found += [Candidate(f"a{agency.pk}", agency, span_of(year)) for agency in agencies]
    known = opened(actor.office, year)
    return [one for one in found if one.key not in known]


def held_in(year: int):
    """Return the focal points of a year; who only stands in for another is looked at with them."""
    posts = Appointment.objects.filter(role=Role.FOCAL_POINT, substitutes=None)
    posts = posts.filter(starts_on__lte=date(year, 12, 31)).exclude(ends_on__lt=date(year, 1, 1))
    return posts.for_page().order_by("agency__name", "starts_on", "pk")


def end_of(post) -> date | None:
    revoked = post.revoked_at and post.revoked_at.date()
    return min(filter(None, (post.ends_on, revoked)), default=None)


def partners(office, near) -> set[int]:
    """Return the agencies that are party to an agreement with this office."""
    parties = Party.objects.filter(agreement__office=office, is_witness=False, agency__in=near)
    return set(parties.order_by().values_list("agency", flat=True).distinct())


def opened(office, year) -> set[str]:
    sheets = Evaluation.objects.filter(office=office, year=year).order_by()
    return {
        f"f{post}" if post else f"a{agency}"
        for post, agency in sheets.values_list("focal_point", "agency")
    }
