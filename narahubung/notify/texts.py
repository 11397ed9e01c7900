"""The words of a message: a template a kind and audience; the first line is the subject."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override


def text_of(message) -> tuple[str, str]:
    """Return subject and body in the person's language. They name no complainant and quote no words."""
    event = message.event
    complaint = event.complaint
    audience = "officer" if message.user else "complainant"
    with override(message.user.language if message.user else "id"):
        words = render_to_string(
            f"notify/{audience}/{event.kind}.txt",
            {
                "complaint": complaint,
                "event": event,
                "agency": complaint.agency,
                "name": message.user.name if message.user else "",
                "url": settings.SITE_URL + link(complaint, message.user),
            },
        )
    subject, _blank, body = words.strip().partition("\n")
    return f"{subject.strip()} · {complaint.reference}", body.strip() + "\n"


def link(complaint, user) -> str:
    return complaint.get_absolute_url() if user else reverse("portal:track")
