"""The second locks of staff, sealed: without the master keys a copy of the database opens no account."""

from base64 import b64decode, b64encode

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.vault import Tampered, new_data_key, seal, unseal
from narahubung.vault.rotation import covers

CONTEXT = b"second locks of staff"
MARK = "sealed:"


class LockKey(models.Model):
    """The one data key under which all secrets of second locks lie."""

    name = models.CharField(max_length=20, unique=True, default="mfa")
    data_key = models.BinaryField()

    class Meta:
        verbose_name = _("key of the second locks")
        verbose_name_plural = _("keys of the second locks")

    def __str__(self):
        return self.name


covers(LockKey, "data_key", lambda _row: CONTEXT)


def the_key(model=LockKey) -> bytes:
    made = {"data_key": new_data_key(CONTEXT)} if not model.objects.exists() else {}
    row, _new = model.objects.get_or_create(name="mfa", defaults=made)
    return bytes(row.data_key)


def sealed(secret: str, model=LockKey) -> str:
    return MARK + b64encode(seal(the_key(model), secret.encode(), CONTEXT)).decode()


def unsealed(stored: str, model=LockKey) -> str:
    """Return the secret. A plain one is refused: it was put there by somebody without the keys."""
    if not stored.startswith(MARK):
        raise Tampered("the secret of a second lock is not sealed")
    body = b64decode(stored.removeprefix(MARK), validate=True)
    return unseal(the_key(model), body, CONTEXT).decode()


def each_secret(data: dict, turn) -> dict:
    """Return the data of an authenticator with each of its secrets turned."""
    turned = {name: turn(data[name]) for name in ("secret", "seed") if name in data}
    if codes := data.get("migrated_codes"):
        turned["migrated_codes"] = [turn(code) for code in codes]
    return {**data, **turned}
