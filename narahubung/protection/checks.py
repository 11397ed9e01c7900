"""What the person who runs the server should know of the desk: nobody sits there, or its hours have passed."""

from collections.abc import Iterator

from narahubung.accounts.models import Role
from narahubung.accounts.vacancies import listed, roots_without
from narahubung.protection.breaches import Breach
from narahubung.protection.reminders import Reminder
from narahubung.protection.requests import DataRequest


def sentences() -> Iterator[str]:
    if places := roots_without(Role.DATA_PROTECTION):
        yield (
            f"No data protection officer is appointed at {listed(places)}: "
            "requests about personal data reach nobody there (UU 27/2022 Pasal 53)."
        )
    if number := DataRequest.objects.late().count():
        yield f"Requests about personal data whose 72 hours have passed: {number}."
    if number := Breach.objects.late().count():
        yield f"Breaches whose 72 hours have passed without everybody being told: {number}."
    if number := Reminder.objects.given_up().count():
        yield f"Mails to the data protection officer that could not be sent: {number}."
