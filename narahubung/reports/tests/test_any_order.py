"""Whatever is done in whatever order: somebody always holds the file, and no promise runs twice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, Role
from narahubung.directory.models import OmbudsmanOffice
from narahubung.operations.ombudsman import PEOPLE, TO_EXAMINATION
from narahubung.reports.jobs import count_again, notice_overdue, run_out
from narahubung.reports.models import Report

BESIDE = ("formal", "material")
# Ends a walk where it stands; there are many other ways to an end.
SELDOM = ("withdraw", "transfer", "send_back")


class Walk:
    """A report in the hands of everybody who may hold one, and the days that pass meanwhile."""

    def __init__(self, office, time_machine, opened):
        self.office, self.clock, self.opened = office, time_machine, opened
        self.report = office.submit(received_on=opened)
        self.people = [getattr(office, key) for key, *_ in PEOPLE]

    def begin(self, steps):
        """Go a usual way first, so that what comes late in a life is reached, too."""
        for name in steps.split():
            self.office.go(name, self.report, **self.more(name))
        return [steps]

    def more(self, name):
        return {"opened_on": self.opened} if name == "register" else {}

    def ways(self):
        """Return all that can be done now, by the names that the walker understands."""
        moves = self.moves()
        often = sorted(set(moves) - set(SELDOM)) or sorted(moves)
        beside = [name for name in BESIDE if name == self.report.stage]
        if any(self.report.awaits_declaration_of(person) for person in self.seers()):
            beside.append("declare")
        return ["days_pass", *beside, *often]

    def moves(self):
        """Return each step that is open, with somebody who may take it."""
        return {m.name: person for person in self.seers() for m in self.report.moves_for(person)}

    def seers(self):
        mine = Report.objects.filter(pk=self.report.pk)
        return [person for person in self.people if mine.visible_to(person)]

    def desk(self):
        """Return somebody of the desk at which the file is now."""
        return next(person for person in self.seers() if person.role == Role.INTAKE)

    def go(self, choice):
        ways = self.ways()
        name = ways[choice % len(ways)]
        if name == "days_pass":
            self.clock.move_to(timezone.now() + timedelta(days=choice % 40))
            for job in (run_out, notice_overdue, count_again):
                job()
        elif name in BESIDE:
            self.office.verify(self.report, name, by=self.desk())
        else:
            self.office.go(name, self.report, by=self.moves().get(name), **self.more(name))
        self.report.refresh_from_db()
        return name


def check(walk, way):
    report = walk.report
    running = Counter(report.deadlines.running().values_list("rule__code", flat=True))
    assert not [rule for rule, times in running.items() if times > 1], way
    if report.is_ended():
        return
    assert is_somebody(report.holder), way
    assert len(walk.ways()) > 1, f"nobody can do anything after {way}"


def is_somebody(holder) -> bool:
    """Tell whether a person in force stands behind the holder: an examiner, or those of an office."""
    posts = Appointment.objects.in_force().filter(role__in=AT_AN_OFFICE)
    if isinstance(holder, OmbudsmanOffice):
        return posts.filter(office=holder, user__is_active=True).exists()
    return posts.filter(user=holder, user__is_active=True).exists()


@pytest.mark.parametrize("opened", [date(2021, 6, 14), date(2026, 11, 16)], ids=["old", "new"])
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    begin=st.sampled_from(["", TO_EXAMINATION, f"{TO_EXAMINATION} confer"]),
    choices=st.lists(st.integers(0, 10**6), min_size=12, max_size=30),
)
def test_no_order_of_steps_leaves_a_file_alone_or_counts_twice(
    office, time_machine, opened, begin, choices
):
    time_machine.move_to("2026-11-16 09:00+08:00")
    with transaction.atomic():
        walk = Walk(office, time_machine, opened)
        way = walk.begin(begin)
        for choice in choices:
            way.append(walk.go(choice))
            check(walk, way)
        transaction.set_rollback(True)
