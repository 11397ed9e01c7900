"""The words in which the result of an import is told, on the page and on the command line."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS_OF_UNKNOWN = {
    "statuses": gettext_lazy("Statuses we do not know (taken in as received)"),
    "classes": gettext_lazy("Classes we do not know (left empty)"),
    "categories": gettext_lazy("Categories we do not know (left empty)"),
    "types": gettext_lazy("Types we do not know (taken in as secret)"),
    "agencies": gettext_lazy("Institutions we do not know (given to the chosen agency)"),
    "columns": gettext_lazy("Columns we do not know (not read)"),
}
FIELDS = {
    "stage": gettext_lazy("stage"),
    "agency": gettext_lazy("agency"),
    "classification": gettext_lazy("class"),
    "category": gettext_lazy("category"),
    "region": gettext_lazy("place"),
    "title": gettext_lazy("title"),
    "text": gettext_lazy("text"),
    "text_final": gettext_lazy("edited text"),
    "shield": gettext_lazy("secrecy"),
    "received_at": gettext_lazy("time received"),
}


def sentence_on_conflict(key, reference, fields) -> str:
    words = ", ".join(str(FIELDS[field]) for field in fields)
    return _(
        "%(key)s (%(reference)s) has gone on here; what the file says was not taken: %(words)s."
    ) % {"key": key, "reference": reference, "words": words}
