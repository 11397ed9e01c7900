from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from narahubung.clocks.calendar import due_moment
from narahubung.clocks.hours import explain_hours, short_hours

WITA = ZoneInfo("Asia/Makassar")
BEGIN = datetime(2026, 3, 20, 16, 30, tzinfo=WITA)
DUTY = {"id": "data pribadi harus sudah diperbaiki", "en": "the data must have been corrected"}
RULE = SimpleNamespace(length=72, unit="hours", source="UU 27/2022 Pasal 30", duty=DUTY.get)


def test_three_times_24_hours_over_a_weekend_and_a_feast():
    """Friday 20 to Monday 23 March 2026 are days off; hours know none."""
    due = due_moment(BEGIN, 72)
    assert explain_hours(BEGIN, due, RULE, None, "id") == (
        "72 jam sejak Jumat 20 Maret 2026 pukul 16.30 WITA; jadi paling lambat Senin 23 Maret 2026"
        " pukul 16.30 WITA (UU 27/2022 Pasal 30): data pribadi harus sudah diperbaiki."
    )
    assert explain_hours(BEGIN, due, RULE, None, "en") == (
        "72 hours from Friday 20 March 2026 at 16:30 WITA; so until Monday 23 March 2026 at 16:30"
        " WITA, UU 27/2022 Pasal 30: the data must have been corrected."
    )


@pytest.mark.parametrize(
    "left, words, tone",
    [
        (timedelta(hours=72), "72 jam lagi", "quiet"),
        (timedelta(hours=24, seconds=1), "24 jam lagi", "quiet"),
        (timedelta(hours=24), "24 jam lagi", "due"),
        (timedelta(minutes=119), "1 jam lagi", "due"),
        (timedelta(minutes=59), "kurang dari 1 jam lagi", "due"),
        (timedelta(0), "kurang dari 1 jam lagi", "due"),
        (timedelta(minutes=-1), "baru saja lewat", "late"),
        (timedelta(hours=-3), "lewat 3 jam", "late"),
        (timedelta(hours=-100), "lewat 4 hari", "late"),
    ],
)
def test_how_much_is_left_is_never_rounded_up(left, words, tone):
    due = due_moment(BEGIN, 72)
    assert short_hours(due, due - left, "id") == (words, tone)


def test_a_late_promise_says_so_in_its_sum():
    due = due_moment(BEGIN, 72)
    assert explain_hours(BEGIN, due, RULE, due + timedelta(hours=5), "id").endswith(
        "; sekarang lewat 5 jam."
    )


def test_a_change_of_summer_time_makes_no_promise_longer():
    """Not here, but the sum must not depend on it: Amsterdam lost an hour on 29 March 2026."""
    begin = datetime(2026, 3, 27, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    due = due_moment(begin, 72)
    assert due.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=72)
    assert due.hour == 13
