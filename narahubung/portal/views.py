"""What anybody may read: the first page, the agencies with their promises and figures, and what this is."""

from datetime import timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from narahubung.complaints.models import Complaint
from narahubung.directory.models import Agency
from narahubung.portal import figures
from narahubung.portal.forms import AgencySearch
from narahubung.portal.promises import promises_of
from narahubung.ui.thread import Knot

SECURITY_TEXT_LASTS = timedelta(days=180)
AGENCIES_A_PAGE = 50


@require_safe
def home(request):
    return render(request, "portal/home.html", {"figures": figures.whole(), "way": way()})


def way() -> list[Knot]:
    """How it goes, in four knots: two that happen at once, two that are promised."""
    return [
        Knot(
            _("You tell it once"),
            note=_(
                "On your phone, in one sentence if you like. You get a number and four secret words."
            ),
        ),
        Knot(
            _("One agency holds it"),
            note=_(
                "You see who, and until when. The date follows from the law, and we show the sum."
            ),
            state="open",
        ),
        Knot(
            _("You get an answer, with proof"),
            note=_("Not “being coordinated”, but what was done, by whom, and since when."),
            state="promised",
        ),
        Knot(
            _("You say whether it is solved"),
            note=_("Closed is not solved. Only your word makes it so."),
            state="promised",
        ),
    ]


@require_safe
def agencies(request):
    form = AgencySearch(request.GET)
    known = Exists(Complaint.objects.public().filter(agency=OuterRef("pk")))
    everyone = Agency.objects.in_force().filter(Q(takes_complaints=True) | known)
    found = everyone.select_related("region").order_by("name")
    name = form.cleaned_data["cari"] if form.is_valid() else ""
    if name:
        found = found.filter(name__icontains=name)
    page = Paginator(found, AGENCIES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "name": name}
    return render(request, "portal/agencies.html", context)


@require_safe
def agency(request, slug):
    everyone = Agency.objects.in_force().select_related("region", "parent")
    found = get_object_or_404(everyone, slug=slug)
    context = {
        "agency": found,
        "promises": promises_of(found),
        "services": found.services.all(),
        "figures": figures.figures_of(found),
    }
    return render(request, "portal/agency.html", context)


@require_safe
def about(request):
    return render(request, "portal/about.html")


@require_safe
def privacy(request):
    return render(request, "portal/privacy.html")


@require_safe
@cache_control(max_age=86_400, public=True)
def robots(request):
    closed = [reverse(f"portal:{name}") for name in ("track", "receipt")]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "Disallow: /work/",
        "Disallow: /accounts/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=86_400, public=True)
def security(request):
    """RFC 9116: whom to tell of a hole, before anybody else is told."""
    address = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    lines = [
        f"Contact: mailto:{address}",
        f"Expires: {(timezone.now() + SECURITY_TEXT_LASTS).isoformat(timespec='seconds')}",
        "Preferred-Languages: id, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
