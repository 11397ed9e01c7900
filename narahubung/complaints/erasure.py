"""What a complaint forgets when its person is erased; an open one is withdrawn first."""

from django.db import models
from django.db.models import Q

from narahubung.accounts.actors import Complainant
from narahubung.cases.erasure import Erasable, forget_papers
from narahubung.complaints.holds import Holdable
from narahubung.complaints.identity import Identity

ERASURE_INDEXES = (
    # Those who wait to be erased, and what was erased of late.
    models.Index(
        fields=["erasure_asked_at"],
        condition=Q(erasure_asked_at__isnull=False, erased_at__isnull=True),
        name="erasures_asked",
    ),
    models.Index(
        fields=["erased_at"], condition=Q(erased_at__isnull=False), name="erased_complaints"
    ),
)


class Forgetful(Holdable, Erasable):
    WORDS = ("title", "text", "text_final", "place", "other_number", "secret_digest")
    CLEARED_BY = "complaints.erase_traces"

    class Meta:
        abstract = True

    def make_ready(self):
        if not self.is_ended():
            self.take("withdraw", by=Complainant(self.pk))

    def forget_words(self):
        Identity.objects.filter(complaint=self).delete()
        # An answer speaks to the person, mostly by name.
        self.remedies.update(text="", verdict_note="")
        self.holds.update(reason="")
        forget_papers(self.attachments.all())
