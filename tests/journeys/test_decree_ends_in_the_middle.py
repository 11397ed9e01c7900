"""The decree of a focal point ends while a task lies there: the deputy, then the head answers, and nobody is ever missing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from narahubung.reports.task_holders import holders_of
from tests.journeys.people import photo

DAY = timedelta(days=1)


@pytest.fixture
def desk(office):
    """Fani has a deputy, Dita; Hilman heads the registry, Arif the government above."""
    world = office.world
    for key, name, role in (
        ("fani", "Fani Oktavia", "focal_point"),
        ("dita", "Dita Rahma", "focal_point"),
        ("hilman", "Hilman Saleh", "head"),
    ):
        world.appoint(key, name, role, "disdukcapil")
    world.people["dita"].substitutes = world.people["fani"]
    world.people["dita"].save(update_fields=["substitutes"])
    return office


@pytest.fixture
def task(desk):
    report, _murni = desk.takes_in()
    desk.until_examined(report)
    letter = desk.bayu.enters(report, "explanation_1")
    desk.bayu.takes(report, "ask_explanation", letter=letter, note="Mengapa belum terbit?")
    return report.tasks.get()


def ends(office, key, day):
    """Adi writes the end of a decree down on the page of the appointment; today closes it at once."""
    url = reverse("accounts:end", args=[office.world.people[key].pk])
    decree = {"decree_number": "800/99/SK/2026", "reason": "Pindah tugas."}
    office.adi.sends(url, last_day=day, **decree)


def is_away(office, key, days):
    desk = getattr(office, key)
    url = reverse("accounts:absences", args=[desk.actor.user.pk])
    last = office.today + timedelta(days=days)
    desk.sends(url, starts_on=office.today, ends_on=last, reason="Cuti")


def answers_for(office, task):
    """Return who answers now, as the Ombudsman reads it on the page of the task."""
    names = [post.user.name for post in holders_of(task)]
    assert names, office.today
    office.bayu.comes_to(task.get_absolute_url()).shows(*names)
    return names


def test_first_the_deputy_then_the_head_answers(desk, task):
    desk.fani.on_task(task, "acknowledge")
    desk.fani.on_task(task, "draft", text="Sedang dicari di arsip.")
    assert answers_for(desk, task) == ["Fani Oktavia"]
    ends(desk, "fani", desk.today + 2 * DAY)

    desk.on("2026-11-04", "23:50")
    assert answers_for(desk, task) == ["Fani Oktavia"]
    desk.on("2026-11-05", "01:05")
    assert answers_for(desk, task) == ["Dita Rahma"]
    assert desk.fani.comes_to(task.get_absolute_url()).status in (403, 404)
    desk.dita.comes_to("/desk/").shows(task.letter)
    desk.dita.comes_to(task.get_absolute_url()).shows("Sedang dicari di arsip.")

    is_away(desk, "dita", 20)
    assert answers_for(desk, task) == ["Hilman Saleh"]
    desk.on("2026-11-09")
    desk.hilman.comes_to("/desk/").shows(task.letter)
    given = {"text": "Akta terbit hari ini.", "signatory": "Hilman Saleh, Kepala Dinas"}
    desk.hilman.on_task(task, "answer", files=photo("jawaban.jpg"), **given)
    assert task.state == "answered" and task.answered_by == desk.hilman.actor.user
    desk.bayu.takes(task.report, "explained", done_on=desk.today, note="Akta terbit.")
    task.refresh_from_db()
    assert task.state == "settled"
    desk.every_chain_verifies()


def test_at_every_hour_of_the_change_somebody_answers(desk, task):
    """Decrees end one after the other, until only the government is left."""
    monday = desk.today
    for days, key in enumerate(("fani", "dita", "hilman"), start=1):
        ends(desk, key, monday + days * DAY)
    seen = []
    for days in range(6):
        for clock in ("10:00", "12:00", "23:59"):
            desk.on((monday + days * DAY).isoformat(), clock)
            names = answers_for(desk, task)
            if names not in seen[-1:]:
                seen.append(names)
    assert seen == [["Fani Oktavia"], ["Dita Rahma"], ["Hilman Saleh"], ["Arif Budiman"]]
    desk.agus.on_task(task, "acknowledge")
    given = {"text": "Kami cari penggantinya.", "signatory": "Bupati", "files": photo()}
    desk.agus.on_task(task, "answer", **given)
    assert task.state == "answered"


def test_who_came_after_finds_the_task_and_who_left_is_told_nothing(desk, task):
    desk.fani.on_task(task, "acknowledge")
    ends(desk, "fani", desk.today)
    ends(desk, "dita", desk.today)
    desk.on("2026-11-03")
    desk.world.appoint("maya", "Maya Sari", "focal_point", "disdukcapil")
    assert answers_for(desk, task) == ["Maya Sari"]
    desk.maya.comes_to("/desk/").shows(task.letter)
    given = {"text": "Akta terbit.", "signatory": "Hilman Saleh", "files": photo()}
    desk.maya.on_task(task, "answer", **given)
    assert task.state == "answered"
    assert desk.fani.comes_to("/desk/").status in (302, 403)
