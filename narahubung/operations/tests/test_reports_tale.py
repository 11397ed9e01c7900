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
STEPS = {move.name for move in MOVES} | {"received", "overdue", "assigned", "declared", "missed"}
# What only the told one leaves out, or says in other words.
ELSEWHERE = ("text", "delivered_on", "held_on", "proposal")

TERMS = {"substance": "substance", "criterion": "rco_criterion", "reason": "closing_reason"}
TERMS_OF = ("submit_plenary", "respond_at_once", "close_intake")
# What stands on record before a step, and the teller leaves out.
FIRST = {
    "settle": ("agree", "kept"),
    **dict.fromkeys(("corrected", "resolved", "carried_out"), ("carry_out",)),
}


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
    return event.kind, event.role, event.public, event.at.astimezone(ZONE).date()


def facts(event):
    return {name: value for name, value in event.facts.items() if name not in ELSEWHERE}


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
    if event.kind == "missed":
        return office.do_absent(report)
    for deed in FIRST.get(event.kind, ()):
        office.go(deed, report)
    return office.go(event.kind, report, **said(office, tale, event))


def said(office, tale, event):
    """Return what the form of the step brings, as the tale tells it."""
    facts = event.facts
    found = {name: facts[name] for name in ("weight", "conclusion") if name in facts}
    if event.kind in TERMS_OF:
        found |= {n: office.term(TERMS[n], facts[n]) for n in TERMS if n in facts}
    for name in ("suspected", "found"):
        if name in facts:
            found[name] = [office.term("maladministration", code) for code in facts[name]]
    if facts.get("conclusion", "found") != "found":
        found["items"] = []
    if event.kind == "register":
        found |= {"opened_on": tale.file.opened_on, "by_hand": 1 if tale.by_hand else None}
    return found


def as_read(rows):
    return [event for event in rows if event.kind in STEPS]


@pytest.mark.parametrize("place", range(len(PLOTS) + len(OLD_FILES)))
def test_a_story_is_the_same_told_or_lived(town, time_machine, place):
    year = ReportYear(town, Ombudsman(town), TODAY, 0, seed=place + 1)
    year.lawyers = (year.office.bayu,)
    if place < len(PLOTS):
        _share, kind, plot = PLOTS[place]
        tale = year.received(kind, year.working(date(2026, 2, 2)))
        year.play(tale, plot.split(), "close_unproven" in plot)
    else:
        tale = year.old(OLD_FILES[place - len(PLOTS)])
    year.give_numbers([tale])
    report = lived(year, tale, time_machine)
    told, real = as_read(tale.events), as_read(report.events.select_related("actor"))
    assert list(map(line, told)) == list(map(line, real))
    # A step may bring more than the teller knows, never anything else.
    for one, other in zip(told, real, strict=True):
        assert facts(one).items() <= facts(other).items()
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
