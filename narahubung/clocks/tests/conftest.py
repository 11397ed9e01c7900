from io import StringIO

import pytest
import time_machine
from django.core.management import call_command


@pytest.fixture
def law(db):
    """The rules and the days off as an installation of November 2026 has them."""
    with time_machine.travel("2026-11-21 12:00+07:00", tick=False):
        call_command("load_rules", stdout=StringIO())
