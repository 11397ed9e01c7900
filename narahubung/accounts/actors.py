"""Who is asking: an officer in one office, a complainant, a reporter, the system itself, or a stranger.

Everything that is seen or done in the house is seen or done by one of these five.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from narahubung.accounts.models import Appointment, Role, User
from narahubung.directory.models import Agency


@dataclass(frozen=True)
class Officer:
    """A person in the office that they act in now."""

    user: User
    appointment: Appointment
    has_powers: bool = False
    powers_until: datetime | None = None
    second_factor: bool = False
    offices: tuple[Appointment, ...] = field(default=(), compare=False)

    @property
    def role(self):
        return Role(self.appointment.role)

    @property
    def agency(self):
        return self.appointment.agency

    @property
    def office(self):
        return self.appointment.office

    @property
    def label(self):
        return f"{self.user.name}, {self.appointment.place}"

    @cached_property
    def places(self) -> frozenset[int]:
        """Return the places of all offices of this person, and those above them."""
        keys = set()
        for held in self.offices or (self.appointment,):
            place = held.agency
            while place is not None:
                keys.add(place.pk)
                place = place.parent
        return frozenset(keys)

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """Return the codes of the provinces that an office of the Ombudsman serves; the national one serves all."""
        if self.office is None:
            return ()
        if self.office.national:
            return ("",)
        return tuple(self.office.provinces.values_list("code", flat=True))

    @cached_property
    def scope(self) -> frozenset[int]:
        """Return the agencies whose files this office concerns: its own place and all below it.

        An inspectorate looks at the whole government of which it is a part.
        """
        top = self.agency
        if top is None:
            return frozenset()
        if self.role == Role.INSPECTORATE and top.parent_id:
            top = top.parent
        return frozenset(
            Agency.objects.descendants(top, include_self=True).values_list("pk", flat=True)
        )


@dataclass(frozen=True)
class Complainant:
    """Somebody who knows the number and the secret word of one file."""

    complaint_id: int
    role = Role.COMPLAINANT
    user = None
    label = ""
    scope = places = frozenset()


@dataclass(frozen=True)
class Reporter:
    """Somebody who knows the number and the secret word of one file at the Ombudsman."""

    report_id: int
    role = Role.REPORTER
    user = None
    label = ""
    scope = places = frozenset()


@dataclass(frozen=True)
class System:
    """The house itself, when a clock runs out."""

    role = Role.SYSTEM
    user = None
    label = ""
    scope = places = frozenset()


@dataclass(frozen=True)
class Stranger:
    """Anybody else."""

    role = None
    user = None
    label = ""
    scope = places = frozenset()


Actor = Officer | Complainant | Reporter | System | Stranger
