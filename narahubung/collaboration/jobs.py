"""What the house does by itself for meetings and trainings: plans ahead, moves with the holidays, notices, asks again."""

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction

from narahubung.accounts.actors import System
from narahubung.cases.upkeep import each
from narahubung.clocks.calendar import today_in
from narahubung.collaboration.models import Decision, Series, Training
from narahubung.collaboration.training_lifecycle import Stage as TrainingStage
from narahubung.directory.models import Zone
from narahubung.jobs import every

BATCH = 500
log = structlog.get_logger()


@every("25 1 * * *", "collaboration.plan")
def plan() -> int:
    """Keep a year planned ahead; what is only planned follows a decree that changed the days off."""
    planned = 0
    for series in Series.objects.running().order_by("pk"):
        try:
            planned += len(series.plan(System()))
        except Exception as error:  # noqa: BLE001
            log.exception("series not planned", series=series.pk, error=type(error).__name__)
    return planned


@every("15 * * * *", "collaboration.notice_late")
def notice_late() -> int:
    """Write down, once each, that a decision is late, and a week later that it still is."""
    # The day where it is already furthest on; each decision is then asked in its own zone.
    today = max(today_in(zone) for zone in Zone.values)
    late = Decision.objects.unnoticed(today).order_by("due_on")[:BATCH]
    done = sum(noticed(one, "decision_late", "noticed_at") for one in list(late))
    still = Decision.objects.still_late(today).order_by("due_on")[:BATCH]
    return done + sum(noticed(one, "decision_still_late", "head_noticed_at") for one in list(still))


def noticed(decision, kind, field) -> bool:
    try:
        with transaction.atomic():
            return decision.notice(System(), kind, field) is not None
    except (PermissionDenied, Decision.DoesNotExist):
        # Somebody was faster, which is what the lock is for.
        return False


@every("40 1 * * *", "collaboration.follow_training")
def follow_training() -> int:
    """Ask those who were at a training what they used of it, and close it when they have been asked."""
    held = Training.objects.filter(stage=TrainingStage.HELD).order_by("pk")
    return each(list(held.values_list("pk", flat=True)), follow)


def follow(key):
    training = Training.objects.for_list().get(pk=key)
    if training.is_time_to_ask_again():
        return training.ask_again(System())
    return training.was_asked_again() and training.take("close", by=System())
