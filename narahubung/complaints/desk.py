"""What an officer keeps at hand: filters that were saved, and answers that are often given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.directory.models import Agency


class OwnQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(user=actor.user) if actor.user else self.none()


class SavedFilter(models.Model):
    """A filter of the work list under a name of one's own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="filters")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="a_filter_is_named_once")
        ]

    def __str__(self):
        return self.name


class CannedQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Answers of my own place, and of those above it, are offered to me."""
        place = actor.user and actor.agency
        if not place:
            return self.none()
        return self.filter(agency__in=Agency.objects.ancestors(place, include_self=True))


class CannedAnswer(models.Model):
    """A text that an agency often sends."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="canned_answers")
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))

    objects = CannedQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "title"], name="an_answer_is_titled_once")
        ]

    def __str__(self):
        return self.title
