"""Who complained, and what they wrote themselves: sealed under the file's own key, with a narrower scope."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.identity import (
    INDEXES,
    Person,
    SealedIdentity,
    SealedQuerySet,
    Way,
    context_of,
    fingerprints,
)
from narahubung.vault import Tampered
from narahubung.vault.rotation import covers

__all__ = ["INDEXES", "Identity", "Original", "Person", "Way", "fingerprints"]


class IdentityQuerySet(SealedQuerySet):
    def visible_to(self, actor):
        """An open name is known to agency and unit; a secret or anonymous one is on nobody's page."""
        scope = actor.scope
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.MANAGER:
                return self.of_files(actor, "open").filter(complaint__agency__in=scope)
            case Role.HEAD | Role.LIAISON:
                here = Q(complaint__agency__in=scope) | Q(complaint__unit__in=scope)
                return self.of_files(actor, "open").filter(here)
            case Role.COMPLAINANT:
                return self.filter(complaint=actor.complaint_id)
            case _:
                return self.none()

    def openable_by(self, actor):
        """A secret name may be opened, with a reason, by the manager or the inspectorate; no other may be."""
        if actor.role not in (Role.MANAGER, Role.INSPECTORATE):
            return self.none()
        return self.readable().of_files(actor, "secret").filter(complaint__agency__in=actor.scope)

    def of_files(self, actor, shield):
        """Narrow to files that the actor sees at all, so that no wall around a file leaves its name outside."""
        files = self.model._meta.get_field("complaint").related_model.objects
        return self.filter(complaint__shield=shield, complaint__in=files.visible_to(actor))


class Identity(SealedIdentity):
    complaint = models.OneToOneField(
        "complaints.Complaint", models.PROTECT, related_name="identity"
    )

    FILE = "complaint"
    objects = IdentityQuerySet.as_manager()

    class Meta(SealedIdentity.Meta):
        abstract = False
        indexes = [
            # The same person again, and search by one's own number.
            models.Index(
                fields=["phone_index"], condition=~Q(phone_index=""), name="identity_by_phone"
            ),
            models.Index(
                fields=["email_index"], condition=~Q(email_index=""), name="identity_by_email"
            ),
            models.Index(fields=["nik_index"], condition=~Q(nik_index=""), name="identity_by_nik"),
        ]


covers(Identity, "data_key", context_of, "complaint")


class OriginalQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own words are one's own; officers meet them only where an identity is opened."""
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.COMPLAINANT:
                return self.filter(identity__complaint=actor.complaint_id)
            case _:
                return self.none()


class Original(models.Model):
    """Words of the complainant as they were written, where officers read them without name and number.

    They lie under the key of the file's identity: who destroys that key destroys them.
    """

    class Of(models.TextChoices):
        FILED = "filed", _("what was filed")
        MESSAGE = "message", _("a message")
        NOTE = "note", _("a word with a step")

    identity = models.ForeignKey(Identity, models.CASCADE, related_name="originals")
    of = models.CharField(max_length=8, choices=Of)
    # The key of the message, the place of the entry in the chain, or nought for what was filed.
    number = models.PositiveBigIntegerField(default=0)
    sealed = models.BinaryField()

    objects = OriginalQuerySet.as_manager()

    class Meta:
        verbose_name = _("original wording")
        verbose_name_plural = _("original wordings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity", "of", "number"], name="words_are_sealed_once"
            )
        ]

    def __str__(self):
        return f"{self.of} {self.number}"

    @property
    def place(self):
        return str(self.of), self.number

    def words(self) -> dict:
        """Return the words, if they lie where they were laid."""
        of, number, words = self.identity.unseal(self.sealed)
        if (of, number) != self.place:
            raise Tampered("these words belong elsewhere")
        return words
