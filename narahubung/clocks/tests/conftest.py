from datetime import date

import pytest

from narahubung.clocks.loading import load_holidays, load_rules


@pytest.fixture
def law(db):
    """The rules and the days off as an installation of 2026 has them."""
    load_rules()
    load_holidays(date(2026, 11, 21))
