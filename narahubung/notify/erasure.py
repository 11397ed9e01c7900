"""The part of the outbox in erasing a person: what was not sent never is, and no copy of a mail stays."""

from django.conf import settings

from narahubung.jobs import enqueue
from narahubung.notify.kinds import KINDS, kind_of_file
from narahubung.notify.models import Message, State


def forget(file) -> None:
    """Settle what still waits for the person. Later events find no address and write nothing."""
    kind = kind_of_file(file)
    unsent = of(kind, file.pk).filter(state__in=(State.WAITING, State.FAILED))
    unsent.update(state=State.ERASED, leased_until=None)
    enqueue("notify.remove_mails", **{kind.file: file.pk})


def of(kind, pk):
    """Return the messages to the person of a file."""
    path = f"{kind.column}__{kind.file}"
    return Message.objects.filter(**{path: pk}, recipient=kind.person)


def remove_mails(name: str, pk: int) -> int:
    """Remove the mails to this person from the folder in which they lie where no mail server is set."""
    folder = settings.HOME / "mail"
    theirs = of(next(kind for kind in KINDS if kind.file == name), pk)
    ids = [message.message_id.encode() for message in theirs.with_file()]
    mails = folder.glob("*.log") if ids and folder.is_dir() else ()
    found = [mail for mail in mails if any(name in mail.read_bytes() for name in ids)]
    for mail in found:
        mail.unlink(missing_ok=True)
    return len(found)
