"""The two kinds of file behind the one door of the portal: a complaint, and a report to the Ombudsman."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.actors import Complainant, Reporter
from narahubung.accounts.models import Role
from narahubung.complaints import models as complaints
from narahubung.reports import models as reports


@dataclass(frozen=True)
class Door:
    """`mark` is what the key of such a file begins with, `name` the key of its rows to the file."""

    role: Role
    mark: str
    name: str
    actor: type
    rows: object
    files: type[models.Model]
    places: tuple[str, ...]
    label: str

    @property
    def is_report(self):
        return self.role == Role.REPORTER

    def file_of(self, actor):
        """Return what this key opens, erased or not."""
        return self.files.objects.visible_to(actor).select_related(*self.places).first()

    def visible(self, table: str, actor):
        """Return the rows of `Event`, `Message`, `Attachment` or `Identity` that this person may see."""
        return getattr(self.rows, table).objects.visible_to(actor)


COMPLAINT = Door(
    role=Role.COMPLAINANT,
    mark="",
    name="complaint",
    actor=Complainant,
    rows=complaints,
    files=complaints.Complaint,
    places=("agency__region", "unit__region", "offered_to", "region", "category"),
    label=_("Your complaint"),
)
REPORT = Door(
    role=Role.REPORTER,
    mark="laporan-",
    name="report",
    actor=Reporter,
    rows=reports,
    files=reports.Report,
    places=(
        *("office", "transferred_to", "reported", "region", "examiner", "access"),
        *("closing_reason", "complaint"),
    ),
    label=_("Your report to the Ombudsman"),
)
DOORS = (COMPLAINT, REPORT)


def door_of(actor) -> Door:
    return next(door for door in DOORS if door.role == actor.role)
