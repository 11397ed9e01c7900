"""How often a door may be tried in an hour: tight for one number, wide for one address.

Behind one address may sit a village office, so the wide limits leave room for a busy day. The
count is one statement, so that tries at the same instant are all counted.
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
    "INSERT INTO portal_tally (hand, count, until) VALUES (%s, 1, %s) "
    "ON CONFLICT (hand) DO UPDATE SET count = portal_tally.count + 1 RETURNING count"
)


@dataclass(frozen=True)
class Limit:
    door: str
    most: int

    def is_passed(self, who: str) -> bool:
        """Count this try, and tell whether it is one too many."""
        until = datetime.fromtimestamp((hour() + 1) * HOUR, UTC)
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [self.hand(who), connection.ops.adapt_datetimefield_value(until)])
            return cursor.fetchone()[0] > self.most

    def give_back(self, who: str):
        """A try that succeeded does not count."""
        Tally.objects.filter(hand=self.hand(who), count__gt=0).update(count=F("count") - 1)

    def hand(self, who: str) -> str:
        return blind_index(f"tries at {self.door}", f"{hour()} {who}")


def hour() -> int:
    return int(time.time()) // HOUR


# A complaint is posted twice, once to look at it and once to send it.
POSTS_OF_AN_ADDRESS = Limit("submit", 2 * 60)
TRIES_OF_AN_ADDRESS = Limit("track address", 300)
TRIES_OF_A_NUMBER = Limit("track number", 10)
LETTERS_OF_AN_ADDRESS = Limit("receipt", 60)


def seconds_left() -> int:
    return HOUR - int(time.time()) % HOUR


def address_of(request) -> str:
    """Return the visitor's address, or the network of an IPv6 one, of which a home has millions."""
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    behind_proxy = trusted and len(hops) >= trusted
    text = hops[-trusted].strip() if behind_proxy else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def too_many(request):
    """Answer that it was too often: in words, and with the time to wait for those who count."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds_left())
    return response
