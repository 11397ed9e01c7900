"""What this floor can ask of those below for an agenda: files that wait, files that came back, promises.

Files about officers of a place are left out: a number could tell them what the wall hides.
"""

from collections import Counter

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from narahubung.accounts.roles import ANSWERABLE, AT_AN_OFFICE, Role
from narahubung.collaboration.agenda import Found, source
from narahubung.collaboration.decisions import Decision
from narahubung.collaboration.meetings_lifecycle import ANYBODY
from narahubung.complaints.models import Complaint, Event
from narahubung.directory.models import Agency
from narahubung.reports.lifecycle import Stage
from narahubung.reports.models import LiaisonTask, Report

READ_COMPLAINTS = (Role.MANAGER, Role.HEAD, Role.STEWARD, Role.INSPECTORATE)
# Where the Ombudsman waits for the agency.
WAITING = (Stage.EXPLAIN_1, Stage.EXPLAIN_2, Stage.SUMMONS, Stage.CORRECTIVE)


def places_of(members) -> dict:
    """Tell for each agency which member it counts for: the nearest above it, so that nothing counts twice.

    An inspectorate stands for the whole government of which it is a part, as it does everywhere here.
    """
    reach = [(member, top_of(member)) for member in members]
    places = {}
    for member, top in sorted(reach, key=lambda pair: len(ancestors(pair[1]))):
        below = Agency.objects.descendants(top, include_self=True).values_list("pk", flat=True)
        places |= dict.fromkeys(below, member)
    return places


def top_of(member):
    is_inspectorate = member.kind == Agency.Kind.INSPECTORATE and member.parent_id
    return member.parent if is_inspectorate else member


def ancestors(agency) -> list:
    return list(Agency.objects.ancestors(agency))


def by_member(rows, places) -> dict:
    """Add up {agency key: number} for the members they count for, in the order of their names."""
    total = Counter()
    for key, number in rows:
        total[places[key]] += number
    return {agency: total[agency] for agency in sorted(total, key=str) if total[agency]}


def complaints(places):
    open_to_all = Complaint.objects.filter(agency__in=places, reported=None).order_by()
    return open_to_all.filter(closed_at__isnull=True)


@source(
    "late_complaints",
    gettext_lazy("Complaints past their date"),
    opens_for=READ_COMPLAINTS,
    order=10,
)
def late_complaints(series, places, since):
    late = complaints(places).late(series.today)
    rows = late.values("agency").annotate(n=Count("pk")).values_list("agency", "n")
    for agency, n in by_member(rows, places).items():
        words = ngettext(
            "%(n)s complaint is past its date.", "%(n)s complaints are past their date.", n
        )
        link = reverse("complaints:list") + "?tab=all&due=late"
        yield Found(agency, words % {"n": n}, n, link)


@source("open_complaints", gettext_lazy("Open complaints"), opens_for=READ_COMPLAINTS, order=20)
def open_complaints(series, places, since):
    rows = complaints(places).values("agency").annotate(n=Count("pk")).values_list("agency", "n")
    for agency, n in by_member(rows, places).items():
        words = ngettext("%(n)s complaint is open.", "%(n)s complaints are open.", n)
        yield Found(agency, words % {"n": n}, n, reverse("complaints:list") + "?tab=all")


@source("came_back", gettext_lazy("Complaints that came back"), opens_for=READ_COMPLAINTS, order=30)
def came_back(series, places, since):
    """Files whose answer did not settle the matter: disputed or opened again since the last meeting."""
    again = Event.objects.filter(
        kind__in=("reply", "reopen"),
        at__gte=since,
        complaint__agency__in=places,
        complaint__reported=None,
    ).order_by()
    rows = again.values("complaint__agency").annotate(n=Count("complaint", distinct=True))
    for agency, n in by_member(rows.values_list("complaint__agency", "n"), places).items():
        words = ngettext(
            "%(n)s complaint came back after its answer since the last meeting.",
            "%(n)s complaints came back after their answer since the last meeting.",
            n,
        )
        yield Found(agency, words % {"n": n}, n, reverse("complaints:list") + "?tab=all")


@source(
    "waiting_reports",
    gettext_lazy("What the Ombudsman waits for"),
    opens_for=AT_AN_OFFICE,
    order=40,
)
def waiting_reports(series, places, since):
    """Reports in which the office of this series waits for the agency, and how many of them too long."""
    today, link = series.today, reverse("reports:list") + "?tab=others"
    late = Q(deadlines__stopped_at=None, deadlines__binds="agency", deadlines__due__lt=today)
    waiting = Report.objects.open().filter(
        office=series.office,
        stage__in=WAITING,
        reported__in=places,
        complaint__reported=None,
    )
    rows = waiting.order_by().values("reported")
    counted = rows.annotate(n=Count("pk", distinct=True), late=Count("pk", late, distinct=True))
    counted = list(counted.values_list("reported", "n", "late"))
    over = by_member([(key, n) for key, _n, n in counted], places)
    for agency, n in by_member([(key, n) for key, n, _late in counted], places).items():
        words = ngettext(
            "The Ombudsman waits for an answer in %(n)s report",
            "The Ombudsman waits for an answer in %(n)s reports",
            n,
        )
        words += _(", in %(late)s of them past the date.") if over.get(agency) else "."
        yield Found(agency, words % {"n": n, "late": over.get(agency)}, n, link)


@source(
    "late_letters",
    gettext_lazy("Letters of the Ombudsman past their date"),
    opens_for=(*ANSWERABLE, *AT_AN_OFFICE),
    order=45,
)
def late_letters(series, places, since):
    late = LiaisonTask.objects.late(series.today).filter(
        agency__in=places, report__office=series.office, report__complaint__reported=None
    )
    rows = late.order_by().values("agency").annotate(n=Count("pk")).values_list("agency", "n")
    for agency, n in by_member(rows, places).items():
        words = ngettext(
            "%(n)s letter of the Ombudsman is past its date.",
            "%(n)s letters of the Ombudsman are past their date.",
            n,
        )
        yield Found(agency, words % {"n": n}, n, reverse("desk:list") + "?tab=work&due=late")


@source("decisions", gettext_lazy("Decisions still outstanding"), opens_for=ANYBODY, order=60)
def decisions(series, places, since):
    today = series.today
    late = Q(due_on__lt=today, progress="open")
    open_here = Decision.objects.outstanding().filter(meeting__series=series, owner__in=places)
    rows = open_here.order_by().values("owner").annotate(n=Count("pk"), late=Count("pk", late))
    counted = list(rows.values_list("owner", "n", "late"))
    over = by_member([(key, n) for key, _n, n in counted], places)
    for agency, n in by_member([(key, n) for key, n, _late in counted], places).items():
        words = ngettext(
            "%(n)s decision of the last meetings is still outstanding",
            "%(n)s decisions of the last meetings are still outstanding",
            n,
        )
        words += _(", %(late)s of them late.") if over.get(agency) else "."
        link = reverse("collaboration:decisions")
        yield Found(agency, words % {"n": n, "late": over.get(agency)}, n, link)
