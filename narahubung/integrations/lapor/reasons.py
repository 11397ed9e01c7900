"""Why a row was refused, or a value not taken: a code and its facts are kept, the sentence is made when shown.

No sentence repeats what a person wrote: of a bad value only its shape is told, 99/aaa/9999.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = {
    "no_id": gettext_noop("The Tracking ID is missing."),
    "bad_id": gettext_noop("The Tracking ID has the shape “%(shape)s”, which is none."),
    "twice": gettext_noop("The Tracking ID stands already in row %(first)s."),
    "long": gettext_noop(
        "The cell under “%(column)s” is longer than a spreadsheet cell may be (32,766 characters)."
    ),
    "no_text": gettext_noop("The row has no text of the report."),
    "no_day": gettext_noop("The cell under “%(column)s” is empty."),
    "bad_day": gettext_noop(
        "The cell under “%(column)s” has the shape “%(shape)s”, which is not read as a date or time."
    ),
    "far_day": gettext_noop("The date under “%(column)s” is before 2000 or in the future."),
    "erased": gettext_noop("The person of this report was erased here. It is not taken in again."),
    "elsewhere": gettext_noop("The report belongs to an institution outside your own."),
}


@dataclass
class RefusedRow(Exception):
    """This row does not come in."""

    code: str
    facts: dict = field(default_factory=dict)


def sentence(code: str, facts: dict) -> str:
    return _(SENTENCES[code]) % facts


def shape_of(text: str) -> str:
    """Return the shape of a value without the value: digits as 9, letters as a."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text[:30]))
