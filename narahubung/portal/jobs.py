"""What the public side forgets by itself."""

from datetime import timedelta

from django.utils import timezone

from narahubung.jobs import every
from narahubung.portal.drafts import remove
from narahubung.portal.models import RECEIPT_LASTS, Draft, DraftFile, Tally

DRAFT_LASTS = timedelta(days=1)


@every("17 * * * *", "portal.sweep")
def sweep():
    """Forget forms that were never sent, secrets that were shown, and the tries of past hours."""
    now = timezone.now()
    remove(DraftFile.objects.filter(draft__begun_at__lt=now - DRAFT_LASTS))
    Draft.objects.filter(begun_at__lt=now - DRAFT_LASTS).delete()
    Draft.objects.filter(sent_at__lt=now - RECEIPT_LASTS).exclude(secret=b"").update(secret=b"")
    Tally.objects.filter(until__lt=now).delete()
