"""A file that somebody may not see changes nothing that they see: no total, no page, no facet, no statement.

What costs the same statements and gives the same bytes takes the same time, too.
"""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from narahubung.figures.rolling import roll_all
from narahubung.recently import forget_all
from tests.test_visibility_matrix import OWN, SURFACES, body_of, entered, filed, urls_of, words_of

NOW = "2026-11-20 10:00+08:00"
# For each person a file that is not for them: where it is filed, and whom it is about.
INVISIBLE = {
    "stranger": ("dinkes", None),
    "sari": ("dinkes", None),
    "rina": ("disdukcapil", None),
    "hana": ("disdukcapil", None),
    "budi": ("dinkes", None),
    "tono": ("dinkes", None),
    "dewi": ("dinkes", None),
    "wati": ("inspektorat", "inspektorat"),
    "agus": ("kutai-raya", "kutai-raya"),
    "adi": ("dinkes", None),
}
# What is new with each request, whoever asks.
TOKENS = re.compile(
    r'name="(csrfmiddlewaretoken|stamp|token|state)" value="[^"]*"|"X-CSRFToken": "[^"]*"'
    r"|(?i:x-request-id|set-cookie): \S*"
)
# What is random or signed on purpose, and the way out, after which a complainant sees nothing any more.
APART = ("portal:proof_file", "portal:exit")


def seen(client, urls):
    """Return what each address answers, and with how many statements."""
    cache.clear()
    forget_all()
    roll_all()
    return {url: one_look(client, url) for url in urls}


def one_look(client, url):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    return response.status_code, TOKENS.sub("", body_of(response)), len(asked)


def addresses(files):
    urls = (
        url
        for address, surface in SURFACES.items()
        if address not in APART and surface != OWN
        for url in urls_of(address, surface, files)
    )
    return list(dict.fromkeys(urls))


@pytest.mark.parametrize("name", INVISIBLE)
def test_an_invisible_file_changes_nothing(world, settings, tmp_path, time_machine, name):
    time_machine.move_to(NOW, tick=False)
    settings.MEDIA_ROOT = tmp_path
    files = {"clinic": filed(world, "clinic")}
    client, urls = entered(name, world, files), addresses(files)
    # The first visit writes a session, and when this person was last seen.
    seen(client, [url for url in urls if url.startswith(("/accounts/", "/work/?"))])
    before = seen(client, urls)
    hide_another(world, *INVISIBLE[name])
    after = seen(client, urls)
    assert len(before) > 60
    assert (
        name != "sari"
        or before[reverse("portal:file")][0] == after[reverse("portal:file")][0] == 200
    )
    changed = [url for url in urls if before[url] != after[url]]
    assert not [difference(before[url], after[url], url) for url in changed]


def test_a_visible_file_changes_what_is_seen(world, settings, tmp_path):
    """So that the test above cannot pass because nothing is looked at."""
    settings.MEDIA_ROOT = tmp_path
    files = {"clinic": filed(world, "clinic")}
    client, urls = entered("rina", world, files), addresses(files)
    before = seen(client, urls)
    hide_another(world, "dinkes", None)
    after = seen(client, urls)
    assert {"/work/?tab=work", "/work/?tab=all"} <= {
        url for url in urls if before[url] != after[url]
    }


def difference(before, after, url):
    """Return the address with the first words that differ, so that a failure can be read."""
    at = next(
        (n for n, pair in enumerate(zip(before[1], after[1], strict=False)) if len(set(pair)) > 1),
        0,
    )
    return url, before[0::2], after[0::2], before[1][at - 80 : at + 80], after[1][at - 80 : at + 80]


def hide_another(world, agency, about):
    story, _names = words_of("secret")
    world.submit(
        agency=world.place(agency),
        text=f"{story[0]} antrean",
        shield="secret",
        reported=about and world.place(about),
    )
