"""The words of a message. Officers get a template a kind, whose first line is the subject; complainants
get the same blind sentence each time, and their templates are one line that tells staff what it was about.

A template is given plain values only, so that it cannot reach a name, a word or a matter.
"""

import re

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from narahubung.ui.dates import long_date


def text_of(message) -> tuple[str, str]:
    """Return subject and body of a mail: to an officer in their language, to a complainant blind."""
    if not message.user_id:
        return blind_words(message)
    with override(message.user.language):
        subject, body = words(message)
    return f"{subject} · {message.complaint.reference}", body + "\n"


def blind_words(message) -> tuple[str, str]:
    """Return the same words whatever happened: who looks at the phone learns nothing from them."""
    with override("id"):
        due = own_due(message.complaint)
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
    audience = "officer" if message.user_id else "complainant"
    # A mail is no page: names of agencies keep their ampersands.
    context = Context(values_of(message), autoescape=False)
    template = get_template(f"notify/{audience}/{message.event.kind}.txt").template
    subject, _newline, body = template.render(context).strip().partition("\n")
    # A paragraph that does not apply leaves no gap.
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body.strip())


def values_of(message) -> dict:
    complaint, user = message.complaint, message.user
    return {
        "reference": complaint.reference,
        "agency": complaint.agency.name,
        "due": complaint.next_due,
        "resume_on": complaint.resume_on,
        "name": user.name if user else "",
        "site": settings.SITE_NAME,
        "url": settings.SITE_URL + complaint.get_absolute_url(),
        "LANGUAGE_CODE": get_language(),
    }


def own_due(complaint):
    """Return the day until which the complainant may act, if one runs."""
    running = complaint.deadlines.running().filter(binds="complainant", due__isnull=False)
    first = running.order_by("due").first()
    return first and first.due
