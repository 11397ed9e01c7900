"""The handover packet of an office: who held it, by which decree, and what is still open, for the successor.

It names files by number alone, and only those that both its maker and its receiver may see.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Appointment
from narahubung.complaints.models import Complaint
from narahubung.complaints.packet_sections import sections_of
from narahubung.complaints.papers import Remedy
from narahubung.documents.letters import render
from narahubung.ui.dates import long_date, short_date

MOST = 500


def receivers(office) -> list[Appointment]:
    """Return who may take an office over: successors, else deputies, else those above."""
    offices = Appointment.objects
    others = [offices.successors(office), offices.deputies(office), offices.superiors(office)]
    return next(filter(None, map(list, others)), [])


@dataclass
class Packet:
    office: Appointment
    receiver: Appointment
    by: Officer

    @cached_property
    def files(self):
        """Return the open files of this office, as the receiver will see them in it."""
        successor = Officer(self.receiver.user, self.office)
        seen = Complaint.objects.visible_to(self.by).order_by().values("pk")
        return Complaint.objects.visible_to(successor).open().filter(pk__in=seen)

    @cached_property
    def today(self):
        return timezone.localdate()

    @transaction.atomic
    def make(self) -> bytes:
        """Set the letter and write down that it was made, for whom, and with how many files."""
        facts = {
            "appointment": str(self.office.pk),
            "receiver": str(self.receiver.pk),
            "files": self.files.count(),
        }
        with override(self.receiver.user.language):
            letter = render("complaints/packet", self.data())
        self.office.user.log("handed_over", self.by, facts=facts)
        return letter

    def data(self) -> dict:
        office = self.office
        return {
            "language": self.receiver.user.language,
            "title": _("Handover packet"),
            "lines": [str(office.place)] if office.place else [settings.SITE_NAME],
            "address": settings.SITE_URL,
            "rows": self.rows(),
            "note_title": _("Hand-over note"),
            "note": office.handover_note or _("None was written."),
            "files_title": _("Open files"),
            "count": self.count_in_words(),
            "files_heads": [_("Number"), _("Stage"), _("With"), _("Due")],
            "files": self.file_rows(),
            "promises_title": _("Promises outstanding"),
            "promises_heads": [_("Number"), _("Promise"), _("Day")],
            "promises": self.promise_rows(),
            "no_promises": _("None with a date."),
            "sections": sections_of(self),
            "foot": _("Named are only files that both the maker and the receiver may see."),
        }

    def rows(self):
        office = self.office
        deputies = Appointment.objects.deputies(office)
        until = short_date(office.ends_on) or _("no end named")
        rows = [
            (_("Office"), office.get_role_display()),
            (_("Place of duty"), str(office.place)),
            (_("Holder"), office.user.name),
            (_("Decree"), f"{office.decree_number}, {long_date(office.decree_date)}"),
            (_("From and until"), f"{short_date(office.starts_on)} – {until}"),
            (_("Deputy"), ", ".join(d.user.name for d in deputies) or _("none")),
            (_("Office telephone"), office.phone_shown or _("not given")),
            (_("Office e-mail"), office.email_shown or _("not given")),
            (_("Above this office"), self.above()),
            (_("Made for"), f"{self.receiver.user.name}, {self.receiver.get_role_display()}"),
            (_("Made by"), f"{self.by.label}, {long_date(self.today)}"),
        ]
        return [[str(label), str(value)] for label, value in rows if value]

    def above(self):
        heads = Appointment.objects.superiors(self.office)
        return ", ".join(f"{a.user.name} ({a.place})" for a in heads) or _("none")

    def count_in_words(self):
        late = self.files.late(self.today).count()
        count = self.files.count()
        words = ngettext("%(count)s open file", "%(count)s open files", count) % {"count": count}
        words += ", " + _("%(late)s of them late.") % {"late": late}
        if count > MOST:
            words += " " + _("The first %(most)s by due date are listed.") % {"most": MOST}
        return words

    def file_rows(self):
        ordered = self.files.order_by(F("next_due").asc(nulls_last=True), "pk")
        return [
            [
                f.reference,
                str(f.stage_label),
                str(f.unit or f.agency),
                short_date(f.next_due) or "–",
            ]
            for f in ordered.select_related("unit", "agency")[:MOST]
        ]

    def promise_rows(self):
        """Return what was promised with a day: remedies not yet confirmed, and files put off."""
        asked = Q(effective_on__isnull=False) & ~Q(verdict=Remedy.Verdict.CONFIRMED)
        remedies = Remedy.objects.filter(asked, complaint__in=self.files)
        said = [
            (r.effective_on, r.complaint.reference, str(r.kind))
            for r in remedies.select_related("complaint", "kind")[:MOST]
        ]
        resumed = self.files.filter(stage="postponed", resume_on__isnull=False)
        said += [(f.resume_on, f.reference, _("Work on it is resumed")) for f in resumed[:MOST]]
        return [[reference, words, short_date(day)] for day, reference, words in sorted(said)]
