"""What the house does by itself each day: agreements enter in force and run out, and every commitment is judged."""

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction

from narahubung.accounts.actors import System
from narahubung.agreements.lifecycle import ENDED
from narahubung.agreements.models import Agreement
from narahubung.agreements.reckoning import reckon
from narahubung.jobs import every

log = structlog.get_logger()


@every("20 1 * * *", "agreements.judge")
def judge_all() -> int:
    """Judge each agreement in a transaction of its own; one that fails does not hold up the others."""
    changed = 0
    for agreement in Agreement.objects.exclude(stage__in=ENDED).select_related("office"):
        try:
            with transaction.atomic():
                changed += judge(agreement)
        except Exception as error:  # noqa: BLE001
            log.exception("deed failed", key=agreement.pk, error=type(error).__name__)
    return changed


def judge(agreement) -> int:
    """Before an agreement runs out its commitments are judged once more, now over their whole time."""
    follow(agreement, "enter")
    changed = reckon(agreement)
    agreement.look_ahead(agreement.today)
    follow(agreement, "expire")
    return changed


def follow(agreement, name):
    if name in [move.name for move in agreement.moves_for(System())]:
        try:
            agreement.take(name, by=System())
        except PermissionDenied:
            # Somebody was faster, which is what the lock is for.
            agreement.refresh_from_db()
