"""Durable intake: the last post of the public form, against the bare view, by turns in one run.

A complaint is posted twice: once to look at it, once to send it. Measured is the second, which does all the
work: the form is checked again, the limit counted, the file, its sealed identity, its clocks, its event, its
words for the search and the wake-up of the outbox are written. The stamps of the forms are made
beforehand, because no person may send a form that was shown three seconds ago.
"""

import re
import time
from dataclasses import asdict, dataclass
from itertools import count
from urllib.parse import urlencode

from django.db import connection
from django.test import Client as InProcess
from django.test.utils import CaptureQueriesContext

from benchmarks.clients import FORM, Client, Load, press
from benchmarks.figures import percentile, ratio
from benchmarks.pages import is_bracket
from benchmarks.processes import cpu_seconds
from benchmarks.vocabulary import WORDS
from narahubung.directory.models import Agency
from narahubung.portal import stamps

CLIENTS = (1, 8, 32)
TURNS = 2
PER_ADDRESS = 50
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
TEXT = " ".join(WORDS[:40])


@dataclass
class Intake:
    """Requests a second of the bare view and of the door, and milliseconds of one request."""

    clients: int
    bare: float
    rate: float
    ratio: float
    p50: float
    p95: float
    cpu: float
    bare_cpu: float


class Door:
    """Makes posts of the public form, each of a form of its own, from many addresses."""

    def __init__(self, agency, number):
        self.agency, self.numbers = agency, count()
        self.where = agency.region.name
        self.stamps = [stamps.new_stamp() for _ in range(number)]
        time.sleep(stamps.LEAST_SECONDS + 1)

    def body(self, stamp, token):
        return urlencode(
            {
                "csrfmiddlewaretoken": token,
                "stamp": stamp,
                "step": "send",
                "text": TEXT,
                "title": TEXT[:60],
                "where": self.where,
                "place": "depan loket",
                "agency": self.agency.pk,
                "shield": "open",
                "name": "Sari Melati",
                "phone": "0812-5555-0101",
            }
        )

    def address(self):
        number = next(self.numbers) // PER_ADDRESS
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def requests(self, port):
        """Return what gives each client its own cookie and its posts."""

        def posts(_number):
            client = Client(port)
            _seconds, headers, page = client.ask("GET", "/lapor/")
            client.close()
            cookie, token = headers["Set-Cookie"].split(";")[0], TOKEN.search(page)[1].decode()
            while self.stamps:
                head = {"Cookie": cookie, "Content-Type": FORM, "X-Forwarded-For": self.address()}
                yield "POST", "/lapor/", self.body(self.stamps.pop(), token), head, 303

        return posts

    def statements(self) -> int:
        """Count what one post asks of the database."""
        visitor = InProcess(SERVER_NAME="localhost")
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                answer = visitor.generic("POST", "/lapor/", self.body(self.stamps.pop(), ""), FORM)
        if answer.status_code != 303:
            raise RuntimeError(f"the door answered {answer.status_code}")
        return sum(not is_bracket(query["sql"]) for query in asked.captured_queries)


def bare_requests(_number):
    body = urlencode({"text": TEXT})
    while True:
        yield "POST", "/bare/", body, {"Content-Type": FORM}, 201


def new_door(number) -> Door:
    agency = Agency.objects.public().filter(kind=Agency.Kind.DEPARTMENT).select_related("region")
    return Door(agency.order_by("pk")[0], number)


def measured(door, house, bare, seconds) -> list[dict]:
    """`house` and `bare` are port and process ids of the two servers."""
    press(house[0], 2, 1, door.requests(house[0]))
    press(bare[0], 2, 1, bare_requests)
    return [asdict(by_turns(clients, door, house, bare, seconds)) for clients in CLIENTS]


def by_turns(clients, door, house, bare, seconds) -> Intake:
    """Let both work in turns, so that a busy moment of the machine meets both."""
    at_the_door, at_the_bare, cpu, bare_cpu = Load(), Load(), 0.0, 0.0
    for _ in range(TURNS):
        before = cpu_seconds(bare[1])
        at_the_bare += press(bare[0], clients, seconds / TURNS, bare_requests)
        bare_cpu += cpu_seconds(bare[1]) - before
        before = cpu_seconds(house[1])
        at_the_door += press(house[0], clients, seconds / TURNS, door.requests(house[0]))
        cpu += cpu_seconds(house[1]) - before
    return Intake(
        clients,
        at_the_bare.rate,
        at_the_door.rate,
        ratio(at_the_door.rate, at_the_bare.rate),
        percentile(at_the_door.times, 50) * 1000,
        percentile(at_the_door.times, 95) * 1000,
        cpu * 1000 / len(at_the_door.times),
        bare_cpu * 1000 / len(at_the_bare.times),
    )
