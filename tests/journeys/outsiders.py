"""Those whom a file is kept from: they open every address, search for every word, try every step."""

import re

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from narahubung.accounts.models import User
from narahubung.accounts.people import enrol_demo
from narahubung.accounts.tests.ways_in import confirm, with_password
from narahubung.complaints.models import Attachment
from tests import canaries as c
from tests.test_invisible_counts import TOKENS
from tests.test_visibility_matrix import FILE, KEY, PUBLIC, STAFF, SURFACES, body_of, urls_of

# These tell what time it is, and nothing of a file. The proof is of one file by its number.
APART = ("portal:status", "portal:status_json", "portal:proof_file")
# The hour stands in headers and inside of books, and so in the length of what is packed.
HOUR = re.compile(r"Expires: [^\n]*?GMT|Content-Length: \d+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)")
LISTS = ("/work/?tab=all&q={}", "/work/complaints.csv?tab=all&q={}", "/work/?tab=ended&q={}")
STEPS = ("say", "identity", "verify", "accept", "answer", "close", "hand_up", "reclassify")


class Outsiders:
    """People at their desks, each in one office. `ordinary` is a file that they may see."""

    def __init__(self, world, offices, ordinary):
        self.clients = {key: at_a_desk(world.people[key]) for key in offices}
        self.ordinary = ordinary

    def see_now(self):
        """Return what every address shows to each of them, with totals, pages and facets."""
        urls = addresses({"clinic": self.ordinary})
        assert len(urls) > 60
        return {name: looked(client, urls) for name, client in self.clients.items()}

    def learn_nothing_of(self, file):
        """Open each address of this file, and search for each of its words, as each of them."""
        number = file.reference
        urls = [*addresses({"nurse": file}, only=(FILE,)), *searches(number), "/notices/"]
        theirs = [reverse("complaints:detail", args=[number]), *papers_of(file)]
        for name, client in self.clients.items():
            for url in urls:
                text = body_of(client.get(url)).replace(url, "")
                assert c.found_in(text.encode()) == set(), (name, url)
                assert number not in text, (name, url)
            assert {client.get(url).status_code for url in theirs} == {404}, name
            tries = [f"/work/{number}/{step}/" for step in STEPS]
            assert {client.post(url, {"text": "x"}).status_code for url in tries} == {404}, name


def at_a_desk(appointment):
    """Return the client of somebody who has shown who they are, and chosen the office to act in."""
    user = User.objects.get(pk=appointment.user_id)
    if not user.has_usable_password():
        with_password(user)
    enrol_demo(user)
    client = Client()
    client.force_login(user)
    client.post(reverse("accounts:offices"), {"office": appointment.pk})
    confirm(client, "/work/")
    client.get(reverse("accounts:offices"))  # which says once that the office was chosen
    return client


def addresses(files, only=(PUBLIC, KEY, STAFF, FILE)):
    known = [name for name, surface in SURFACES.items() if name not in APART and surface in only]
    return [url for name in known for url in urls_of(name, SURFACES[name], files)]


def papers_of(file):
    keys = Attachment.objects.filter(complaint=file).values_list("key", flat=True)
    names = ("complaints:file", "complaints:trail", "complaints:original")
    assert keys
    return [reverse(name, args=[key]) for key in keys for name in names]


def searches(number):
    """Ask for all but the last letter of each word, because a page may well repeat the question."""
    words = [c.TITLE, c.TEXT, c.PERSON.name, c.PERSON.phone, c.PERSON.nik, number]
    return [url.format(word[:-1]) for word in words for url in LISTS]


def looked(client, urls):
    cache.clear()
    answers = {url: client.get(url) for url in urls}
    return {url: (a.status_code, steady(body_of(a))) for url, a in answers.items()}


def steady(text):
    return HOUR.sub("", TOKENS.sub("", text))


def changed(before, after):
    """Return who sees a difference, and where."""
    return [
        (who, url, difference(before[who][url], after[who][url]))
        for who in before
        for url in before[who]
        if before[who][url] != after[who][url]
    ]


def difference(before, after):
    """Return the first words that differ, so that a failure can be read."""
    pairs = enumerate(zip(before[1], after[1], strict=False))
    at = next((n for n, pair in pairs if len(set(pair)) > 1), 0)
    return [text[max(at - 80, 0) : at + 80] for text in (before[1], after[1])]
