"""What those who were there say: right after a training, and again when some time has passed. Nobody's name is kept.

An answer holds no person and no hour, and its key is drawn by lot. Results are shown when a form is over and at
least five have answered: who watched a sum grow could otherwise read single answers out of it.
"""

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.collaboration.training import Training
from narahubung.collaboration.training_people import OfATrainingQuerySet
from narahubung.collaboration.training_questions import AFTER, LATER, Question, forms, scale
from narahubung.figures.small import LEAST


class Round(models.Model):
    """One form that is open for a while."""

    class Name(models.TextChoices):
        AFTER = AFTER, _("right after it")
        LATER = LATER, _("some time later")

    training = models.ForeignKey(Training, models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=8, choices=Name)
    opened_on = models.DateField()
    open_until = models.DateField()

    objects = OfATrainingQuerySet.as_manager()

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "name"], name="each_form_is_asked_once_of_a_training"
            )
        ]

    def __str__(self):
        return f"{self.training} {self.name}"

    @property
    def form(self):
        return forms()[self.name]

    def is_open(self):
        return self.training.today <= self.open_until

    def results(self):
        """Return what was said, or nothing while it could point at somebody."""
        answers = list(self.answers.order_by("pk"))
        if self.is_open() or len(answers) < LEAST:
            return None
        return [
            *(counted(question, answers) for question in self.form.marked),
            *(collected(question, answers) for question in self.form.spoken),
        ]


class Answer(models.Model):
    """What one participant said, without the participant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    marks = models.JSONField(default=dict)
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.round)


@dataclass(frozen=True)
class Result:
    """What was said to one question: how many chose each mark, or the words of those who wrote some."""

    question: Question
    bars: tuple = ()
    mean: float | None = None
    words: tuple[str, ...] = ()


def counted(question, answers) -> Result:
    marks = Counter(answer.marks[question.code] for answer in answers)
    bars = tuple((mark, marks[mark.value]) for mark in scale())
    return Result(question, bars, sum(n * m for m, n in marks.items()) / len(answers))


def collected(question, answers) -> Result:
    words = (answer.words.get(question.code, "") for answer in answers)
    return Result(question, words=tuple(sorted(filter(None, words))))
