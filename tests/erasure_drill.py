"""One step of a drill in a process of its own, against the database named by the environment.

python -m tests.erasure_drill file|kill|erase|after|migrate
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "narahubung.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from narahubung.cases import erasure  # noqa: E402
from narahubung.cases.erasure import Reason  # noqa: E402
from narahubung.complaints import jobs  # noqa: E402
from narahubung.complaints.models import Complaint  # noqa: E402
from narahubung.operations.world import World  # noqa: E402
from tests import canaries as c  # noqa: E402


def file():
    """File twenty complaints around the one with the canaries, so that pages of the database split and move."""
    world = World().build()
    for n in range(20):
        world.submit(text=f"Antrean nomor {n}. " * 40)
        if n == 9:
            world.submit(
                person=c.PERSON, title=c.TITLE, text=c.TEXT * 200, place=c.PLACE, files=[c.photo()]
            )
            world.queue.say(f"{c.SAID} " * 100, by=world.sari)
            world.queue.take("withdraw", by=world.sari, note=c.NOTE)


def kill():
    """Die at the last moment before the commit."""
    erasure.wake = lambda _name: os.kill(os.getpid(), 9)
    erase()


def erase():
    Complaint.objects.get(stage="withdrawn").erase(World.system, Reason.ASKED)


def after():
    jobs.erase_traces()
    jobs.rewrite_at_night()


def migrate():
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    {f.__name__: f for f in (file, kill, erase, after, migrate)}[sys.argv[1]]()
