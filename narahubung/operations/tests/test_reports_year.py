"""The demo's year at the Ombudsman: under the law, at every stage, with work for everybody."""

from datetime import date, datetime, time

import pytest
from django.db import transaction

from narahubung.journal.chain import first_fault
from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.regency import Regency
from narahubung.operations.reports_plots import OLD_FILES
from narahubung.operations.reports_print import print_reports
from narahubung.operations.reports_year import ReportYear
from narahubung.operations.year import ZONE
from narahubung.reports.lifecycle import Stage
from narahubung.reports.models import Deadline, Plenary, Register, RegisterEntry, Report

# Without it the database is not there when these tests run alone.
pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """Told once for all questions of this file, and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        regency = Regency().build()
        year = ReportYear(regency, Ombudsman(regency), TODAY)
        year.tales = year.tell()
        print_reports(year, year.tales)
        yield year
        transaction.set_rollback(True)


def test_every_stage_is_there_but_the_one_between_offices(year):
    found = set(Report.objects.values_list("stage", flat=True))
    assert set(Stage) - found <= {Stage.TRANSFERRED}


def test_some_are_late_some_are_old_and_all_kinds_came(year):
    assert 5 < Report.objects.open().late(TODAY).count() < 60
    assert Report.objects.filter(rule_set="po26").count() == len(OLD_FILES)
    assert Report.objects.values("access").distinct().order_by().count() == 5


def test_the_registers_have_no_gap_and_follow_the_days(year):
    for register in Register.objects.all():
        entries = list(register.entries.order_by("seq"))
        assert [entry.seq for entry in entries] == list(range(1, register.last + 1))
        assert entries == sorted(entries, key=lambda entry: entry.entered_at)
    assert not Report.objects.exclude(number="").exclude(entries__isnull=False).exists()
    assert RegisterEntry.objects.filter(by_hand=True).count() == len(OLD_FILES)


def test_every_chain_holds_and_time_only_goes_forward(year):
    for file in Report.objects.prefetch_related("events"):
        events = list(file.events.all())
        assert not first_fault(file.reference, events)
        assert events[-1].hash == file.chain_head
        moments = [event.at for event in events]
        assert moments == sorted(moments) and moments[-1] < datetime.combine(TODAY, time(12), ZONE)


def test_nothing_waits_that_the_house_would_have_done_itself(year):
    overdue = Deadline.objects.overdue(TODAY)
    assert not overdue.filter(noticed_at=None).exists()
    assert not overdue.filter(rule__code="ori.explain_2").exists()
    assert Plenary.objects.exists()


def test_one_seed_tells_one_year(year):
    def told():
        tales = ReportYear(year.scenes.regency, year.office, TODAY, 20, 5).tell()
        return [(t.file.title, t.file.number, [e.kind for e in t.events]) for t in tales]

    assert told() == told()
