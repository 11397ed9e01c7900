"""The calendar of one officer under its secret address: for calendar programs, which cannot sign in."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from narahubung.collaboration.calendars import feed_calendar
from narahubung.collaboration.models import Feed
from narahubung.portal.limits import Limit, address_of, too_many
from narahubung.portal.private import private

# Programs of a whole office ask behind one address, and ask well; only what is wrong is counted.
WRONG_CALENDARS = Limit("calendar", 60)


@require_safe
@private
def calendar(request, token):
    who = address_of(request)
    if WRONG_CALENDARS.counted(who) >= WRONG_CALENDARS.most:
        return too_many(request)
    feed = Feed.objects.in_force().with_token(token).first()
    if feed is None:
        WRONG_CALENDARS.count(who)
        raise Http404
    with override(feed.user.language):
        body = feed_calendar(feed.meetings(), feed.decisions(), _("Meetings with the Ombudsman"))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
