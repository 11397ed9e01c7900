"""Warnings that a decree ends: to whom, when, each once, on the page and by e-mail."""

from datetime import date, timedelta

import pytest
from django.core import mail

from narahubung.accounts.models import Appointment, Role, User
from narahubung.accounts.tests.ways_in import enter
from narahubung.notify.channels import email
from narahubung.notify.jobs import send_decree_warnings, warn_of_decrees
from narahubung.notify.models import DecreeWarning, Preference
from narahubung.operations.doctor_service import focal_points
from narahubung.operations.restore import hold_back

END = date(2027, 3, 1)


@pytest.fixture
def post(world):
    """Fitri is the focal point of the health office, Dita her deputy, Hana the head above."""
    world.appoint("fitri", "Fitri", Role.FOCAL_POINT, "dinkes")
    world.appoint("dita", "Dita", Role.FOCAL_POINT, "dinkes")
    fitri, dita = world.people["fitri"], world.people["dita"]
    Appointment.objects.filter(pk=fitri.pk).update(ends_on=END)
    Appointment.objects.filter(pk=dita.pk).update(substitutes=fitri)
    return Appointment.objects.get(pk=fitri.pk)


@pytest.fixture
def on(time_machine):
    def go(days_before):
        time_machine.move_to(f"{END - timedelta(days=days_before)} 09:00+08:00")
        warn_of_decrees()

    return go


def told():
    return sorted(m.to[0].partition("@")[0] for m in mail.outbox)


@pytest.mark.parametrize(
    "left, step", [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7)]
)
def test_the_warning_of_its_day(world, post, on, left, step):
    on(left)
    assert set(DecreeWarning.objects.values_list("days", flat=True)) == ({step} - {None})


def test_nobody_is_warned_once_it_is_over(world, post, on):
    on(-1)
    assert not told()


def test_holder_deputy_and_superior_are_told_three_times_and_not_more(world, post, on):
    for left in range(70, -3, -1):
        on(left)
        on(left)
    assert told() == sorted(["fitri", "dita", "hana"] * 3)


def test_a_missed_morning_gives_one_mail_and_not_three(world, post, on):
    on(5)
    assert told() == ["dita", "fitri", "hana"]


def test_an_extended_decree_warns_again_before_its_new_end_only(world, post, on):
    on(25)
    mail.outbox.clear()
    post.extend(world.adi, END + timedelta(days=365), "800/2", END, "Diperpanjang.")
    on(20)
    assert not told()
    on(-340)
    assert told() == ["dita", "fitri", "hana"]


def test_the_words_are_in_the_language_of_each(world, post, on):
    User.objects.filter(pk=world.hana.user.pk).update(language="en")
    on(25)
    by = {m.to[0].partition("@")[0]: m for m in mail.outbox}
    assert by["fitri"].subject.startswith("Ada SK yang segera berakhir")
    assert "SK Anda sebagai Narahubung, Dinas Kesehatan berakhir Senin, 1 Maret 2027" in " ".join(
        by["fitri"].body.split()
    )
    assert by["hana"].subject.startswith("A decree ends soon")
    assert "The decree of Fitri as Focal point, Dinas Kesehatan" in by["hana"].body
    assert "successor" in by["hana"].body


def test_it_stands_on_the_page_until_the_decree_is_extended(world, post, on):
    on(60)
    on(25)
    for actor in (world.fitri, world.dita, world.hana):
        (warning,) = enter(actor).get("/notices/").context["warnings"]
        assert warning.days == 30
    assert not enter(world.rina).get("/notices/").context["warnings"]
    post.extend(world.adi, END + timedelta(days=365), "800/2", END, "Diperpanjang.")
    assert not enter(world.fitri).get("/notices/").context["warnings"]


def test_who_wants_no_mail_reads_it_on_the_page_alone(world, post, on):
    Preference.objects.create(user=world.fitri.user, mail="none")
    on(7)
    assert told() == ["dita", "hana"]
    assert enter(world.fitri).get("/notices/").context["warnings"]


def test_a_dead_mail_server_loses_nothing_and_nobody_is_told_twice(world, post, on, monkeypatch):
    class Away:
        def open(self):
            raise OSError

    monkeypatch.setattr(email, "get_connection", Away)
    on(25)
    assert not told()
    monkeypatch.undo()
    send_decree_warnings()
    send_decree_warnings()
    assert told() == ["dita", "fitri", "hana"]


def test_the_doctor_says_where_the_rule_of_two_is_not_kept(world, time_machine):
    def said():
        return [finding.sentence for finding in focal_points()]

    assert "No focal point is appointed at Pemerintah Kabupaten Kutai Raya" in said()[0]
    world.appoint("gita", "Gita", Role.FOCAL_POINT, "kutai-raya")
    assert said() == ["The focal point has no deputy at Pemerintah Kabupaten Kutai Raya."]
    world.appoint("dita", "Dita", Role.FOCAL_POINT, "kutai-raya")
    Appointment.objects.filter(pk=world.people["dita"].pk).update(substitutes=world.people["gita"])
    assert said() == []


def test_what_a_worker_began_and_never_ended_is_not_sent_again_and_the_doctor_says_so(
    world, post, on, monkeypatch, time_machine
):
    def dies(_self, _connection):
        raise KeyboardInterrupt

    monkeypatch.setattr(DecreeWarning, "mail", dies)
    with pytest.raises(KeyboardInterrupt):
        on(25)
    monkeypatch.undo()
    time_machine.shift(timedelta(minutes=10))
    send_decree_warnings()
    assert len(told()) == 2
    assert "Mails about ending decrees that could not be sent: 1." in str(list(focal_points()))


def test_after_a_restore_nobody_is_warned_of_what_was_perhaps_told(world, post, on, time_machine):
    time_machine.move_to(f"{END - timedelta(days=25)} 09:00+08:00")
    hold_back()
    on(25)
    assert not told()
    assert enter(world.fitri).get("/notices/").context["warnings"]
    on(6)
    assert told() == ["dita", "fitri", "hana"]
