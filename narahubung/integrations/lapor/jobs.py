"""What the worker does with an uploaded export."""

import logging

from narahubung.integrations.lapor.importing import take_in
from narahubung.integrations.lapor.models import Import, State
from narahubung.integrations.lapor.sheet import UnreadableFile
from narahubung.jobs import job

log = logging.getLogger(__name__)


@job("lapor.import")
def take_in_upload(pk: int):
    """Read an upload. If a worker died over it nothing was written, and another begins anew."""
    into = Import.objects.select_related("appointment__user", "agency").get(pk=pk)
    if not into.is_under_way():
        return
    here = Import.objects.filter(pk=pk)
    here.update(state=State.RUNNING)

    def tell(done, total):
        here.update(rows_read=done, rows_total=total)

    try:
        take_in(into, into.upload(), tell)
    except UnreadableFile as error:
        log.info("import %s: %s", pk, error)
