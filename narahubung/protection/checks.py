"""What the person who runs the server should know of the desk: nobody sits there, or its hours have passed."""

from collections.abc import Iterator

from narahubung.accounts.models import Appointment, Role
from narahubung.directory.models import Agency
from narahubung.protection.breaches import Breach
from narahubung.protection.reminders import Reminder
from narahubung.protection.requests import DataRequest

SHOWN = 3


def places_without_officer() -> list[str]:
    """Return the highest places with agencies that take complaints, where no officer is in force."""
    offices = Appointment.objects.in_force().filter(role=Role.DATA_PROTECTION)
    held = offices.filter(user__is_active=True).values("agency")
    roots = Agency.objects.in_force().filter(parent=None).exclude(pk__in=held)
    return [str(root) for root in roots.order_by("name") if takes_complaints(root)]


def takes_complaints(root) -> bool:
    below = Agency.objects.descendants(root, include_self=True)
    return below.filter(takes_complaints=True).exists()


def sentences() -> Iterator[str]:
    if places := places_without_officer():
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        yield (
            f"No data protection officer is appointed at {', '.join(places[:SHOWN])}{more}: "
            "requests about personal data reach nobody there (UU 27/2022 Pasal 53)."
        )
    if number := DataRequest.objects.late().count():
        yield f"Requests about personal data whose 72 hours have passed: {number}."
    if number := Breach.objects.late().count():
        yield f"Breaches whose 72 hours have passed without everybody being told: {number}."
    if number := Reminder.objects.given_up().count():
        yield f"Mails to the data protection officer that could not be sent: {number}."
