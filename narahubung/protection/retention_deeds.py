"""What ends a kind of data whose time is over. Each deed goes in small steps and may be cut off between two."""

import logging
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Reason, forget_papers
from narahubung.complaints.models import Attachment, Complaint
from narahubung.jobs import wake

BATCH = 200
log = logging.getLogger(__name__)


def erase(files) -> Iterator[int]:
    """Erase the person from each file, in a transaction a file; one that fails does not stop the others."""
    for keys in batches(files):
        gone = 0
        for file in Complaint.objects.filter(pk__in=keys):
            try:
                gone += bool(file.erase(System(), Reason.RETENTION))
            except PermissionDenied:
                # A hold was set while we were on the way.
                continue
            except Exception as error:  # noqa: BLE001
                log.error("%s was not erased: %s", file.reference, type(error).__name__)
        yield gone


def drop_papers(papers) -> Iterator[int]:
    """Destroy names and keys of papers; the job that cleans up after an erasure removes the files."""
    for keys in batches(papers):
        with transaction.atomic():
            here = Attachment.objects.filter(pk__in=keys)
            gone = here.count()
            forget_papers(here)
            wake("complaints.erase_traces")
        yield gone


def delete(found) -> Iterator[int]:
    """Delete rows, or files on the disk."""
    if isinstance(found, list):
        yield from (unlinked(path) for path in found)
        return
    for keys in batches(found):
        # What an app does when its rows go, it does in its own sweep; here rows have nothing behind them.
        yield found.model._base_manager.filter(pk__in=keys).delete()[0]


def unlinked(path: Path) -> int:
    path.unlink(missing_ok=True)
    return 1


def batches(found) -> Iterator[list]:
    """Yield the keys, taken once: what stays because it must is not met again."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


DEEDS = {"erase": erase, "papers": drop_papers, "delete": delete}
