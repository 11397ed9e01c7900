"""What a mentoring is made of: the steps of its plan, its sessions, what came of it, and the papers of both."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.cases.messages import Attachment
from narahubung.collaboration.mentoring import Mentoring
from narahubung.directory.models import Term
from narahubung.vault.rotation import covers


class OfAMentoringQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(mentoring__in=Mentoring.objects.visible_to(actor))


class MentoringStep(models.Model):
    """One step of the plan, with the day until which it is taken."""

    mentoring = models.ForeignKey(Mentoring, models.PROTECT, related_name="steps")
    title = models.CharField(_("step"), max_length=200)
    due = models.DateField(_("until when"))
    done_on = models.DateField(null=True, blank=True)

    objects = OfAMentoringQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self):
        return self.title

    def is_late(self):
        return self.done_on is None and self.due < self.mentoring.today


class MentoringSession(models.Model):
    """Once that mentor and agency work together, at a place or online."""

    class State(models.TextChoices):
        SET = "set", _("To come")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    mentoring = models.ForeignKey(Mentoring, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    day = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"))
    is_online = models.BooleanField(_("It is held online"), default=False)
    place = models.CharField(_("place, or address of the online meeting"), max_length=200)
    about = models.CharField(_("what it is about"), max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.SET)
    who_came = models.TextField(_("who came"), blank=True)
    done = models.TextField(_("what was done"), blank=True)
    next = models.TextField(_("what comes next"), blank=True)

    objects = OfAMentoringQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day", "begins", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentoring", "number"], name="a_session_has_its_number_in_a_mentoring"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | (~Q(done="") & ~Q(who_came="")),
                name="a_session_held_says_who_came_and_what_was_done",
            ),
        ]

    def __str__(self):
        return f"{self.mentoring} {self.number}"

    def is_ahead(self):
        return self.state == self.State.SET

    def has_begun(self):
        return self.day <= self.mentoring.today


class MentoringOutput(models.Model):
    """What the agency has in its hands afterwards: an SOP, a decree, a register. The mentor checks it."""

    class State(models.TextChoices):
        GIVEN = "given", _("Waits for the mentor")
        ACCEPTED = "accepted", _("Checked, and good")
        RETURNED = "returned", _("Given back")

    mentoring = models.ForeignKey(Mentoring, models.PROTECT, related_name="outputs")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("what it is"))
    title = models.CharField(_("title, with its number"), max_length=200)
    words = models.TextField(_("what has changed by it"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.GIVEN)
    given_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    remark = models.TextField(_("remark"), blank=True)

    objects = OfAMentoringQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="given") | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="a_result_is_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(remark=""),
                name="a_result_is_given_back_with_a_remark",
            ),
        ]

    def __str__(self):
        return self.title

    def may_be_checked_by(self, actor):
        """The mentor checks; where the mentor is away, another of the office, as everywhere there."""
        return self.state == self.State.GIVEN and self.mentoring.may_be_planned_by(actor)


class MentoringPaper(Attachment):
    """A photo or material of a session, or the paper of a result. The original lies sealed."""

    mentoring = models.ForeignKey(Mentoring, models.PROTECT, related_name="papers")
    session = models.ForeignKey(MentoringSession, models.PROTECT, null=True, related_name="papers")
    output = models.ForeignKey(MentoringOutput, models.PROTECT, null=True, related_name="papers")

    objects = OfAMentoringQuerySet.as_manager()

    class Meta(Attachment.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=True) ^ Q(output__isnull=True),
                name="a_mentoring_paper_is_of_a_session_or_a_result",
            )
        ]


covers(MentoringPaper, "original_key", lambda paper: paper.key.bytes)
