"""The figures of UU 37/2008 Pasal 42: each number is its list, and a past period never changes."""

import io
import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from python_calamine import CalamineWorkbook

from narahubung.operations.ombudsman import HERE, TO_EXAMINATION, TO_PLENARY, TO_RESULT
from narahubung.reports.jobs import notice_overdue, run_out
from narahubung.reports.models import Report
from narahubung.reports.periods import Period, Scope, last_finished, period_of, quarter_on
from narahubung.reports.statutory import BY_CODE, FIGURES
from narahubung.reports.statutory_page import Statutory

ZONE = ZoneInfo("Asia/Makassar")
Q3 = Period(2026, 3)


def at(day):
    return datetime.fromisoformat(f"2026-{day} 10:00").replace(tzinfo=ZONE)


def scope(office, period=Q3, code=HERE):
    return Scope(office.offices[code] if code else None, period)


def number(office, name, group="", **where):
    figure, here = BY_CODE[name], scope(office, **where)
    return figure.counts(here).get(group, 0) if group else figure.total(here)


def all_numbers(there):
    """Return every number of the page, medians too."""
    return [
        (table.title, line.label, cell.column, cell.value)
        for _title, tables in Statutory(there).parts()
        for table in tables
        for line in table.lines
        for cell in line.cells
    ]


def listed(client, link):
    """Return how many files stand in the list behind a number, over all its pages."""
    answer = client.get(link)
    count = len(answer.context["rows"]) + len(answer.context["elsewhere"])
    while following := answer.context["page"].next:
        answer = client.get(reverse("reports:list") + following)
        count += len(answer.context["rows"])
    return count


def every_number_is_its_list(client, there):
    compared = 0
    for _title, tables in Statutory(there).parts():
        for table in tables:
            for cell in [cell for line in table.lines for cell in line.cells if cell.link]:
                assert listed(client, cell.link) == cell.value, (table.title, cell.link)
                compared += 1
    return compared


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
    ],
)
def test_a_period_has_its_days(code, first, last):
    period = period_of(code)
    assert (str(period.first), str(period.last), period.code) == (first, last, code)


def test_no_other_words_are_a_period():
    assert [period_of(code) for code in ("", "2026-Q5", "1999", "2026-Q1 ", "x")] == [None] * 5


def test_what_is_reported_on_is_the_quarter_that_ended_last():
    assert last_finished(at("01-02").date()) == Period(2025, 4)
    assert quarter_on(at("09-30").date()) == Q3


def test_a_full_path_is_counted_step_by_step(office, time_machine):
    time_machine.move_to(at("07-01"))
    office.go(f"{TO_RESULT} deliver carry_out corrected", office.submit())
    office.go("register conclude", office.submit(kind="knl"))
    office.go("respond_at_once", office.submit(channel="phone"))
    assert number(office, "accesses") == 3
    assert number(office, "accesses", "knl") == number(office, "accesses", "rco") == 1
    assert number(office, "reports") == 2
    assert number(office, "channel", "phone") == 1
    assert number(office, "group", "local_government") == 2
    assert number(office, "suspected", "undue_delay") == number(office, "found", "undue_delay") == 1
    assert number(office, "suspected", "solicitation") == 0
    assert number(office, "conclusion", "found") == 1
    assert number(office, "reason", "corrective_done") == number(office, "settled") == 1
    assert number(office, "open", "examination") == 1
    assert number(office, "kept", "ori.corrective.v2023") == 1
    assert number(office, "reports", period=Period(2026, 2)) == 0
    assert number(office, "reports", period=Period(2026)) == 2


def test_days_at_a_stage_are_added_up_for_each_file(office, time_machine):
    for wait in (2, 10):
        time_machine.move_to(at("07-01"))
        report = office.submit()
        office.go("register", report)
        time_machine.move_to(at(f"07-{1 + wait:02}"))
        office.go("check_formal ask", report)
        time_machine.move_to(at("07-20"))
        office.go("complete formal check_material", report)
    days = BY_CODE["stays"].days(scope(office))
    assert days["registered"] == (6, 10)
    assert days["formal"] == (0, 0)


def test_whoever_refuses_is_named_with_what(office, time_machine):
    time_machine.move_to(at("07-01"))
    silent, away = office.submit(), office.submit(reported=None, reported_name="PT Jalan Tol")
    office.go(f"{TO_EXAMINATION} ask_explanation ask_again", silent)
    office.go(f"{TO_EXAMINATION} summon absent", away)
    time_machine.move_to(at("08-20"))
    run_out()
    assert number(office, "no_explanation", "disdukcapil") == 1
    assert number(office, "no_show", "PT Jalan Tol") == 1
    assert number(office, "missed", "ori.explain_2") == 1


def test_a_file_that_went_to_another_office_stays_where_it_was_counted(
    office, sign_in, time_machine
):
    time_machine.move_to(at("07-01"))
    report = office.submit()
    office.go("register transfer", report)
    before = all_numbers(scope(office, Period(2026, 3)))
    time_machine.move_to(at("10-05"))
    office.go("take_up", report)
    assert all_numbers(scope(office)) == before
    assert number(office, "handed_over", period=Period(2026, 4)) == 1
    assert number(office, "taken_over", period=Period(2026, 4), code="BJM") == 1
    assert number(office, "reports", period=Period(2026, 4), code="BJM") == 0
    assert number(office, "open", period=Period(2026, 4), code="BJM") == 1
    assert number(office, "open", period=Period(2026, 4)) == 0
    sinta = sign_in("sinta")
    answer = sinta.get(
        reverse("reports:list"), {"tab": "all", "figure": "reports", "period": "2026-Q3"}
    )
    assert answer.context["rows"] == []
    assert answer.context["elsewhere"] == [report.entries.first().number]


def test_who_stepped_aside_reads_the_same_numbers_and_no_title(office, sign_in, time_machine):
    time_machine.move_to(at("07-01"))
    report = office.submit(title="Burung langka")
    office.go(TO_PLENARY, report)
    report.step_aside(office.eka.user, office.sinta, "")
    answer = sign_in("eka").get(
        reverse("reports:list"), {"tab": "all", "figure": "reports", "period": "2026-Q3"}
    )
    assert answer.context["elsewhere"] == [report.number]
    assert "Burung langka" not in answer.content.decode()


def histories(office, time_machine, seed, days):
    """Live a random history: each day a few steps that are open, by whoever may take them."""
    dice = random.Random(seed)
    for day in days:
        time_machine.move_to(at(day))
        notice_overdue()
        run_out()
        kind = dice.choice(("lm", "lm", "lm", "knl", "rco"))
        # A rapid response is registered as such by the step that begins it.
        office.submit(
            kind="lm" if kind == "rco" else kind, channel=dice.choice(("phone", "letter"))
        )
        for report in Report.objects.order_by("pk"):
            for _step in range(dice.randint(0, 4)):
                one_step(office, report, dice)


def one_step(office, report, dice):
    report.refresh_from_db()
    lists = {"formal": "formal", "material": "material"}
    if report.stage in lists and dice.random() < 0.5:
        there = report.office != office.offices[HERE]
        office.verify(report, lists[report.stage], by=office.mira if there else office.eka)
    mine = Report.objects.visible_to(office.bayu).filter(pk=report.pk).exists()
    if mine and report.awaits_declaration_of(office.bayu):
        report.declare(office.bayu, has_conflict=False)
    people = [office.eka, office.sinta, office.bayu, office.mira, office.laras, office.joko]
    open_steps = [
        (move.name, by)
        for by in people
        if Report.objects.visible_to(by).filter(pk=report.pk).exists()
        for move in report.moves_for(by)
        if not (move.name == "respond_at_once" and report.kind != "lm")
    ]
    if not open_steps:
        return
    name, by = dice.choice(sorted(open_steps, key=lambda step: step[0]))
    if name == "transfer" and report.office != office.offices[HERE]:
        return
    if name in ("corrected", "resolved", "carried_out"):
        office.do_carry_out(report)
    more = {}
    if name == "issue" and dice.random() < 0.4:
        more = {"conclusion": dice.choice(("not_found", "stopped")), "found": [], "items": []}
    try:
        office.go(name, report, by=by, **more)
    except PermissionDenied:
        return


@pytest.mark.parametrize("seed", [1, 2])
def test_under_any_history_each_number_is_its_list_and_stays(office, sign_in, time_machine, seed):
    histories(office, time_machine, seed, ["07-02", "07-20", "08-12", "09-10", "09-29"])
    time_machine.move_to(at("10-02"))
    notice_overdue()
    assert every_number_is_its_list(sign_in("sinta"), scope(office)) > 20
    before = all_numbers(scope(office))
    nation = all_numbers(scope(office, code=None))
    histories(office, time_machine, seed + 50, ["10-20", "12-20"])
    time_machine.move_to(at("12-21"))
    assert all_numbers(scope(office)) == before
    assert all_numbers(scope(office, code=None)) == nation
    assert every_number_is_its_list(sign_in("sinta"), scope(office)) > 20
    assert every_number_is_its_list(sign_in("laras"), scope(office, code=None)) > 20


def test_page_letter_and_spreadsheet_say_the_same(office, sign_in, time_machine):
    histories(office, time_machine, 4, ["07-02", "07-20", "08-12"])
    sinta, asked = sign_in("sinta"), {"period": "2026-Q3"}
    page = sinta.get(reverse("reports:figures"), asked)
    on_page = [
        (table.title, line.label, cell.column, cell.value)
        for _title, tables in page.context["parts"]
        for table in tables
        for line in table.lines
        for cell in line.cells
    ]
    assert on_page == all_numbers(scope(office))
    book = sinta.get(reverse("reports:figures_xlsx"), asked)
    read = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book.streaming_content)))
    rows = read.get_sheet_by_index(0).to_python()[1:]
    assert [(row[1], row[4]) for row in rows] == [(title, n) for title, _g, _c, n in on_page]
    assert {row[5] for row in rows if row[5]} <= set(BY_CODE)
    letter = sinta.get(reverse("reports:figures_pdf"), asked)
    assert letter.content.startswith(b"%PDF")
    assert "2026-Q3.pdf" in letter["Content-Disposition"]


def test_each_figure_says_in_words_what_it_counts():
    assert len(BY_CODE) == len(FIGURES)
    assert not [figure.code for figure in FIGURES if len(str(figure.words)) < 20]


@pytest.mark.parametrize(
    ("name", "status"), [("sinta", 200), ("eka", 200), ("bayu", 403), ("joko", 200)]
)
def test_the_desk_and_the_head_read_them_and_the_national_office(office, sign_in, name, status):
    assert sign_in(name).get(reverse("reports:figures")).status_code == status


def test_only_the_national_office_counts_others(office, sign_in, time_machine):
    time_machine.move_to(at("07-01"))
    office.go("register", office.submit())
    asked = {"period": "2026-Q3", "office": HERE}
    mira = sign_in("mira").get(reverse("reports:figures"), asked)
    assert mira.context["scope"].office.code == "BJM"
    laras = sign_in("laras").get(reverse("reports:figures"), asked)
    assert laras.context["scope"].office.code == HERE
    behind = {**asked, "figure": "reports", "tab": "all"}
    assert sign_in("mira").get(reverse("reports:list"), behind).context["elsewhere"] == []
