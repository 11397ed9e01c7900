"""The seam to the queue: what is done later, and what is done again and again.

A job is a function in `<app>/jobs.py` that takes JSON scalars. To enqueue is to write a row, in the
caller's transaction: what is rolled back is forgotten. A job may run twice and must bear it; what
it does to the outside world is a row of an outbox, never the job itself.
"""

import hashlib
import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connections, router, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_q.conf import Conf
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage
from django_q.tasks import async_task

ENTRY = "narahubung.jobs.run_job"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
JOBS: dict[str, Callable] = {}
SCHEDULES: dict[str, str] = {}
LAST_FRAMES = 8


class UnknownJob(LookupError):
    """No app has a job of this name."""


class JobFailed(Exception):
    """What the queue keeps of an error: its kind and place. The message may hold a whole row of the database."""

    def __init__(self, name, error):
        frames = traceback.extract_tb(error.__traceback__)[-LAST_FRAMES:]
        where = ", ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
        super().__init__(f"{name}: {type(error).__name__} at {where}")


def job(name: str):
    """Give a function the name by which it is enqueued. A name belongs to one function."""

    def register(function):
        if JOBS.setdefault(name, function) is not function:
            raise ValueError(f"there are two jobs named {name}")
        return function

    return register


def every(cron: str, name: str):
    """Run a function again and again; `cron` in the plain forms that `timing()` knows."""
    timing(cron)

    def register(function):
        SCHEDULES[name] = cron
        return job(name)(function)

    return register


def enqueue(name: str, /, **payload) -> None:
    """Let the worker do a job as soon as this transaction is committed."""
    find(name)
    async_task(ENTRY, name, json.dumps(payload), task_name=name, group=name)


def wake(name: str) -> None:
    """Enqueue a job without payload unless it already waits: one statement, cheap enough for each event.

    A job that is being done does not count as waiting: it may have looked before we wrote.
    """
    find(name)
    if Conf.SYNC:
        enqueue(name)
    else:
        write_unless_waiting(name)


def write_unless_waiting(name: str) -> None:
    connection = connections[router.db_for_write(OrmQ)]
    package = wake_package(name)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        # The part before the first colon is the content; what follows is the time and the signature.
        pattern = package.split(":")[0] + ":%"
        cursor.execute(wake_sql(connection.vendor), [now, pattern, Conf.CLUSTER_NAME, package, now])


def wake_sql(vendor: str) -> str:
    """Write the row unless one waits.

    PostgreSQL also locks the waiting row: so the worker cannot take it, look, and find nothing
    before the caller has committed what it was woken for. SQLite has one writer at a time anyway.
    """
    table = OrmQ._meta.db_table
    lock = "FOR UPDATE SKIP LOCKED" if vendor == "postgresql" else ""
    return (
        f"WITH waiting AS (SELECT 1 FROM {table} WHERE lock <= %s AND payload LIKE %s LIMIT 1 {lock})"
        f" INSERT INTO {table} (key, payload, lock)"
        " SELECT %s, %s, %s WHERE NOT EXISTS (SELECT 1 FROM waiting)"
    )


def wake_package(name: str) -> str:
    """Return the same package for the same name, so that a waiting one is known by its content.

    A success leaves no trace; failures of one name share one row, which counts the attempts.
    """
    task = {
        "id": hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(),
        "name": name,
        "func": ENTRY,
        "args": (name, "{}"),
        "kwargs": {},
        "group": name,
        "save": False,
        "ack_failure": True,
        "started": LONG_AGO,
    }
    return SignedPackage.dumps(task)


def waiting_since() -> datetime | None:
    """Return since when the oldest job waits that nobody has taken; nothing if none does."""
    waiting = OrmQ.objects.filter(lock__lte=timezone.now()).order_by("lock")
    return waiting.values_list("lock", flat=True).first()


def run_job(name: str, payload: str) -> None:
    """Do a job. The queue knows only this function, so jobs may move between modules."""
    deed = find(name)
    try:
        deed(**json.loads(payload))
    except Exception as error:  # noqa: BLE001
        raise JobFailed(name, error) from None


def find(name: str) -> Callable:
    if name not in JOBS:
        autodiscover_modules("jobs")
    if name not in JOBS:
        raise UnknownJob(name)
    return JOBS[name]


def sync_schedules() -> None:
    """Make the rows of the queue say what the code says. The worker calls this when it starts."""
    autodiscover_modules("jobs")
    with transaction.atomic(using=router.db_for_write(Schedule)):
        ours = one_at_a_time()
        known = {row.name: row for row in ours}
        keep = [known[name].pk for name in SCHEDULES if name in known]
        ours.exclude(pk__in=keep).delete()
        for name, cron in SCHEDULES.items():
            write_schedule(known.get(name) or Schedule(name=name, func=ENTRY), cron)


def one_at_a_time():
    """Return our rows, and let a second worker that starts now wait until we are done."""
    connection = connections[router.db_for_write(Schedule)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Schedule._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    return Schedule.objects.filter(func=ENTRY).order_by("pk")


def write_schedule(row: Schedule, cron: str) -> None:
    kind, minutes, first = timing(cron)
    args = repr((row.name, "{}"))
    wanted = {"schedule_type": kind, "minutes": minutes, "cron": cron, "args": args, "repeats": -1}
    if any(getattr(row, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(row, field, value)
        row.next_run = first
        row.save()


def timing(cron: str) -> tuple[str, int | None, datetime]:
    """Return kind, minutes and first run, in local time, of one of five plain forms:

    `* * * * *`, `*/10 * * * *`, `30 * * * *`, `30 4 * * *`, and `30 4 * * 1` with 0 for Sunday.
    """
    minute, hour, day, month, weekday = cron.split()
    if (day, month) != ("*", "*"):
        raise ValueError(f"{cron}: a day of the month is not known here")
    now = timezone.localtime().replace(second=0, microsecond=0)
    if hour == weekday == "*" and minute.startswith("*"):
        step = int(minute.removeprefix("*").removeprefix("/") or 1)
        return Schedule.MINUTES, step, now
    now = now.replace(minute=int(minute))
    if hour == weekday == "*":
        return Schedule.HOURLY, None, following(now, timedelta(hours=1))
    now = now.replace(hour=int(hour))
    if weekday == "*":
        return Schedule.DAILY, None, following(now, timedelta(days=1))
    now += timedelta(days=(int(weekday) - now.isoweekday()) % 7)
    return Schedule.WEEKLY, None, following(now, timedelta(days=7))


def following(moment: datetime, step: timedelta) -> datetime:
    return moment if moment > timezone.now() else moment + step
