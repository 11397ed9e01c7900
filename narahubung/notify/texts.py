"""The words of a message: a template a kind and audience; the first line is the subject.

A template is given plain values only, so that it cannot reach a name, a word or a matter.
"""

import re

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language, override


def text_of(message) -> tuple[str, str]:
    """Return subject and body in the person's language. They name no complainant and quote no words."""
    user = message.user
    with override(user.language if user else "id"):
        subject, body = words(message, own_due=None if user else own_due(message.complaint))
    return f"{subject} · {message.complaint.reference}", body + "\n"


def headline(message) -> str:
    """Return the first line, in the language of the page."""
    return words(message)[0]


def words(message, own_due=None) -> tuple[str, str]:
    audience = "officer" if message.user_id else "complainant"
    values = {**values_of(message), "own_due": own_due}
    # A mail is no page: names of agencies keep their ampersands.
    context = Context(values, autoescape=False)
    template = get_template(f"notify/{audience}/{message.event.kind}.txt").template
    subject, _newline, body = template.render(context).strip().partition("\n")
    # A paragraph that does not apply leaves no gap.
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body.strip())


def values_of(message) -> dict:
    complaint, user = message.complaint, message.user
    path = complaint.get_absolute_url() if user else reverse("portal:track")
    return {
        "reference": complaint.reference,
        "agency": complaint.agency.name,
        "due": complaint.next_due,
        "resume_on": complaint.resume_on,
        "name": user.name if user else "",
        "site": settings.SITE_NAME,
        "url": settings.SITE_URL + path,
        "LANGUAGE_CODE": get_language(),
    }


def own_due(complaint):
    """Return the day until which the complainant may act, if one runs."""
    running = complaint.deadlines.running().filter(binds="complainant", due__isnull=False)
    first = running.order_by("due").first()
    return first and first.due
