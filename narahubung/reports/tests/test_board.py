"""What an office begins its day with: my files, the board, the calendar, the conferences."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from narahubung.operations.ombudsman import TO_EXAMINATION, TO_FORMAL, TO_PLENARY
from narahubung.reports.jobs import notice_overdue
from narahubung.reports.models import Report

PAGES = [
    ("bayu", "mine"),
    ("sinta", "board"),
    ("sinta", "calendar"),
    ("bayu", "calendar"),
    ("sinta", "conferences"),
]


def page(client, name, **asked):
    return client.get(reverse(f"reports:{name}"), asked)


def titles(rows):
    return [row["file"].title for row in rows]


def fill(office):
    """Put a file at some stages, once each."""
    for steps in ("", TO_FORMAL, TO_PLENARY, TO_EXAMINATION, f"{TO_EXAMINATION} confer"):
        office.go(steps, office.submit())
    office.go(f"{TO_EXAMINATION} ask_explanation", office.submit())
    office.go(f"{TO_PLENARY} close_intake", office.submit())


def listed(client, link):
    answer = client.get(reverse("reports:list") + link)
    count = len(answer.context["rows"])
    while following := answer.context["page"].next:
        answer = client.get(reverse("reports:list") + following)
        count += len(answer.context["rows"])
    return count


def test_my_files_stand_apart_by_what_must_happen(office, sign_in):
    office.go(f"{TO_PLENARY} examine", office.submit(title="Baru"))
    office.go(TO_EXAMINATION, office.submit(title="Kerja"))
    office.go(f"{TO_EXAMINATION} ask_explanation", office.submit(title="Tunggu"))
    office.submit(title="Bukan milik Bayu")
    groups = page(sign_in("bayu"), "mine").context["groups"]
    assert {name: titles(rows) for name, rows in groups.items()} == {
        "declare": ["Baru"],
        "work": ["Kerja"],
        "others": ["Tunggu"],
    }


def test_each_count_of_the_board_opens_a_list_of_that_length(office, sign_in, pass_days):
    fill(office)
    pass_days(33)
    fill(office)
    pass_days(1)
    notice_overdue()
    sinta = sign_in("sinta")
    board = page(sinta, "board").context["board"]
    cells = [cell for line in board.stages for cell in line["cells"] if cell["n"]]
    assert len(cells) > 7
    for cell in cells:
        assert listed(sinta, cell["link"]) == cell["n"]
    for load in board.loads():
        assert listed(sinta, load["link"]) == load["n"]
        assert listed(sinta, load["late_link"]) == load["late"]
    still = board.still()
    assert listed(sinta, still["link"]) == still["n"] == 6
    assert sum(board.totals) == Report.objects.open().count() + 2


def test_a_note_of_the_house_itself_is_no_movement(office, pass_days):
    report = office.submit()
    before = report.moved_at
    pass_days(40)
    notice_overdue()
    report.refresh_from_db()
    assert report.moved_at == before
    assert list(Report.objects.standing_still(timezone.now() - timedelta(days=30))) == [report]
    report.say("Sudah ditelepon.", by=office.eka)
    assert not Report.objects.standing_still(timezone.now() - timedelta(days=30)).exists()


def test_a_notice_that_is_owed_after_the_end_is_work_too(office, sign_in):
    report = office.submit()
    office.go(f"{TO_PLENARY} close_intake", report)
    rows = page(sign_in("eka"), "list").context["rows"]
    assert titles(rows) == [report.title]
    office.go("inform", report)
    assert page(sign_in("eka"), "list").context["rows"] == []


def test_the_calendar_shows_each_running_clock_on_its_day(office, sign_in):
    for _n in range(7):
        office.submit()
    due = Report.objects.first().next_due
    answer = page(sign_in("eka"), "calendar", month=f"{due:%Y-%m}")
    days = {day.day: day for week in answer.context["weeks"] for day in week}
    assert (len(days[due].clocks), days[due].more) == (5, 2)
    assert listed(sign_in("eka"), days[due].link) == 7
    others = page(sign_in("mira"), "calendar", month=f"{due:%Y-%m}").context["weeks"]
    assert not [day for week in others for day in week if day.clocks]


def test_own_clocks_can_be_seen_alone(office, sign_in):
    office.go(f"{TO_EXAMINATION} ask_explanation", office.submit())
    office.submit()
    laras = sign_in("joko")
    month = {"month": f"{office.today + timedelta(days=14):%Y-%m}"}

    def numbers(**asked):
        weeks = page(laras, "calendar", **month, **asked).context["weeks"]
        return sum(len(day.clocks) for week in weeks for day in week)

    assert numbers() >= 1
    assert numbers(whose="mine") == 0


@pytest.mark.parametrize("month", ["", "2026-13", "x", "2026-02-01", "9999-99"])
def test_a_month_that_is_none_shows_this_one(office, sign_in, month):
    answer = page(sign_in("eka"), "calendar", month=month)
    assert answer.context["month"].first == office.today.replace(day=1)


def test_the_conferences_show_since_when_and_with_which_proposal(office, sign_in):
    office.go(TO_PLENARY, office.submit(title="Pleno"))
    office.go(f"{TO_EXAMINATION} confer", office.submit(title="Bedah"))
    plenary, conference = page(sign_in("sinta"), "conferences").context["tables"]
    assert titles(plenary["rows"]) == ["Pleno"] and titles(conference["rows"]) == ["Bedah"]
    assert plenary["rows"][0]["proposal"] and not conference["rows"][0]["proposal"]
    assert conference["rows"][0]["brought"].kind == "confer"


@pytest.mark.parametrize(("name", "address"), PAGES)
def test_they_cost_the_same_for_many_as_for_few_at_most_eight(office, sign_in, name, address):
    client = sign_in(name)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert page(client, address).status_code == 200
        return len(asked)

    fill(office)
    cost()
    few = cost()
    for _n in range(3):
        fill(office)
    assert cost() <= few
    # Session, person, office and unread notices, which every page asks, with them.
    assert few <= 8


@pytest.mark.parametrize(
    ("name", "address"), [("eka", "mine"), ("sinta", "mine"), ("bayu", "board"), ("eka", "board")]
)
def test_each_role_has_its_own_pages(office, sign_in, name, address):
    assert page(sign_in(name), address).status_code == 403
