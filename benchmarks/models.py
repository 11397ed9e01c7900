from django.db import models


class Line(models.Model):
    """What the bare view writes."""

    text = models.TextField()

    def __str__(self):
        return self.text
