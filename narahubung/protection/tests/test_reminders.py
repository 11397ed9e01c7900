from datetime import timedelta

from django.core import mail
from django.utils import timezone

from narahubung.accounts.models import Appointment, Role
from narahubung.notify.channels import email
from narahubung.operations.doctor import protection as examined
from narahubung.protection import checks
from narahubung.protection.jobs import remind, send_reminders
from narahubung.protection.models import Reminder
from narahubung.protection.tests.conftest import FRIDAY


def to_officer():
    return [m for m in mail.outbox if m.to == ["nadia@demo.narahubung.example"]]


def test_the_officer_is_told_once_that_something_came_in(world, friday, ask):
    case = ask(text="burungrahasia")
    remind()
    remind()
    (letter,) = to_officer()
    assert case.reference in letter.subject
    assert "burungrahasia" not in letter.body
    assert "Sari" not in letter.body
    assert letter.subject.startswith("Ada yang baru di meja pelindungan data")


def test_the_officer_is_told_once_more_when_the_hours_have_passed(world, friday, ask):
    ask()
    remind()
    friday.move_to(FRIDAY + timedelta(hours=73))
    remind()
    remind()
    assert [m.subject.split(" · ")[0] for m in to_officer()] == [
        "Ada yang baru di meja pelindungan data",
        "Batas waktu di meja pelindungan data sudah lewat",
    ]


def test_who_is_appointed_later_learns_of_what_is_open(world, friday, ask):
    ask()
    remind()
    world.appoint("oki", "Oki", Role.DATA_PROTECTION, "kutai-raya")
    remind()
    assert Reminder.objects.filter(user=world.oki.user, sent_at__isnull=False).count() == 1


def test_what_is_done_reminds_nobody(world, friday, ask):
    ask().take("refuse", by=world.nadia, ground="nothing_kept", note="Tidak ada.")
    friday.move_to(FRIDAY + timedelta(hours=90))
    remind()
    assert not to_officer()


def test_while_the_mail_server_is_away_nothing_is_counted(world, friday, ask, monkeypatch):
    ask()

    class Away:
        def open(self):
            raise OSError

    monkeypatch.setattr(email, "get_connection", Away)
    remind()
    assert Reminder.objects.get().attempts == 0
    monkeypatch.undo()
    send_reminders()
    assert len(to_officer()) == 1


def test_a_mail_that_fails_is_tried_again_later_and_given_up_after_six(
    world, friday, ask, monkeypatch
):
    ask()

    def broken(_self, _connection):
        raise OSError

    monkeypatch.setattr(Reminder, "mail", broken)
    for _hour in range(20):
        remind()
        friday.shift(timedelta(hours=13))
    reminder = Reminder.objects.get(reason="new")
    assert (reminder.attempts, reminder.sent_at) == (6, None)
    assert any("could not be sent" in finding.sentence for finding in examined())


def test_of_two_workers_one_sends(world, friday, ask):
    ask()
    Reminder.objects.note(world.queue.data_requests.get(), "new")
    first, second = Reminder.objects.get(), Reminder.objects.get()
    assert first.lease()
    assert not second.lease()


def test_the_doctor_says_when_nobody_is_appointed(world):
    assert not list(checks.sentences())
    Appointment.objects.filter(role=Role.DATA_PROTECTION).update(revoked_at=timezone.now())
    (sentence,) = checks.sentences()
    assert "Pemerintah Kabupaten Kutai Raya" in sentence


def test_the_doctor_says_when_the_hours_have_passed(world, friday, ask, breach):
    ask()
    assert not list(checks.sentences())
    friday.move_to(FRIDAY + timedelta(hours=73))
    said = " ".join(finding.sentence for finding in examined())
    assert "Requests about personal data whose 72 hours have passed: 1." in said
    assert "Breaches whose 72 hours have passed without everybody being told: 1." in said


def test_an_empty_installation_needs_no_officer(db):
    assert not list(checks.sentences())
