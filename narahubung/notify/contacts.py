"""How a complainant may be told: by the one way that is safe for them, outside of their quiet hours.

What they chose is sealed with their name, and opened only here, at the moment when it is needed.
"""

from datetime import datetime
from importlib.util import find_spec
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from narahubung.complaints.identity import Person, Way
from narahubung.complaints.models import Identity
from narahubung.notify import quiet
from narahubung.notify.channels.errors import DeliveryError, Trouble
from narahubung.vault import KeyGone, normalise_phone

BY_PHONE = (Way.SMS, Way.WHATSAPP, Way.TELEGRAM)


def open_ways() -> list[str]:
    """Return the ways of this installation: e-mail, and those for which a gateway is set up."""
    has_library = find_spec("apprise") is not None
    return [Way.EMAIL, *(way for way in BY_PHONE if has_library and gateway_of(way))]


def gateway_of(way) -> str:
    secret = settings.GATEWAYS.get(way)
    return secret.get_secret_value() if secret else ""


def person_of(complaint) -> Person:
    """Return what the complainant told of themselves; nothing if it was never told, or was erased."""
    identity = Identity.objects.filter(complaint=complaint).select_related("complaint").first()
    try:
        return identity.person() if identity else Person()
    except KeyGone:
        return Person()


def way_of(person) -> str:
    """Return the channel by which this person may be told, or nothing. Who was never asked gets e-mail."""
    way = person.way or Way.EMAIL
    return way if way in open_ways() and address_for(person, way) else ""


def address_for(person, way) -> str:
    match way:
        case Way.EMAIL:
            return person.email
        case Way.SMS | Way.WHATSAPP:
            return normalise_phone(person.phone) or person.phone
        case Way.TELEGRAM:
            return person.telegram
    return ""


def address_of(message) -> str:
    """Return where a message goes, as things stand at the moment of sending."""
    person = person_of(message.complaint)
    if person.way not in ("", message.channel):
        raise DeliveryError(Trouble.UNWISHED, permanent=True)
    address = address_for(person, message.channel)
    if not address:
        raise DeliveryError(Trouble.NO_ADDRESS, permanent=True)
    return address


def hours_of(person, way) -> quiet.Hours:
    """Phones rest at night by themselves; a mailbox does if its owner said so."""
    if person.quiet:
        return quiet.hours_from(person.quiet)
    return quiet.NIGHT if way in BY_PHONE else quiet.NEVER


def first_moment(person, way, complaint) -> datetime:
    """Return when this person may next be told: now, or when it is day again at their place."""
    place = complaint.region or complaint.agency
    return quiet.first_moment(timezone.now(), hours_of(person, way), ZoneInfo(place.zone))


def rest_of(message) -> datetime | None:
    """Return until when a message must wait, if its receiver rests now."""
    if message.user_id:
        return None
    person = person_of(message.complaint)
    moment = first_moment(person, message.channel, message.complaint)
    return moment if moment > timezone.now() else None
