"""What the desk does by itself at night."""

import structlog
from django.conf import settings

from narahubung.jobs import every
from narahubung.protection.retention import let_go

log = structlog.get_logger()


@every("40 2 * * *", "protection.retention")
def keep_the_schedule():
    """End what is over, where the operator has switched it on: what goes does not come back."""
    if not settings.RETENTION:
        return
    for result in let_go():
        if result.over:
            log.info("retention", kind=result.kind.code, over=result.over, gone=result.gone)
