"""How often a door may be tried in an hour, counted in one statement so that tries at one instant all count.

Behind one address may sit a village office or half a mobile network, so what is counted by address
is wide. Hands are kept as fingerprints only.
"""

import ipaddress
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.shortcuts import render

from narahubung.portal.models import Tally
from narahubung.vault import blind_index

HOUR = 3600
COUNT = (
    "INSERT INTO portal_tally (hand, count, until) VALUES {} "
    "ON CONFLICT (hand) DO UPDATE SET count = portal_tally.count + 1 RETURNING hand, count"
)


def count(hands, until: datetime) -> list[int]:
    """Count one more for each hand, and return how many there are now."""
    end = connection.ops.adapt_datetimefield_value(until)
    rows = ", ".join(["(%s, 1, %s)"] * len(hands))
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(rows), [value for hand in hands for value in (hand, end)])
        counted = dict(cursor.fetchall())
    return [counted[hand] for hand in hands]


def count_each(*tries) -> list[int]:
    """Count a try at each of these (limit, who), and return how many there were in this hour.

    Everybody names the widest last, so that no two wait for each other.
    """
    until = datetime.fromtimestamp((hour() + 1) * HOUR, UTC)
    return count([limit.hand(who) for limit, who in tries], until)


@dataclass(frozen=True)
class Limit:
    door: str
    most: int

    def count(self, who: str) -> int:
        """Count this try, and return how many there were in this hour."""
        return count_each((self, who))[0]

    def is_passed(self, who: str) -> bool:
        """Count this try, and tell whether it is one too many."""
        return self.count(who) > self.most

    def counted(self, who: str) -> int:
        found = Tally.objects.filter(hand=self.hand(who)).values_list("count", flat=True)
        return found.first() or 0

    def give_back(self, who: str):
        """A try that succeeded does not count."""
        Tally.objects.filter(hand=self.hand(who), count__gt=0).update(count=F("count") - 1)

    def hand(self, who: str) -> str:
        return blind_index(f"tries at {self.door}", f"{hour()} {who}")


def hour() -> int:
    return int(time.time()) // HOUR


LETTERS_OF_AN_ADDRESS = Limit("receipt", 60)
LOOKS_OF_A_LETTER = Limit("letter", 120)
LOOKS_OF_A_CERTIFICATE = Limit("certificate", 120)


def seconds_left() -> int:
    return HOUR - int(time.time()) % HOUR


def visitor(request):
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    behind_proxy = trusted and len(hops) >= trusted
    text = hops[-trusted].strip() if behind_proxy else request.META.get("REMOTE_ADDR", "")
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def address_of(request) -> str:
    """Return the visitor's address, or the network of an IPv6 one, of which a home has millions."""
    return network_of(visitor(request), 32, 64)


def line_of(request) -> str:
    """Return the line by which the visitor comes: an IPv4 address, or what one IPv6 customer is given."""
    return network_of(visitor(request), 32, 56)


def network_of(address, bits4, bits6) -> str:
    if address is None:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = bits4 if address.version == 4 else bits6
    if bits == 32:
        return str(address)
    return str(ipaddress.ip_network((address, bits), strict=False))


def too_many(request, seconds=0):
    """Answer that it was too often: in words, and with the time to wait for those who count."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds or seconds_left())
    return response
