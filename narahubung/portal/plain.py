"""Words as people mean them: without control characters and marks that turn the direction of reading."""

import re

from django import forms

# Control characters but line end and tab, soft hyphens, direction marks, invisible operators, halves of
# pairs, tags. Zero-width joiners belong to some scripts and to emoji, so they stay.
UNMEANT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    return UNMEANT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class PlainField(forms.CharField):
    """A text of which only what can be read is kept."""

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)

    def clean(self, value):
        return super().clean(plain(value) if isinstance(value, str) else value)
