"""How a complainant or reporter may be told: by the one way that is safe for them, outside of their quiet hours.

What they chose is sealed with their name, and opened only here, at the moment when it is needed.
"""

from datetime import datetime
from importlib.util import find_spec
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from narahubung.complaints.identity import Person, Way
from narahubung.notify import quiet
from narahubung.notify.channels.errors import DeliveryError, Trouble
from narahubung.notify.kinds import kind_of_file
from narahubung.vault import KeyGone, normalise_phone

BY_PHONE = (Way.SMS, Way.WHATSAPP, Way.TELEGRAM)


def open_ways() -> list[str]:
    """Return the ways of this installation: e-mail, and those for which a gateway is set up."""
    has_library = find_spec("apprise") is not None
    return [Way.EMAIL, *(way for way in BY_PHONE if has_library and gateway_of(way))]


def gateway_of(way) -> str:
    secret = settings.GATEWAYS.get(way)
    return secret.get_secret_value() if secret else ""


def person_of(file) -> Person:
    """Return what somebody told of themselves; nothing if it was never told, or was erased."""
    identities = type(file)._meta.get_field("identity").related_model.objects
    identity = identities.filter(**{kind_of_file(file).file: file}).first()
    if identity is None:
        return Person()
    setattr(identity, identity.FILE, file)
    try:
        return identity.person()
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
    person = person_of(message.file)
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


def first_moment(person, way, file) -> datetime:
    """Return when this person may next be told: now, or when it is day again at their place."""
    zone = ZoneInfo(kind_of_file(file).home_of(file).zone)
    return quiet.first_moment(timezone.now(), hours_of(person, way), zone)


def rest_of(message) -> datetime | None:
    """Return until when a message must wait, if its receiver rests now."""
    if message.user_id:
        return None
    person = person_of(message.file)
    moment = first_moment(person, message.channel, message.file)
    return moment if moment > timezone.now() else None
