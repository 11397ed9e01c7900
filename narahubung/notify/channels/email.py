"""E-mail: words and address are looked up at the moment of sending and kept nowhere."""

import smtplib
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from narahubung.accounts.models import Appointment
from narahubung.notify import contacts
from narahubung.notify.channels.errors import DeliveryError, Trouble
from narahubung.notify.texts import text_of


@contextmanager
def line():
    """A line to the mail server for one message; raises DeliveryError if nobody answers."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(Trouble.AWAY, permanent=False) from error
    try:
        yield connection
    finally:
        # What was sent is sent, however badly the server says goodbye.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def send(message, connection):
    """Send one message; raises DeliveryError for whatever lies outside of us.

    To a complainant neither the sender nor the Message-ID tells where the mail comes from.
    """
    subject, body = text_of(message)
    sender = settings.DEFAULT_FROM_EMAIL if message.user_id else settings.BLIND_FROM_EMAIL
    mail = EmailMessage(
        subject,
        body,
        sender,
        to=[address_of(message)],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        # A code below 500 is a greylist or a full queue: the same address may be taken later.
        codes = [code for code, _words in error.recipients.values()]
        gone = all(code >= 500 for code in codes)
        raise DeliveryError(Trouble.BAD_ADDRESS if gone else Trouble.BUSY, gone) from error
    except smtplib.SMTPResponseException as error:
        final = error.smtp_code >= 500
        raise DeliveryError(Trouble.REFUSED if final else Trouble.BUSY, final) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(Trouble.BROKEN_OFF, permanent=False) from error


def address_of(message) -> str:
    return officers_address(message.user) if message.user else contacts.address_of(message)


def officers_address(user) -> str:
    """Who left between the event and the mail is not told any more."""
    if not (user.is_active and Appointment.objects.in_force().filter(user=user).exists()):
        raise DeliveryError(Trouble.NO_OFFICE, permanent=True)
    return user.email
