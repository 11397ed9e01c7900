"""Who brings a file: sealed under the file's own key, in a table of its own with a narrower scope.

Confidentiality is a missing row, not a hidden column.
"""

import unicodedata
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.vault import (
    blind_index,
    new_data_key,
    normalise_email,
    normalise_phone,
    seal_json,
    unseal_json,
)

INDEXES = ("phone_index", "email_index", "nik_index")
NIK_DIGITS = 16


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


class SealedQuerySet(models.QuerySet):
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


def digits_of(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdecimal())


class SealedIdentity(models.Model):
    """One row a file. `FILE` names the foreign key to it, `PERSON` what lies in the envelope."""

    data_key = models.BinaryField()
    sealed = models.BinaryField()
    phone_index = models.CharField(max_length=64, blank=True)
    email_index = models.CharField(max_length=64, blank=True)
    nik_index = models.CharField(max_length=64, blank=True)

    FILE, PERSON = "", Person

    class Meta:
        abstract = True
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    def __str__(self):
        return f"identity of {getattr(self, self.FILE + '_id')}"

    @classmethod
    def sealing(cls, file, person):
        """Return an unsaved row that holds this person under a data key of its own."""
        row = cls(data_key=new_data_key(file.reference.encode()))
        setattr(row, cls.FILE, file)
        row.hold(person)
        return row

    def hold(self, person):
        """Seal another person in place of the one before; the key stays, and what else lies under it."""
        self.sealed = self.seal(vars(person))
        for field, value in fingerprints(person.phone, person.email, person.nik).items():
            setattr(self, field, value)

    def change(self, person):
        """Keep other words about the same person, in place of those before."""
        self.hold(person)
        self.save(update_fields=["sealed", *INDEXES])

    def person(self):
        return self.PERSON(**self.unseal(self.sealed))

    def seal(self, value) -> bytes:
        return seal_json(bytes(self.data_key), value, self.context())

    def unseal(self, sealed):
        return unseal_json(bytes(self.data_key), bytes(sealed), self.context())

    def context(self) -> bytes:
        return context_of(self)


def context_of(identity) -> bytes:
    return getattr(identity, identity.FILE).reference.encode()
