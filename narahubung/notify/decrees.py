"""Warnings that a decree ends: 60, 30 and 7 days before, to its holder, the deputies and those above, each once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.expiry import step_of
from narahubung.accounts.models import Appointment
from narahubung.notify.officer_mails import OfficerMail, OfficerMailQuerySet
from narahubung.ui.dates import long_date, near


class DecreeWarningQuerySet(OfficerMailQuerySet):
    def visible_to(self, actor):
        return self.filter(user=actor.user) if actor.user else self.none()

    def current(self):
        """Leave out decrees that were extended or ended since, and the earlier ones of one decree."""
        same = self.filter(appointment__ends_on=F("ends_on"), appointment__revoked_at=None)
        later = DecreeWarning.objects.filter(
            **{name: models.OuterRef(name) for name in ("appointment", "ends_on", "user")},
            days__lt=models.OuterRef("days"),
        )
        return same.filter(~models.Exists(later), ends_on__gte=timezone.localdate())

    def for_page(self):
        place = ("appointment__agency", "appointment__office")
        return self.select_related("appointment__user", *place).order_by("ends_on", "pk")

    def due(self):
        """What the person does not want by mail stays on the page alone; what is out of date is not sent."""
        fresh = Q(appointment__ends_on=F("ends_on"), appointment__revoked_at=None)
        wanted = super().due().exclude(user__notify__mail="none")
        return wanted.filter(fresh, ends_on__gte=timezone.localdate())

    def note_all(self):
        today = timezone.localdate()
        for appointment in Appointment.objects.running_out(today).for_page():
            self.note(appointment, today)

    def note(self, appointment, today):
        """Write a row for each who has none yet, if it is time for a warning."""
        step = step_of(appointment.ends_on, today)
        if step is None:
            return
        rows = [
            self.model(appointment=appointment, ends_on=appointment.ends_on, days=step, user_id=pk)
            for pk in people_of(appointment)
        ]
        self.bulk_create(rows, ignore_conflicts=True)


def people_of(appointment) -> set[int]:
    offices = Appointment.objects
    others = [*offices.deputies(appointment), *offices.superiors(appointment)]
    return {appointment.user_id, *(other.user_id for other in others)}


class DecreeWarning(OfficerMail):
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="warnings")
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    objects = DecreeWarningQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "ends_on", "days", "user"],
                name="nobody_is_warned_twice_of_a_decree",
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="warnings_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.appointment_id} {self.ends_on} {self.days}"

    @property
    def is_own(self):
        return self.user_id == self.appointment.user_id

    @property
    def sentence(self):
        office = self.appointment
        said = {
            "office": ", ".join(filter(None, (office.get_role_display(), str(office.place)))),
            "name": office.user.name,
            "day": long_date(self.ends_on),
            "near": near(self.ends_on),
        }
        if self.is_own:
            return _("Your decree as %(office)s ends on %(day)s, %(near)s.") % said
        return _("The decree of %(name)s as %(office)s ends on %(day)s, %(near)s.") % said

    def template(self):
        return "notify/decree_ends.txt"

    def values(self):
        return {
            "sentence": self.sentence,
            "is_own": self.is_own,
            "decree": self.appointment.decree_number,
            "url": settings.SITE_URL + reverse("accounts:offices"),
        }

    def about(self):
        return f"SK-{self.appointment_id}-{self.days}"
