"""How the house itself is: what anybody may know of it. Nothing of people or files, and nothing to attack by."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from narahubung.jobs import waiting_since
from narahubung.journal.models import Checkpoint
from narahubung.notify.kinds import KINDS
from narahubung.portal.models import Precaution
from narahubung.recently import recently

SECONDS = 60
SLOW = timedelta(minutes=10)
FRESH_CHECKPOINT = timedelta(days=2)
FRESH_DRILL = timedelta(days=14)


@dataclass(frozen=True)
class Status:
    asked_at: datetime
    delay: timedelta
    checkpoint: Checkpoint | None
    drill: Precaution | None
    last_good_drill: Precaution | None
    demo: bool
    # Which repair is missing would tell where to knock, so only the first two numbers are said.
    version: str

    @property
    def is_in_time(self):
        return self.delay < SLOW

    @property
    def delay_minutes(self):
        return int(self.delay.total_seconds() // 60)

    @property
    def is_sealed(self):
        return self.checkpoint and self.asked_at - self.checkpoint.made_at < FRESH_CHECKPOINT

    @property
    def is_drilled(self):
        return self.drill and self.drill.ok and self.asked_at - self.drill.at < FRESH_DRILL

    @property
    def data_age_hours(self):
        age = self.last_good_drill and self.last_good_drill.age_of_data()
        return None if age is None else max(int(age.total_seconds() // 3600), 0)

    @property
    def megabytes(self):
        return max(round(self.last_good_drill.bytes / 1_000_000), 1)


@recently(SECONDS)
def status() -> Status:
    now = timezone.now()
    drills = Precaution.objects.filter(ok=True)
    return Status(
        asked_at=now,
        delay=max(now - oldest_waiting(now), timedelta()),
        checkpoint=Checkpoint.objects.newest(),
        drill=Precaution.objects.last(Precaution.Kind.DRILL),
        last_good_drill=drills.last(Precaution.Kind.DRILL),
        demo=settings.DEMO,
        version=".".join(settings.VERSION.split(".")[:2]),
    )


def oldest_waiting(now: datetime) -> datetime:
    """Return since when the oldest work waits: a job, or an event of which nobody was told."""
    events = [kind.waiting().order_by("id").values_list("at", flat=True).first() for kind in KINDS]
    return min(waiting_since() or now, *(event or now for event in events))


def as_data(found: Status) -> dict:
    """Return the same for machines."""
    good = found.last_good_drill
    return {
        "asked_at": found.asked_at,
        "works": True,
        "version": found.version,
        "queue_delay_seconds": int(found.delay.total_seconds()),
        "ledger": found.checkpoint
        and {
            "checkpoint": found.checkpoint.name,
            "made_at": found.checkpoint.made_at,
            "entries": found.checkpoint.tree_size,
        },
        "restore_drill": found.drill and {"at": found.drill.at, "ok": found.drill.ok},
        "last_good_restore_drill": good
        and {
            "at": good.at,
            "seconds": good.seconds,
            "bytes": good.bytes,
            "data_age_seconds": good.data_at and int(good.age_of_data().total_seconds()),
        },
    }
