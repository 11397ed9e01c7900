"""Who complained: a table of its own, sealed under the file's own key, with a narrower scope.

Confidentiality is a missing row, not a hidden column.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.complaints.redaction import NIK_DIGITS, digits_of
from narahubung.vault import (
    Tampered,
    blind_index,
    new_data_key,
    normalise_email,
    normalise_phone,
    seal_json,
    unseal_json,
)
from narahubung.vault.rotation import covers

INDEXES = ("phone_index", "email_index", "nik_index")


class Way(models.TextChoices):
    """By which it is safe to reach somebody. A field of `Person`, sealed with the rest."""

    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("By text message")
    WHATSAPP = "whatsapp", _("By WhatsApp")
    TELEGRAM = "telegram", _("By Telegram")
    NOTHING = "none", _("Not at all")


@dataclass(frozen=True)
class Person:
    """What a complainant told us of themselves; every field may be empty.

    `way` is the only way that is safe to reach them, empty if they were never asked, and
    `quiet` their quiet hours. Rows that were sealed before a field was added open as well.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    nik: str = ""
    address: str = ""
    contact: str = ""
    telegram: str = ""
    way: str = ""
    quiet: str = ""

    @property
    def safe_way(self):
        return Way(self.way).label if self.way else ""

    def is_empty(self):
        return not any(vars(self).values())


class IdentityQuerySet(models.QuerySet):
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

    def readable(self):
        return self.exclude(data_key=b"")

    def same_as(self, identity):
        """Return the other files of whoever left the same number, e-mail or NIK, without opening one."""
        same = Q(pk__in=[])
        for field in INDEXES:
            if known := getattr(identity, field):
                same |= Q(**{field: known})
        return self.filter(same).exclude(pk=identity.pk)

    def known_by(self, words: str):
        """Return whose number, e-mail or NIK these words are; no words, nobody."""
        same = Q(pk__in=[])
        for field, print_ in fingerprints(phone=words, email=words, nik=words).items():
            if print_:
                same |= Q(**{field: print_})
        return self.filter(same)


def fingerprints(phone="", email="", nik="") -> dict[str, str]:
    """Return the blind index of each; what is no number or e-mail at all has none."""
    digits = digits_of(nik)
    return {
        "phone_index": blind_index("phone", number) if (number := normalise_phone(phone)) else "",
        "email_index": blind_index("email", normalise_email(email)) if "@" in email else "",
        "nik_index": blind_index("nik", digits) if len(digits) == NIK_DIGITS else "",
    }


class Identity(models.Model):
    complaint = models.OneToOneField(
        "complaints.Complaint", models.PROTECT, related_name="identity"
    )
    data_key = models.BinaryField()
    sealed = models.BinaryField()
    phone_index = models.CharField(max_length=64, blank=True)
    email_index = models.CharField(max_length=64, blank=True)
    nik_index = models.CharField(max_length=64, blank=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
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

    def __str__(self):
        return f"identity of {self.complaint_id}"

    @classmethod
    def sealing(cls, complaint, person: Person):
        """Return an unsaved row that holds this person under a data key of its own."""
        row = cls(complaint=complaint, data_key=new_data_key(complaint.reference.encode()))
        row.hold(person)
        return row

    def hold(self, person: Person):
        """Seal another person in place of the one before; the key stays, and what else lies under it."""
        self.sealed = self.seal(vars(person))
        for field, value in fingerprints(person.phone, person.email, person.nik).items():
            setattr(self, field, value)

    def change(self, person: Person):
        """Keep other words about the same person, in place of those before."""
        self.hold(person)
        self.save(update_fields=["sealed", *INDEXES])

    def person(self) -> Person:
        return Person(**self.unseal(self.sealed))

    def seal(self, value) -> bytes:
        return seal_json(bytes(self.data_key), value, context_of(self))

    def unseal(self, sealed):
        return unseal_json(bytes(self.data_key), bytes(sealed), context_of(self))


def context_of(identity) -> bytes:
    return identity.complaint.reference.encode()


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
