"""E-mail: words and address are looked up at the moment of sending and kept nowhere."""

import smtplib

from django.core.mail import EmailMessage

from narahubung.complaints.models import Identity
from narahubung.notify.channels.errors import DeliveryError
from narahubung.notify.texts import text_of
from narahubung.vault import KeyGone


def send(message):
    """Send one message; raises DeliveryError and nothing else.

    The Message-ID is made of the row, so that a mail sent twice after a crash is shown once.
    """
    subject, body = text_of(message)
    mail = EmailMessage(
        subject,
        body,
        to=[address_of(message)],
        headers={"Message-ID": f"<{message.pk}.{message.event.hash[:24]}@narahubung>"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError("the address was refused", permanent=True) from error
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(
            f"the mail server answered {error.smtp_code}", permanent=error.smtp_code >= 500
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(
            f"the mail server could not be reached ({type(error).__name__})", permanent=False
        ) from error


def address_of(message) -> str:
    if message.user:
        return message.user.email
    identity = Identity.objects.filter(complaint=message.event.complaint_id).first()
    try:
        address = identity.person().email if identity else ""
    except KeyGone:
        address = ""
    if not address:
        raise DeliveryError("no address is known any more", permanent=True)
    return address
