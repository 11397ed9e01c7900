"""Register numbers: in the manner of the office, without a gap, each once, also for many at the same time."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from narahubung.operations.ombudsman import HERE, THERE
from narahubung.reports.models import Register, RegisterEntry, Report
from narahubung.reports.rules import number_of, rule_set_on


def test_a_number_is_written_as_the_office_writes_it():
    assert number_of(179, "lm", date(2022, 6, 14), "BJM") == "0179/LM/VI/2022/BJM"
    assert number_of(12345, "iaps", date(2026, 12, 1), "BPN") == "12345/IN/XII/2026/BPN"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2016, 5, 1), "po26"),
        (date(2022, 12, 31), "po26"),
        (date(2023, 1, 1), "po58"),
        (date(2001, 1, 1), "po26"),
    ],
)
def test_the_day_of_registration_decides_on_the_rules(day, code):
    assert rule_set_on(day).code == code


def registered(office, **details):
    report = office.submit(**{k: details.pop(k) for k in ("kind", "received_on") if k in details})
    return office.go("register", report, **details)


def test_each_office_kind_and_year_counts_for_itself(office):
    first, second = registered(office), registered(office)
    assert [first.entries.get().seq, second.entries.get().seq] == [1, 2]
    assert registered(office, kind="knl").entries.get().seq == 1
    last_year = office.today.replace(year=office.today.year - 1)
    assert registered(office, received_on=last_year, opened_on=last_year).entries.get().seq == 1
    assert first.number == number_of(1, "lm", office.today, HERE)


def test_a_step_that_fails_gives_its_number_back(office):
    registered(office)
    report = office.submit()
    with pytest.raises(RuntimeError), transaction.atomic():
        office.go("register", report)
        raise RuntimeError
    with pytest.raises(PermissionDenied):
        report.take("register", by=office.sinta, access=report.access, opened_on=office.today)
    report.refresh_from_db()
    assert (report.stage, report.number) == ("intake", "")
    office.go("register", report)
    assert report.entries.get().seq == 2


def test_what_stands_on_paper_is_entered_by_hand_and_the_house_goes_on_after_it(office):
    assert registered(office, by_hand=178).entries.get().by_hand
    assert registered(office).entries.get().seq == 179
    assert registered(office, by_hand=12).entries.get().seq == 12
    for taken_or_not_on_paper in (178, 12, 179, 180, 500):
        with pytest.raises(PermissionDenied), transaction.atomic():
            registered(office, by_hand=taken_or_not_on_paper)
    assert registered(office).entries.get().seq == 180


def test_the_database_gives_no_number_twice(office):
    entry = registered(office).entries.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(
            register=entry.register, report=entry.report, seq=1, number="x", entered_on=office.today
        )
    other = office.submit()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=other.pk).update(number=entry.number)


def test_the_other_office_gives_a_number_of_its_own_and_the_old_one_stays(office):
    report = registered(office)
    before = report.number
    office.go("transfer take_up")
    assert report.number == number_of(1, "lm", office.today, THERE)
    assert [entry.number for entry in report.entries.all()] == [before, report.number]
    assert registered(office).entries.get().seq == 2


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_leave_no_hole_and_no_double(office):
    if connection.vendor == "sqlite":
        pytest.skip("the threads of a test share one SQLite database in memory")
    reports = [office.submit() for _n in range(10)]
    starting, refused = threading.Barrier(len(reports)), []

    def register(report, fails):
        try:
            starting.wait(30)
            with transaction.atomic():
                office.go("register", report)
                if fails:
                    raise RuntimeError
        except RuntimeError:
            refused.append(report)
        finally:
            connection.close()

    crowd = [
        threading.Thread(target=register, args=(report, n % 3 == 0))
        for n, report in enumerate(reports)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)

    assert len(refused) == 4
    given = sorted(RegisterEntry.objects.values_list("seq", flat=True))
    assert given == list(range(1, 7))
    assert Register.objects.get().last == 6
