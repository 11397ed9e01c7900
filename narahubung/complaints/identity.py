"""Who complained: a table of its own, sealed under the file's own key, with a narrower scope.

Confidentiality is a missing row, not a hidden column.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.vault import blind_index, new_data_key, normalise_phone, seal_json, unseal_json


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
        """An open name is known to agency and unit, a secret one to the manager, an anonymous one to none."""
        scope = actor.scope
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.MANAGER:
                return self.exclude(complaint__shield="anonymous").filter(
                    complaint__agency__in=scope
                )
            case Role.HEAD | Role.LIAISON:
                here = Q(complaint__agency__in=scope) | Q(complaint__unit__in=scope)
                return self.filter(here, complaint__shield="open")
            case Role.COMPLAINANT:
                return self.filter(complaint=actor.complaint_id)
            case _:
                return self.none()


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
        context = complaint.reference.encode()
        data_key = new_data_key(context)
        return cls(
            complaint=complaint,
            data_key=data_key,
            sealed=seal_json(data_key, vars(person), context),
            phone_index=blind_index("phone", normalise_phone(person.phone)) if person.phone else "",
            email_index=blind_index("email", person.email.strip().lower()) if person.email else "",
            nik_index=blind_index("nik", person.nik) if person.nik else "",
        )

    def change(self, person: Person):
        """Seal other words about the same person under the same key."""
        context = self.complaint.reference.encode()
        self.sealed = seal_json(bytes(self.data_key), vars(person), context)
        self.save(update_fields=["sealed"])

    def person(self) -> Person:
        context = self.complaint.reference.encode()
        return Person(**unseal_json(bytes(self.data_key), bytes(self.sealed), context))
