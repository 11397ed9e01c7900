"""Reminders of a task before its day, and the word to those above after it: each person once a step."""

from datetime import timedelta

import pytest
from django.core import mail

from narahubung.accounts.models import Role
from narahubung.accounts.tests.ways_in import enter
from narahubung.notify.channels import email
from narahubung.notify.jobs import remind_of_tasks, send_task_mails
from narahubung.notify.models import Preference, TaskMail
from narahubung.operations.ombudsman import PROOF, TO_EXAMINATION, Ombudsman
from narahubung.operations.restore import hold_back

R = Role
# A Monday; the first explanation is due on the fourteenth day after.
BEGAN = "2027-03-01 09:00+08:00"


@pytest.fixture
def office(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for key, role, place in (
        ("fani", R.FOCAL_POINT, "disdukcapil"),
        ("dita", R.FOCAL_POINT, "disdukcapil"),
        ("hilman", R.HEAD, "disdukcapil"),
    ):
        world.appoint(key, key.title(), role, place)
    world.people["dita"].substitutes = world.people["fani"]
    world.people["dita"].save()
    return Ombudsman(world)


@pytest.fixture
def task(office, time_machine):
    time_machine.move_to(BEGAN)
    report = office.submit()
    office.go(f"{TO_EXAMINATION} ask_explanation")
    found = report.tasks.get()
    found.acknowledge(office.world.fani)
    return found


@pytest.fixture
def on(task, time_machine):
    def go(day):
        """Let so many days pass since the letter, and the worker look at it."""
        time_machine.move_to(f"{task.received_on + timedelta(days=day)} 09:00+08:00")
        remind_of_tasks()

    return go


def told():
    return sorted(m.to[0].partition("@")[0] for m in mail.outbox)


def steps():
    return sorted(TaskMail.objects.values_list("step", flat=True))


# fmt: off
WHEN = (
    (6,  []),
    (7,  ["half"]),
    (11, ["half"]),
    (12, ["most"]),
    (14, ["last"]),
    (15, ["superior"]),
    (20, ["superior"]),
    (21, ["steward", "superior"]),
)
# fmt: on


@pytest.mark.parametrize(("day", "expected"), WHEN)
def test_what_is_told_on_its_day(office, task, on, day, expected):
    assert (task.due - task.received_on).days == 14
    on(day)
    assert steps() == expected


def test_everybody_is_told_each_step_once_and_the_holder_first(office, task, on):
    for day in range(30):
        on(day)
        on(day)
    assert told() == ["agus", "fani", "fani", "fani", "hilman"]


def test_each_step_has_its_own_words_and_no_word_of_the_letter(office, task, on):
    for day in range(30):
        on(day)
    subjects = [m.subject for m in mail.outbox]
    assert len({subject.partition(" · ")[0] for subject in subjects}) == 5
    assert subjects[0].startswith("Surat Ombudsman: separuh waktunya sudah lewat")
    for message in mail.outbox:
        assert task.reference in message.body
        assert "Dicatat" not in message.body and "Sudah dijelaskan" not in message.body


def test_an_answer_ends_the_reminders_and_what_waits_is_not_sent(office, task, on, monkeypatch):
    class Away:
        def open(self):
            raise OSError

    monkeypatch.setattr(email, "get_connection", Away)
    on(7)
    monkeypatch.undo()
    task.send_answer(office.world.fani, "Sudah terbit.", "Hilman", [PROOF])
    send_task_mails()
    on(20)
    assert not told()


def test_a_dead_mail_server_loses_nothing_and_nobody_is_told_twice(office, task, on, monkeypatch):
    class Away:
        def open(self):
            raise OSError

    monkeypatch.setattr(email, "get_connection", Away)
    on(7)
    assert not told()
    monkeypatch.undo()
    send_task_mails()
    send_task_mails()
    assert told() == ["fani"]


def test_what_a_killed_worker_had_begun_is_not_sent_again(office, task, on, monkeypatch):
    def dies(_self, _connection):
        raise KeyboardInterrupt

    monkeypatch.setattr(TaskMail, "mail", dies)
    with pytest.raises(KeyboardInterrupt):
        on(7)
    monkeypatch.undo()
    on(7)
    send_task_mails()
    assert not told()


def test_more_time_begins_the_reminders_anew(office, task, on):
    on(12)
    task.ask_time(office.world.fani, task.due + timedelta(days=10), "Arsip jauh.")
    task.grant_time(office.bayu, task.due + timedelta(days=10))
    on(15)
    assert steps() == ["half", "most"]
    on(24)
    assert steps() == ["half", "last", "most"]


def test_who_is_responsible_that_day_is_told(office, task, on):
    office.world.people["fani"].end(office.world.adi, task.received_on, "800/9", "Pindah.")
    on(7)
    assert told() == ["dita"]


def test_a_letter_that_nobody_confirms_is_told_the_day_after(office, time_machine):
    time_machine.move_to(BEGAN)
    office.submit()
    office.go(f"{TO_EXAMINATION} ask_explanation")
    remind_of_tasks()
    time_machine.move_to("2027-03-03 09:00+08:00")
    remind_of_tasks()
    assert (steps(), told()) == (["confirm"], ["fani"])


def test_whom_the_complaint_is_about_is_told_nothing(office, world, time_machine):
    time_machine.move_to(BEGAN)
    file = world.submit(agency=world.place("disdukcapil"))
    report = office.submit(complaint=file)
    office.go(f"{TO_EXAMINATION} ask_explanation")
    task = report.tasks.get()
    task.acknowledge(world.fani)
    time_machine.move_to(f"{task.received_on + timedelta(days=7)} 09:00+08:00")
    TaskMail.objects.note_all()
    # The wall goes up while the mail waits.
    file.reported.create(agency=world.place("disdukcapil"))
    send_task_mails()
    time_machine.move_to(f"{task.received_on + timedelta(days=30)} 09:00+08:00")
    remind_of_tasks()
    assert set(told()) == {"agus"}


def test_it_stands_on_the_page_and_who_wants_no_mail_reads_it_there(office, task, on):
    Preference.objects.create(user=office.world.fani.user, mail="none")
    on(7)
    assert not told()
    page = enter(office.world.fani).get("/notices/")
    assert task.reference in page.content.decode()


def test_after_a_restore_nobody_is_told_again(office, task, on, time_machine):
    time_machine.move_to(f"{task.received_on + timedelta(days=7)} 09:00+08:00")
    hold_back()
    on(7)
    assert not told()
