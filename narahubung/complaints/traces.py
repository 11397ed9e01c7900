"""What an erased file leaves on the disk, and how it is removed: files, the index, pages of the database.

Each step may be cut off and done again.
"""

import logging
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from narahubung.complaints.intake import words
from narahubung.complaints.models import Attachment, Complaint, Event, Identity, Message, Remedy

log = logging.getLogger(__name__)
TOUCHED = (Complaint, Identity, Event, Message, Remedy, Attachment)
NIGHTS = timedelta(days=2)


def remove_files() -> int:
    """Remove what attachments without a key still have on the disk; an emptied row is one that is done."""
    # Whoever forgets a paper takes its name, and no paper comes in without one.
    left = Attachment.objects.filter(name="").exclude(cleaned="", original="")
    done = 0
    for done, paper in enumerate(left.iterator(), start=1):  # noqa: B007
        for file in (paper.cleaned, paper.original):
            if file:
                file.storage.delete(file.name)
        Attachment.objects.filter(pk=paper.pk).update(cleaned="", original="")
    return done


def clean_pages() -> None:
    """Rewrite the index without the removed words, and empty the log of the database. In no transaction."""
    words.settle()
    if connection.vendor == "sqlite":
        truncate_log()
    else:
        run(*(f"VACUUM {model._meta.db_table}" for model in TOUCHED))


def rewrite_database() -> bool:
    """Leave no freed page behind, if somebody was erased of late."""
    if not Complaint.objects.filter(erased_at__gte=timezone.now() - NIGHTS).exists():
        return False
    if connection.vendor == "sqlite":
        # The whole database is written anew beside the old one, which may be too large for memory.
        run("PRAGMA temp_store=FILE", "VACUUM", "PRAGMA temp_store=MEMORY")
        truncate_log()
    else:
        run("VACUUM")
    return True


def truncate_log() -> None:
    """Readers of an old state keep it from being emptied; then the next round does it."""
    with connection.cursor() as cursor:
        row = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if row[0]:
        log.warning("the write-ahead log is in use and was not emptied")


def run(*statements) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
