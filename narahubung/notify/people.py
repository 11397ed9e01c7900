"""Who can be told: an officer, or the person who brought the file."""

from dataclasses import dataclass

from narahubung.accounts.models import Appointment, Role, User


@dataclass(frozen=True)
class Recipient:
    """An officer, or, without a user, the complainant or reporter of the file."""

    user: User | None = None
    must_act: bool = False
    person: str = Role.COMPLAINANT

    @property
    def key(self):
        return f"user:{self.user.pk}" if self.user else str(self.person)


def officers(place, *roles):
    return told(Appointment.objects.at(place, *roles)) if place else []


def at_office(office, *roles):
    """Return who holds one of these roles at an office of the Ombudsman."""
    posts = Appointment.objects.in_force().filter(office=office, role__in=roles)
    return told(posts.for_page()) if office else []


def told(posts):
    return [Recipient(post.user) for post in posts]
