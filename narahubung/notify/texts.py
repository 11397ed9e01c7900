"""The words of a message. Officers get a template a kind, whose first line is the subject; complainants
and reporters get the same blind sentence each time, and their templates are one line that tells staff what it was about.

A template is given plain values only, so that it cannot reach a name, a word or a matter.
"""

import re

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from narahubung.notify.kinds import REPORTS
from narahubung.reports.timeline import HAPPENED
from narahubung.ui.dates import long_date

# Of what happens beside the steps of a report: a line for staff.
TO_REPORTERS = {
    "message": gettext_lazy("There is a message for you"),
    "received": gettext_lazy("We have received your report"),
    "identity_opened": gettext_lazy("Your name was opened, with a reason"),
    "overdue": gettext_lazy("A date was not kept"),
}


def text_of(message) -> tuple[str, str]:
    """Return subject and body of a mail: to an officer in their language, to a complainant blind."""
    if not message.user_id:
        return blind_words(message)
    with override(message.user.language):
        subject, body = words(message)
    return f"{subject} · {called(message.file)}", body + "\n"


def blind_words(message) -> tuple[str, str]:
    """Return the same words whatever happened: who looks at the phone learns nothing from them."""
    with override("id"):
        due = own_due(message.kind, message.file)
        subject = _("There is news for you")
        body = f"{subject}. " + _("Open the page that you have kept.")
        if due:
            body += " " + _("Best before %(day)s.") % {"day": long_date(due)}
    return subject, body + "\n"


def line_of(message) -> str:
    """Return the words of a text message, which has no subject."""
    return blind_words(message)[1].strip()


def headline(message) -> str:
    """Return what happened in one line, for staff, in the language of the page."""
    return words(message)[0]


def words(message) -> tuple[str, str]:
    if not message.user_id:
        return line_for_staff(message), ""
    # A mail is no page: names of agencies keep their ampersands.
    context = Context(values_of(message), autoescape=False)
    return rendered(f"{message.kind.texts}/{message.happened.kind}", context)


def line_for_staff(message) -> str:
    """Return what a person does not know yet: of a report in the words of its history."""
    kind = message.happened.kind
    if message.kind is REPORTS:
        return str(TO_REPORTERS.get(kind) or HAPPENED[kind])
    return rendered(f"complainant/{kind}", Context(values_of(message), autoescape=False))[0]


def rendered(name, context) -> tuple[str, str]:
    template = get_template(f"notify/{name}.txt").template
    subject, _newline, body = template.render(context).strip().partition("\n")
    # A paragraph that does not apply leaves no gap.
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body.strip())


def called(file) -> str:
    """Return the number by which officers know a file: a report by its place in the register."""
    return getattr(file, "number", "") or file.reference


def values_of(message) -> dict:
    file, user = message.file, message.user
    return {
        "reference": called(file),
        message.kind.place: getattr(file, message.kind.place).name,
        "due": file.next_due,
        "resume_on": getattr(file, "resume_on", None),
        "name": user.name if user else "",
        "site": settings.SITE_NAME,
        "url": message.kind.link(message.happened),
        "LANGUAGE_CODE": get_language(),
    }


def own_due(kind, file):
    """Return the day until which the person may act, if one runs."""
    running = file.deadlines.running().filter(binds=kind.person, due__isnull=False)
    first = running.order_by("due").first()
    return first and first.due
