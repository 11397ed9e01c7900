"""Meetings in the words of RFC 5545: an invitation with its updates and its end, and a calendar of one person.

Nothing here names a file or a complainant, and no agenda: calendars lie on servers of others.
"""

from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Narahubung//Pertemuan//ID"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitation_calendar(invitation, method: str, sequence: int) -> bytes:
    """Return the invitation of one person; the same UID and a higher SEQUENCE replace the one before."""
    meeting = invitation.meeting
    event = event_of(meeting, sequence)
    event["organizer"] = address(sender(), meeting.office.name)
    guest = address(invitation.user.email, invitation.user.name)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
    guest.params["RSVP"] = vText("FALSE")
    event.add("attendee", guest, encode=0)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    return written([event], method)


def feed_calendar(meetings, decisions, name: str) -> bytes:
    """Return everything that one person may see as one calendar to subscribe to."""
    events = []
    for meeting in meetings:
        event = event_of(meeting, meeting.sequence)
        event.add("status", "TENTATIVE" if meeting.stage == "planned" else "CONFIRMED")
        events.append(event)
    events += [due_day_of(decision) for decision in decisions]
    return written(events, PUBLISH, name)


def event_of(meeting, sequence) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{host()}")
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", meeting.begins)
    event.add("dtend", meeting.ends)
    event.add("summary", meeting.heading)
    event.add("location", meeting.place)
    event.add("url", settings.SITE_URL + meeting.get_absolute_url())
    return event


def due_day_of(decision) -> Event:
    """A decision as a day: which meeting and which number, without its words."""
    said = {"number": decision.number, "meeting": decision.meeting.heading}
    event = Event()
    event.add("uid", f"decision-{decision.pk}-{decision.meeting.uid}@{host()}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", decision.due_on)
    event.add("dtend", decision.due_on + timedelta(days=1))
    event.add("summary", _("Due: decision %(number)s of %(meeting)s") % said)
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_URL + decision.get_absolute_url())
    return event


def written(events, method, name="") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def address(email, name) -> vCalAddress:
    found = vCalAddress(f"mailto:{email}")
    found.params["CN"] = vText(name)
    return found


def sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "narahubung"
