"""The secret address under which one's own calendar program finds meetings and due days."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from narahubung.collaboration.meetings_lifecycle import ANYBODY
from narahubung.collaboration.models import Feed


def my_feeds(request):
    if request.actor.role not in ANYBODY:
        raise PermissionDenied
    return Feed.objects.visible_to(request.actor)


@require_safe
def calendar(request):
    feed = my_feeds(request).in_force().first()
    return render(request, "collaboration/calendar.html", {"feed": feed})


@require_POST
def calendar_new(request):
    """The address is shown in this answer and kept nowhere; another one ends it."""
    token = my_feeds(request).issue(request.actor.user)
    url = settings.SITE_URL + reverse("portal:calendar", args=[token])
    feed = my_feeds(request).in_force().first()
    return render(request, "collaboration/calendar.html", {"feed": feed, "url": url})


@require_POST
def calendar_end(request):
    my_feeds(request).revoke(request.actor.user)
    return redirect("collaboration:calendar")
