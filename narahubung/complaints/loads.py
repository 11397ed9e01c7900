"""The load map: how many files lie open and late with each office holder of a government."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from narahubung.accounts.models import Role
from narahubung.accounts.posts import Post
from narahubung.complaints.apps import LOOKERS
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Agency

__all__ = ["LOOKERS", "Load", "load_map"]
# A file that was given to a unit lies with its liaison, any other at the desk of its agency.
AT_A_UNIT, AT_A_DESK = (Role.LIAISON,), (Role.MANAGER, Role.INSPECTORATE)


@dataclass(frozen=True)
class Load:
    """What lies with one holder, or at a place where nobody is in office. Holders of one desk share it."""

    place: Agency
    is_unit: bool
    open: int
    late: int
    post: Post | None = None


def counts(actor, today) -> dict[tuple[int, bool], tuple[int, int]]:
    """Count by place, and whether as a unit or as the desk of the agency, in one statement."""
    files = Complaint.objects.visible_to(actor).open().order_by()
    rows = files.values_list("agency", "unit").annotate(
        opened=Count("pk"), overdue=Count("pk", filter=Q(next_due__lt=today))
    )
    sums = defaultdict(lambda: (0, 0))
    for agency, unit, opened, late in rows:
        key = (unit or agency, unit is not None)
        sums[key] = (sums[key][0] + opened, sums[key][1] + late)
    return sums


def load_map(actor, today) -> list[Load]:
    """Return who holds how much, the latest first. The same number of statements for any government."""
    sums = counts(actor, today)
    posts = Post.objects.in_force().filter(
        agency__in=actor.scope, role__in=AT_A_UNIT + AT_A_DESK, user__is_active=True
    )
    held, loads = set(), []
    for post in posts.for_page().with_leave():
        key = (post.agency_id, post.role in AT_A_UNIT)
        held.add(key)
        loads.append(Load(post.agency, key[1], *sums.get(key, (0, 0)), post))
    places = Agency.objects.in_bulk({place for place, _unit in sums.keys() - held})
    for place, unit in sums.keys() - held:
        loads.append(Load(places[place], unit, *sums[place, unit]))
    return sorted(loads, key=lambda load: (-load.late, -load.open, load.place.name))
