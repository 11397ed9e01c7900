"""A report that is told in bulk is, step by step, what the one road would have made."""

from datetime import date

import pytest
from django.db import transaction

from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.regency import Regency
from narahubung.operations.reports_plots import OLD_FILES, PLOTS
from narahubung.operations.reports_year import ReportYear
from narahubung.operations.year import ZONE
from narahubung.reports.jobs import notice_overdue, run_out
from narahubung.reports.lifecycle import MOVES

TODAY = date(2026, 11, 18)
STEPS = {move.name for move in MOVES} | {"received", "overdue", "assigned", "declared"}
# What only the told one leaves out, or says in other words.
ELSEWHERE = ("text", "letter", "held_on", "done_on", "proposal", "coordinated_on")


@pytest.fixture(scope="module")
def regency(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Regency().build()
        transaction.set_rollback(True)


@pytest.fixture
def town(regency, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return regency


def line(event):
    facts = {name: value for name, value in event.facts.items() if name not in ELSEWHERE}
    return event.kind, event.role, facts, event.public, event.at.astimezone(ZONE).date()


def clock(row):
    stopped = row.stopped_at and row.stopped_at.astimezone(ZONE).date()
    return row.rule.code, row.started_on, row.due, row.binds, stopped, bool(row.noticed_at)


def state(file):
    reason = file.closing_reason and file.closing_reason.code
    ended = file.closed_at and file.closed_at.date()
    return file.stage, file.number, file.rule_set, file.next_due, reason, ended, file.conclusion


def lived(year, tale, time_machine):
    """Take each step of a tale through the real door, at the same moment."""
    office, steps = year.office, [e for e in tale.events if e.kind != "assigned"]
    time_machine.move_to(tale.events[0].at)
    told = tale.file
    report = office.submit(
        received_on=told.received_on,
        channel=told.channel,
        access=told.access,
        reported=told.reported,
        reporter_class=told.reporter_class,
        happened_on=None,
    )
    for event in steps[1:]:
        time_machine.move_to(event.at)
        run_out()
        notice_overdue()
        if event.role == "system":
            continue
        one_step(office, report, tale, event)
    time_machine.move_to(year.end)
    run_out()
    notice_overdue()
    report.refresh_from_db()
    return report


def one_step(office, report, tale, event):
    report.refresh_from_db()
    if event.kind == "checked":
        return office.verify(report, event.facts["list"])
    if event.kind == "declared":
        return report.declare(tale.lawyer, has_conflict=False)
    by = tale.lawyer if event.actor in (office.bayu.user, office.yoga.user) else None
    details = dict(office.usual(report).get(event.kind, {"note": "Dicatat."}))
    facts = event.facts
    for name, term in (
        ("substance", "substance"),
        ("criterion", "rco_criterion"),
        ("reason", "closing_reason"),
    ):
        if name in facts and name in details:
            details[name] = office.term(term, facts[name])
    for name in ("suspected", "found"):
        if name in facts:
            details[name] = [office.term("maladministration", code) for code in facts[name]]
    details |= {n: facts[n] for n in ("weight", "conclusion") if n in facts}
    if "examiner" in details:
        details["examiner"] = tale.lawyer.user
    if event.kind == "register":
        details["opened_on"] = tale.file.opened_on
        details["by_hand"] = 1 if tale.by_hand else None
    return report.take(event.kind, by=by or office.whose(report, event.kind), **details)


def as_read(rows):
    return [line(event) for event in rows if event.kind in STEPS]


@pytest.mark.parametrize("place", range(len(PLOTS) + len(OLD_FILES)))
def test_a_story_is_the_same_told_or_lived(town, time_machine, place):
    year = ReportYear(town, Ombudsman(town), TODAY, 0, seed=place + 1)
    if place < len(PLOTS):
        _share, kind, plot = PLOTS[place]
        tale = year.received(kind, year.working(date(2026, 2, 2)))
        year.play(tale, plot.split(), "close_unproven" in plot)
    else:
        tale = year.old(OLD_FILES[place - len(PLOTS)])
    year.give_numbers([tale])
    report = lived(year, tale, time_machine)
    assert as_read(tale.events) == as_read(report.events.select_related("actor"))
    deadlines = report.deadlines.select_related("rule")
    assert sorted(map(clock, tale.clocks), key=str) == sorted(map(clock, deadlines), key=str)
    assert state(tale.file) == state(report)


def test_what_the_lifecycle_does_not_allow_cannot_be_told(town):
    year = ReportYear(town, Ombudsman(town), TODAY, 0)
    tale = year.received("lm", date(2026, 2, 2))
    with pytest.raises(ValueError, match="confer"):
        tale.take("confer", year.office.bayu, tale.moment)
    with pytest.raises(ValueError, match="register"):
        tale.take("register", year.office.sinta, tale.moment)
