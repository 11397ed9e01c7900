"""A form between its first page and its receipt: files wait sealed, and it is sent once."""

import re
import uuid

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from narahubung.complaints.models import Complaint
from narahubung.portal.models import Draft, DraftFile

MOST_FILES = 3
MAKE_OR_LOCK = """
    INSERT INTO portal_draft (token, begun_at, data_key, reference, secret) VALUES (%s, %s, %s, '', '')
    ON CONFLICT (token) DO UPDATE SET token = excluded.token RETURNING *
"""
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def files_of(token) -> list[DraftFile]:
    return list(DraftFile.objects.filter(draft__token=token))


@transaction.atomic
def keep_files(token, files):
    """Keep cleaned files with the form, so that nobody has to choose them again."""
    draft = locked(token)
    if draft.reference:
        return
    for clean in files[: MOST_FILES - draft.files.count()]:
        waiting = DraftFile(
            draft=draft,
            name=clean.name,
            kind=clean.kind,
            content_type=clean.content_type,
            size=clean.size,
            sha256=clean.sha256_original,
            checks=list(clean.checks),
        )
        waiting.cleaned.save("", ContentFile(draft.seal(clean.body)), save=False)
        waiting.original.save("", ContentFile(draft.seal(clean.original)), save=False)
        waiting.save(force_insert=True)


def keys_in(values) -> list[uuid.UUID]:
    """Return those of the posted values that can be keys of files."""
    return [uuid.UUID(value) for value in values if KEY.fullmatch(value)]


def drop_files(token, keys):
    if not keys:
        return
    remove(DraftFile.objects.filter(draft__token=token, key__in=keys))


def remove(waiting):
    """Delete the rows, and after them what they stood for."""
    with transaction.atomic():
        stored = [file for row in waiting for file in (row.cleaned, row.original)]
        waiting.delete()
        transaction.on_commit(lambda: [file.storage.delete(file.name) for file in stored])


def locked(token) -> Draft:
    """Return the row of a form, made if need be. Who comes second waits here for the first."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return Draft.objects.raw(MAKE_OR_LOCK, [token, now, Draft.new_key(token)])[0]


@transaction.atomic
def send_once(token, **details) -> Draft:
    """Submit what a form says, once, however often it is posted."""
    draft = locked(token)
    if draft.reference:
        return draft
    waiting = DraftFile.objects.filter(draft=draft).select_related("draft")
    complaint, secret = Complaint.objects.submit(files=[f.opened() for f in waiting], **details)
    draft.reference = complaint.reference
    draft.secret = draft.seal(secret.encode())
    draft.sent_at = timezone.now()
    draft.save(update_fields=["reference", "secret", "sent_at"])
    if waiting:
        remove(waiting)
    return draft


def forget_secret(draft):
    """The complainant has written the words down: from now on nobody can read them, we neither."""
    draft.secret = b""
    draft.save(update_fields=["secret"])


def forget(complaint):
    """Close the receipt of a file that is erased. The row stays its day, so that no second post files it again.

    Files that were left behind by a crash cannot be opened without the key.
    """
    mine = Draft.objects.filter(reference=complaint.reference)
    remove(DraftFile.objects.filter(draft__in=mine))
    mine.update(secret=b"", data_key=b"", sent_at=None)
