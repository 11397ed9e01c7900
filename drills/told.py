"""Who was told: each event, each row of the outbox, and each mail that the server took."""

import re
from collections import Counter

from drills.outbox import resting
from narahubung.complaints.models import Event
from narahubung.notify.kinds import COMPLAINTS
from narahubung.notify.models import Message, Snag

NUMBER = re.compile(r"^Message-ID: <(\d+)\.", re.MULTILINE)


def counted(mail):
    """Return the faults, and how many rows were told once, twice, perhaps, or never."""
    taken = Counter(int(NUMBER.search(text)[1]) for text in list(mail.kept))
    rows = dict(Message.objects.filter(channel="email").values_list("pk", "state"))
    sent = {pk for pk, state in rows.items() if state == "sent"}
    doubts, later = perhaps(), {row["pk"] for row in resting()}
    faults = [f"event {pk} was dispatched to nobody" for pk in untold()]
    faults += [f"event {snag.event_id} waits aside" for snag in Snag.objects.all()]
    faults += [f"mail {pk} was never sent" for pk in sent - taken.keys()]
    faults += [f"mail {pk} belongs to no row" for pk in taken.keys() - rows.keys()]
    faults += [f"mail {pk} is {rows[pk]}" for pk in rows.keys() - sent - doubts - later]
    twice = [pk for pk, number in taken.items() if number > 1]
    faults += [f"mail {pk} was sent {taken[pk]} times" for pk in twice]
    return faults, {
        "mails": taken.total(),
        "told_twice": sum(taken[pk] - 1 for pk in twice),
        "perhaps": len(doubts),
        "perhaps_arrived": len(doubts & taken.keys()),
        "notices": Message.objects.filter(channel="in_app").count(),
    }


def perhaps() -> set:
    """Return the mails that stand before staff, because a worker was killed while it sent them."""
    doubts = Message.objects.filter(channel="email", state="failed", error="perhaps_sent")
    return set(doubts.values_list("pk", flat=True))


def untold():
    events = Event.objects.exclude(kind__in=COMPLAINTS.silent()).filter(notices=None)
    return events.values_list("pk", flat=True)
