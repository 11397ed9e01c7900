"""Words as people mean them: without control characters and marks that turn the direction of reading."""

import unicodedata

from django import forms

KEPT = "\n\t"
# Zero-width joiners belong to some scripts and to emoji, so they stay.
JOINERS = "\u200c\u200d"


def plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if is_meant(letter))


def is_meant(letter):
    return (
        letter in KEPT
        or letter in JOINERS
        or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    )


class PlainField(forms.CharField):
    """A text of which only what can be read is kept."""

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)

    def clean(self, value):
        return super().clean(plain(value) if isinstance(value, str) else value)
