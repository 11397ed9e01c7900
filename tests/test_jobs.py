import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Value
from queue import Queue

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule, Task
from django_q.monitor import monitor
from django_q.scheduler import scheduler
from django_q.signing import SignedPackage
from django_q.worker import worker

from narahubung import jobs

# The worker drops connections that are inside a transaction, as those of a plain test are.
at_work = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    # The house's own jobs register when their modules are first read; that must not fall into this test.
    autodiscover_modules("jobs")
    monkeypatch.setattr(jobs, "JOBS", {})
    monkeypatch.setattr(jobs, "SCHEDULES", {})


@pytest.fixture
def done():
    """A job that notes what it was given, and one that fails."""
    seen = []
    jobs.job("note")(lambda **payload: seen.append(payload))
    jobs.job("fail")(lambda: 1 / 0)
    return seen


def work():
    """Do what waits, as the worker does, in this process."""
    broker = get_broker()
    while broker.queue_size():
        tasks, results = Queue(), Queue()
        for row, package in broker.dequeue():
            tasks.put(SignedPackage.loads(package) | {"ack_id": row})
        tasks.put("STOP")
        worker(tasks, results, Value("f", -1))
        results.put("STOP")
        monitor(results, broker)


@at_work
def test_a_job_gets_what_it_was_given(done):
    jobs.enqueue("note", pk=7, name="Sari", urgent=True, ratio=0.5, nothing=None)
    work()
    assert done == [{"pk": 7, "name": "Sari", "urgent": True, "ratio": 0.5, "nothing": None}]
    assert not OrmQ.objects.exists()


@pytest.mark.django_db
def test_what_is_rolled_back_is_forgotten(done):
    with transaction.atomic():
        jobs.enqueue("note", pk=1)
        jobs.wake("note")
        assert OrmQ.objects.count() == 2
        transaction.set_rollback(True)
    assert not OrmQ.objects.exists()


@pytest.mark.django_db
def test_a_job_takes_json_only(done):
    with pytest.raises(TypeError):
        jobs.enqueue("note", at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("act", [jobs.enqueue, jobs.wake])
def test_a_job_that_nobody_has_is_not_enqueued(act):
    with pytest.raises(jobs.UnknownJob):
        act("nobody-has-this")
    assert not OrmQ.objects.exists()


@at_work
@pytest.mark.parametrize("act", [jobs.enqueue, jobs.wake])
def test_a_failing_job_is_recorded_once_and_not_tried_again(done, act):
    act("fail")
    work()
    [task] = Task.objects.all()
    assert (task.name, task.success) == ("fail", False)
    assert "ZeroDivisionError" in task.result
    assert not OrmQ.objects.exists()


@at_work
def test_the_queue_keeps_of_an_error_its_kind_and_place_only(done, caplog):
    def tell():
        raise ValueError("Failing row contains (Sari Melati, 0812-5555-0101)")

    jobs.job("tell")(tell)
    jobs.enqueue("tell")
    work()
    kept = str(Task.objects.get().result)
    assert "tell: ValueError at" in kept and "test_jobs.py" in kept
    assert "Sari" not in kept and "0812" not in kept and "Sari" not in caplog.text


@at_work
def test_a_wake_up_that_fails_again_and_again_stays_one_row(done):
    for _ in range(5):
        jobs.wake("fail")
        work()
    assert Task.objects.get().attempt_count == 5
    assert not OrmQ.objects.exists()


@at_work
def test_a_job_is_woken_once_however_often_it_is_asked_for(done, django_assert_num_queries):
    jobs.wake("note")
    with django_assert_num_queries(1):
        jobs.wake("note")
    jobs.job("other")(lambda: done.append("other"))
    jobs.wake("other")
    assert OrmQ.objects.count() == 2

    work()
    assert done == [{}, "other"]
    assert not Task.objects.exists()


@pytest.mark.django_db
def test_a_job_that_is_being_done_is_woken_again(done):
    jobs.wake("note")
    get_broker().dequeue()
    jobs.wake("note")
    jobs.wake("note")
    assert OrmQ.objects.count() == 2


@pytest.mark.django_db
def test_a_wake_up_is_known_a_second_later(done, time_machine):
    time_machine.move_to("2026-11-20 10:07:30+07:00")
    jobs.wake("note")
    time_machine.shift(61)
    jobs.wake("note")
    assert OrmQ.objects.count() == 1


def test_two_jobs_cannot_have_one_name(done):
    with pytest.raises(ValueError):
        jobs.job("note")(print)


@pytest.mark.django_db
def test_schedules_are_written_once():
    jobs.every("*/5 * * * *", "sweep")(lambda: None)
    jobs.sync_schedules()
    before = list(Schedule.objects.values())
    jobs.sync_schedules()
    assert list(Schedule.objects.values()) == before
    assert [(row["name"], row["minutes"]) for row in before] == [("sweep", 5)]


@pytest.mark.django_db
def test_a_schedule_follows_the_code():
    theirs = Schedule.objects.create(name="theirs", func="builtins.print")
    twin = {"func": jobs.ENTRY, "name": "sweep", "schedule_type": Schedule.DAILY}
    Schedule.objects.bulk_create([Schedule(**twin), Schedule(**twin)])
    Schedule.objects.create(func=jobs.ENTRY, name="no-longer")
    jobs.every("15 3 * * *", "sweep")(lambda: None)
    jobs.sync_schedules()

    ours = Schedule.objects.exclude(pk=theirs.pk).get()
    assert (ours.name, ours.cron, ours.schedule_type) == ("sweep", "15 3 * * *", Schedule.DAILY)
    assert Schedule.objects.filter(pk=theirs.pk).exists()


@at_work
def test_a_schedule_runs_its_job(done):
    jobs.every("* * * * *", "note-often")(lambda: done.append("often"))
    jobs.sync_schedules()
    time.sleep(0.01)
    scheduler(get_broker())
    work()
    assert done == ["often"]
    assert Schedule.objects.get().next_run > timezone.now()


@pytest.mark.parametrize(
    "cron, kind, minutes, first",
    [
        ("* * * * *", Schedule.MINUTES, 1, "2026-11-20 10:07"),
        ("*/10 * * * *", Schedule.MINUTES, 10, "2026-11-20 10:07"),
        ("30 * * * *", Schedule.HOURLY, None, "2026-11-20 10:30"),
        ("5 * * * *", Schedule.HOURLY, None, "2026-11-20 11:05"),
        ("30 4 * * *", Schedule.DAILY, None, "2026-11-21 04:30"),
        ("30 22 * * *", Schedule.DAILY, None, "2026-11-20 22:30"),
        ("30 4 * * 5", Schedule.WEEKLY, None, "2026-11-27 04:30"),
        ("30 4 * * 0", Schedule.WEEKLY, None, "2026-11-22 04:30"),
    ],
)
def test_a_plain_timing_is_understood(time_machine, cron, kind, minutes, first):
    time_machine.move_to("2026-11-20 10:07:30+07:00")
    found = jobs.timing(cron)
    assert found[:2] == (kind, minutes)
    assert f"{found[2]:%Y-%m-%d %H:%M}" == first


@pytest.mark.parametrize("cron", ["", "* * *", "0 4 1 * *", "0 4 * 6 *", "a b * * *", "61 * * * *"])
def test_a_timing_that_is_not_understood_is_refused_at_once(cron):
    with pytest.raises(ValueError):
        jobs.every(cron, "sweep")


@pytest.mark.django_db(transaction=True)
def test_the_worker_cannot_look_before_what_woke_it_is_committed(done):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    jobs.wake("note")
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        jobs.wake("note")
        with pytest.raises(OperationalError):
            pool.submit(take_with_little_patience).result()
    assert OrmQ.objects.count() == 1


def take_with_little_patience():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        get_broker().dequeue()
    finally:
        connection.close()
