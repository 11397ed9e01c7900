"""Text messages through a gateway named by an Apprise URL: an extra, `pip install narahubung[apprise]`.

The URL holds the password of the gateway. It is read when a message is sent, and the library, which
would write it into logs, is kept silent.
"""

import logging
from contextlib import nullcontext
from functools import lru_cache
from importlib import import_module
from urllib.parse import quote

from narahubung.notify import contacts
from narahubung.notify.channels.errors import DeliveryError, Trouble
from narahubung.notify.texts import line_of

TALKATIVE = ("apprise", "urllib3", "requests")


def line():
    """Each message opens a connection of its own."""
    return nullcontext()


def send(message, _connection):
    """Hand one message to the gateway; raises DeliveryError for whatever lies outside of us.

    A gateway says yes or no and not why, so a no is tried again like a busy mail server.
    """
    template = contacts.gateway_of(message.channel)
    if not template or message.channel not in contacts.open_ways():
        raise DeliveryError(Trouble.NO_GATEWAY, permanent=True)
    gateway = library().Apprise()
    address = quote(contacts.address_of(message), safe="")
    if not gateway.add(template.replace("{to}", address)):
        raise DeliveryError(Trouble.NO_GATEWAY, permanent=True)
    if not gateway.notify(body=line_of(message)):
        raise DeliveryError(Trouble.NOT_TAKEN, permanent=False)


@lru_cache
def library():
    """Read the library when the first message goes out: most installations never need it."""
    found = import_module("apprise")
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return found
