"""From the events of a journal to the mails of officers: who is told stands in a table, and each is told once."""

from django.db import transaction
from django.utils import timezone

from narahubung.accounts.models import Appointment
from narahubung.notify.officer_mails import OfficerMailQuerySet

BATCH = 100


def tell_oldest(untold, recipients, limit=BATCH) -> int:
    """Write the mails of the oldest events of which nobody has been told; return how many events."""
    waiting = list(untold.order_by("id")[:limit])
    for event in waiting:
        tell(event, recipients)
    return len(waiting)


@transaction.atomic
def tell(event, recipients):
    """Write the mails and mark the event, or neither; of two workers one does it.

    A group returns rows; one that is there already is not written again.
    """
    untold = type(event).objects.untold().filter(pk=event.pk)
    if not untold.update(dispatched_at=timezone.now()):
        return
    for group in recipients[event.kind]:
        for row in group(event):
            type(row).objects.bulk_create([row], ignore_conflicts=True)


class WantedQuerySet(OfficerMailQuerySet):
    def visible_to(self, actor):
        return self.filter(user=actor.user) if actor.user else self.none()

    def due(self):
        """Who left, or wants no mail at all, is not written to; the page says everything anyway."""
        offices = Appointment.objects.in_force().order_by().values("user")
        wanted = super().due().exclude(user__notify__mail="none")
        return wanted.filter(user__is_active=True, user__in=offices)
