"""A citizen complains until the disk is full, tries once more, and complains again when there is room.

A program of its own, with the home that its environment names. Prints what happened, as JSON.
"""

import json
import re
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client

django.setup()

from narahubung.complaints.models import Complaint  # noqa: E402
from narahubung.operations.tests.places import fill  # noqa: E402
from narahubung.operations.world import World  # noqa: E402
from narahubung.portal import stamps  # noqa: E402

STORY = "Loket tutup pukul sepuluh, padahal nomor antrean saya belum dipanggil. " * 60
SOME_ROOM = 1_500_000


def main(folder: Path) -> dict:
    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # Nobody here needs three seconds to write.
    stamps.LEAST_SECONDS = -1
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    agency = World().build().place("dinkes").pk
    ballast = fill(folder, leave=SOME_ROOM)
    said, full = complain_until_full(agency)
    ballast.unlink()
    later = complain(agency, number=0)
    kept = set(Complaint.objects.values_list("reference", flat=True))
    return {
        "acknowledged": len(said),
        "status": full.status_code,
        "page": full.content.decode(),
        "lost": sorted(set(said) - kept),
        "later": later in kept,
        "doubled": len(kept) - len(set(said) | {later}),
    }


def complain_until_full(agency):
    said = []
    for number in range(1, 200):
        answer = complain(agency, number)
        if not isinstance(answer, str):
            return said, answer
        said.append(answer)
    raise SystemExit("the disk never became full")


def complain(agency, number):
    """Return the number on the receipt, or the page that came instead of it."""
    citizen = Client(raise_request_exception=False, REMOTE_ADDR=f"10.0.0.{number}")
    page = citizen.get("/lapor/")
    if page.status_code != 200:
        return page
    stamp = re.search(r'name="stamp"[^>]*value="([^"]*)"', page.content.decode())[1]
    form = {"stamp": stamp, "text": STORY, "agency": agency, "shield": "open"}
    sent = citizen.post("/lapor/", {"step": "send", **form})
    if sent.status_code != 303:
        return sent
    receipt = citizen.get("/lapor/tanda-terima/")
    found = re.search(r'slip-word">([^<]+)<', receipt.content.decode())
    return found[1] if found else receipt


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201
