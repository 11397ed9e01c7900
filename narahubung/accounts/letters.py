"""The mail that brings an invitation."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def send_invitation(invitation, url):
    """Mail the link. If the mail server is away, the link on the page is enough to go on."""
    context = {"invitation": invitation, "url": url, "site": settings.SITE_NAME}
    text = render_to_string("accounts/invitation_mail.txt", context)
    subject = _("You are invited to %(site)s") % {"site": settings.SITE_NAME}
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email], fail_silently=True)
