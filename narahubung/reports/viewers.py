"""Who sees a report, told in words on its page: the same answer as `visible_to`, asked the other way round.

A test holds both against each other for every person of the world.
"""

from django.db.models import Q

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, Role
from narahubung.complaints.viewers import Viewer

CHIEFS = (Role.INTAKE, Role.OFFICE_HEAD)


def viewers(report) -> list[Viewer]:
    """Return everybody whose office lets them see this report today, and who of them learns or may open the name."""
    offices = [report.office_id, report.transferred_to_id]
    here = Q(role__in=CHIEFS, office__in=[pk for pk in offices if pk])
    examiner = Q(role=Role.EXAMINER, office=report.office_id, user=report.examiner_id)
    national = Q(role__in=AT_AN_OFFICE, office__national=True)
    posts = Appointment.objects.in_force().filter(here | examiner | national)
    aside = report.recusals.values("user")
    return [
        Viewer(
            post.user.name,
            post.get_role_display(),
            str(post.place),
            knows_name=not report.secret_identity,
            may_open=report.secret_identity,
        )
        for post in posts.exclude(user__in=aside).for_page().order_by("role", "user__name")
    ]
