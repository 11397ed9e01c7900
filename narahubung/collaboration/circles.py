"""The circles that this floor knows: agencies of the focal point programme, and all of the area."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment, Role
from narahubung.accounts.posts import near
from narahubung.collaboration.forms import agencies_near
from narahubung.collaboration.mentoring_reach import circle
from narahubung.collaboration.series import Series
from narahubung.directory.models import Agency


@circle("programme", _("Agencies of the focal point programme"), order=10)
def programme(actor):
    """Return who has a focal point of its own, or meets regularly with this office."""
    posts = Appointment.objects.in_force().filter(role=Role.FOCAL_POINT, agency__isnull=False)
    members = Series.members.through.objects.filter(
        series__in=Series.objects.visible_to(actor).running()
    )
    known = Q(pk__in=posts.order_by().values("agency")) | Q(pk__in=members.values("agency"))
    return Agency.objects.in_force().filter(near(actor)).filter(known)


@circle("area", _("All agencies of the area"), order=20)
def area(actor):
    return agencies_near(actor)
