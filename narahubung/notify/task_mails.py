"""Mails about tasks of focal points: reminders before the day, and those above once it has passed. Each once.

A row for each person, each day and each step is written first. The mail holds no word of the letter.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.complaints.models import ReportedParty
from narahubung.notify.officer_mails import OfficerMail, OfficerMailQuerySet
from narahubung.reports.models import LiaisonTask
from narahubung.reports.task_holders import aside_from, heads_above, holders_of, stewards_of
from narahubung.reports.task_limits import escalations_of, reminder_of
from narahubung.ui.dates import long_date, near


class Step(models.TextChoices):
    CONFIRM = "confirm", gettext_lazy("Its arrival is not confirmed")
    HALF = "half", gettext_lazy("Half of the time has passed")
    MOST = "most", gettext_lazy("Most of the time has passed")
    LAST = "last", gettext_lazy("It is the last day")
    SUPERIOR = "superior", gettext_lazy("The day has passed: told to the head")
    STEWARD = "steward", gettext_lazy("The day has passed: told to the supervising head")


WANTED = Q(task__settled_at=None, task__answered_at=None, task__report__erased_at=None)


class TaskMailQuerySet(OfficerMailQuerySet):
    def visible_to(self, actor):
        """One's own, while one has an office there; of what is about oneself nothing."""
        if actor.user is None or actor.agency is None:
            return self.none()
        about_them = ReportedParty.objects.against(actor).files()
        mine = self.filter(user=actor.user, task__agency__in=actor.scope)
        return mine.exclude(task__report__complaint__in=about_them)

    def current(self):
        """Leave out what was answered since, what got another day, and earlier steps of one task."""
        later = TaskMail.objects.filter(
            task=models.OuterRef("task"), user=models.OuterRef("user"), pk__gt=models.OuterRef("pk")
        )
        return self.fresh().filter(~models.Exists(later))

    def fresh(self):
        confirmed = Q(step=Step.CONFIRM, task__acknowledged_at__isnull=False)
        same_day = Q(step=Step.CONFIRM, task__ack_due=F("due")) | Q(task__due=F("due"))
        return self.filter(WANTED, same_day).exclude(confirmed)

    def for_page(self):
        return self.select_related("task__agency").order_by("due", "pk")

    def due(self):
        return super().due().filter(pk__in=self.fresh()).exclude(user__notify__mail="none")

    def note_all(self) -> int:
        """Write down who is to be told what today; what was written before is not written again."""
        written, calendars, told = 0, Calendars(), self.told()
        tasks = LiaisonTask.objects.waiting().filter(report__erased_at=None)
        rows = tasks.select_related(
            "agency__region", "unit", "report__substance", "report__complaint"
        )
        for task in rows.iterator(chunk_size=500):
            for step, day in steps_of(task, calendars):
                if (task.pk, day, step) not in told:
                    written += self.note(task, day, step)
        return written

    def told(self) -> set:
        waiting = self.filter(task__in=LiaisonTask.objects.waiting())
        return set(waiting.order_by().values_list("task", "due", "step").distinct())

    def note(self, task, day, step) -> int:
        people = {post.user_id for post in GROUPS[step](task)}
        rows = [self.model(task=task, due=day, step=step, user_id=pk) for pk in people]
        return len(self.bulk_create(rows, ignore_conflicts=True))


def above(task):
    """Return the head who stands above whoever answers for it."""
    return heads_above(task, skipped={post.user_id for post in holders_of(task)})


GROUPS = {
    Step.CONFIRM: holders_of,
    Step.HALF: holders_of,
    Step.MOST: holders_of,
    Step.LAST: holders_of,
    Step.SUPERIOR: above,
    Step.STEWARD: stewards_of,
}


def steps_of(task, calendars):
    """Yield each step whose time has come, with the day that it is about."""
    today = today_in(task.zone)
    if task.acknowledged_at is None and task.ack_due < today:
        yield Step.CONFIRM, task.ack_due
    if task.due is None:
        return
    if step := reminder_of(task.received_on, task.due, today):
        yield Step(step), task.due
    calendar = calendars.of(task.agency.region.code, task.agency.week)
    for step in escalations_of(task.due, today, calendar):
        yield Step(step), task.due


class TaskMail(OfficerMail):
    task = models.ForeignKey(LiaisonTask, models.PROTECT, related_name="mails")
    due = models.DateField()
    step = models.CharField(max_length=8, choices=Step)

    objects = TaskMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["task", "due", "step", "user"], name="nobody_is_told_twice_of_a_task"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="task_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.task_id} {self.due} {self.step}"

    def lease(self):
        """Whom the matter came to be about while the mail waited is not told any more."""
        if self.user_id in aside_from(self.task):
            type(self).objects.filter(pk=self.pk).delete()
            return False
        return super().lease()

    @property
    def sentence(self):
        said = {
            "number": self.task.reference,
            "agency": str(self.task.agency),
            "day": long_date(self.due),
            "near": near(self.due, self.task.today),
        }
        # fmt: off
        words = {
            Step.CONFIRM:  _("The arrival of %(number)s at %(agency)s should have been confirmed on %(day)s."),
            Step.HALF:     _("Half of the time for %(number)s (%(agency)s) has passed. The answer is due on %(day)s, %(near)s."),
            Step.MOST:     _("Little time is left for %(number)s (%(agency)s). The answer is due on %(day)s, %(near)s."),
            Step.LAST:     _("The answer to %(number)s (%(agency)s) is due on %(day)s, %(near)s."),
            Step.SUPERIOR: _("%(agency)s has not answered the Ombudsman: %(number)s was due on %(day)s, %(near)s."),
            Step.STEWARD:  _("%(agency)s still owes the Ombudsman an answer: %(number)s was due on %(day)s, %(near)s."),
        }
        # fmt: on
        return words[Step(self.step)] % said

    def template(self):
        return f"notify/task/{self.step}.txt"

    def values(self):
        return {"sentence": self.sentence, "url": settings.SITE_URL + self.task.get_absolute_url()}

    def about(self):
        return f"{self.task.reference}-{self.step}-{self.due:%m%d}"
