"""The people whose accounts a visitor of the demo may use, and the reporter whose words open a report.

Password and words are made for this demo alone and known nowhere else.
"""

import json
import os

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import override

from narahubung.accounts.people import enrol_demo
from narahubung.vault import new_secret

SHOWN = (
    *("rina", "budi", "hana", "dewi", "yusuf", "lina", "wati", "agus", "fitri", "yuni", "nadia"),
    *("ratna", "eka", "bayu", "sinta", "adi"),
)


def path(name="demo-accounts"):
    return settings.HOME / "secrets" / name


def accounts() -> list[tuple[str, str, str, str]]:
    """Return name, role, e-mail and password of each; nothing where there is no demo."""
    return kept(path())


def reporters() -> list[tuple[str, str, str, str]]:
    """Return name, matter, number and secret words of each who may be followed on the public page."""
    return kept(path("demo-reporters"))


def kept(path):
    return [tuple(row) for row in json.loads(path.read_text())] if path.exists() else []


def issue(appointments) -> list[tuple[str, str, str, str]]:
    """Give all one new password and each a second lock, and keep the list for the next start.

    One password, because a visitor types it again and again, and because each hash takes its time.
    """
    password, rows = new_secret(), []
    sealed = make_password(password)
    for appointment in appointments:
        user = appointment.user
        user.password = sealed
        user.save(update_fields=["password"])
        enrol_demo(user)
        rows.append((user.name, role_of(appointment), user.email, password))
    keep(rows)
    return rows


def role_of(appointment):
    with override("en"):
        place = appointment.place and f", {appointment.place}"
        deputy = appointment.substitutes and f", deputy of {appointment.substitutes.user.name}"
        return f"{appointment.get_role_display()}{place}{deputy or ''}"


def keep_reporters(rows):
    keep(rows, path("demo-reporters"))


def keep(rows, file=None):
    file = file or path()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        json.dump(rows, opened, ensure_ascii=False, indent=1)
    draft.replace(file)
