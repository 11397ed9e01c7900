"""The part of the outbox in erasing a person: what was not sent never is, and no copy of a mail stays."""

from django.conf import settings

from narahubung.jobs import enqueue
from narahubung.notify.models import Message, State


def forget(complaint) -> None:
    """Settle what still waits for the complainant. Later events find no address and write nothing."""
    unsent = of(complaint.pk).filter(state__in=(State.WAITING, State.FAILED))
    unsent.update(state=State.ERASED, leased_until=None)
    enqueue("notify.remove_mails", complaint=complaint.pk)


def of(complaint_id):
    return Message.objects.filter(event__complaint=complaint_id, recipient="complainant")


def remove_mails(complaint_id: int) -> int:
    """Remove the mails to this complainant from the folder in which they lie where no mail server is set."""
    folder = settings.HOME / "mail"
    ids = [message.message_id.encode() for message in of(complaint_id).select_related("event")]
    mails = folder.glob("*.log") if ids and folder.is_dir() else ()
    theirs = [mail for mail in mails if any(name in mail.read_bytes() for name in ids)]
    for mail in theirs:
        mail.unlink(missing_ok=True)
    return len(theirs)
