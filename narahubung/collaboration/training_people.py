"""Who speaks at a training, who is enrolled, and who was there on which day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.collaboration.attending import Expected, Seen
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART
from narahubung.collaboration.training import Training
from narahubung.directory.models import Agency


class OfATrainingQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(training__in=Training.objects.visible_to(actor))


class Speaker(models.Model):
    """Somebody who speaks: a person of the house, or one from elsewhere by name and position."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="speakers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position and institution"), max_length=200, blank=True)

    objects = OfATrainingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "user"], name="a_person_speaks_once_at_a_training"
            )
        ]

    def __str__(self):
        return self.name


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The office and who holds it see all; an agency its own people; everybody themselves."""
        if actor.role == Role.SYSTEM:
            return self
        mine = Q(pk__in=self.model.objects.visible_alone_to(actor).values("pk"))
        if actor.role in CONVENE:
            return self.filter(mine | Q(training__office=actor.office))
        if actor.role in TAKE_PART:
            return self.filter(mine | Q(training__agency=actor.agency))
        return self.filter(mine)

    def visible_alone_to(self, actor):
        """Return one's own rows, and those of the people for whom one answers."""
        mine = Q(user=actor.user) if actor.user else Q(pk__in=[])
        if actor.role in TAKE_PART:
            mine |= Q(agency__in=actor.scope)
        return self.filter(mine)

    def enrolled(self):
        return self.filter(has_left=False)

    def who_came(self):
        return self.enrolled().filter(pk__in=Presence.objects.values("participant"))

    def for_page(self):
        rows = self.select_related("user", "agency", "training__office", "certificate")
        by_agency = F("agency__name").asc(nulls_last=True)
        return rows.prefetch_related("presences").order_by(by_agency, "name", "pk")


class Participant(Expected):
    """One person who is enrolled. Of a guest without account the house knows name and agency, and no more."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    agency_name = models.CharField(
        _("agency, if it is not in the list"), max_length=160, blank=True
    )
    has_left = models.BooleanField(default=False)
    # That somebody has answered, and never what: answers hold no person and no hour.
    answered_after = models.BooleanField(default=False)
    answered_later = models.BooleanField(default=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "user"], name="a_person_is_enrolled_once_in_a_training"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("training:attend", args=[self.key])

    @property
    def whose(self):
        return str(self.agency or self.agency_name or self.training.holder)

    def days(self) -> set:
        return {presence.day for presence in self.presences.all()}

    @property
    def there(self):
        """Return how this person was seen today."""
        today = self.training.today
        return next((one for one in self.presences.all() if one.day == today), None)

    @property
    def has_come(self):
        return self.there is not None

    def came_each_day(self) -> bool:
        return self.days() >= set(self.training.days)

    def has_answered(self, name) -> bool:
        return getattr(self, f"answered_{name}")


class Presence(Seen):
    """Somebody was there on one day of a training."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="presences")
    day = models.DateField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "day"], name="a_participant_is_there_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.participant} {self.day}"
