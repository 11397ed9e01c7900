"""Offices as others look them up: who holds them, how they are reached, who stands in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from narahubung.accounts.absences import Absence
from narahubung.accounts.cards import qr_of, vcard
from narahubung.accounts.forms_office import AbsenceForm
from narahubung.accounts.history import tenures
from narahubung.accounts.models import Appointment, User
from narahubung.accounts.posts import Post, places_known_to
from narahubung.accounts.roles import Role, may_grant
from narahubung.accounts.vacancies import Desk, desks_of, who_answers
from narahubung.documents import as_download

PAGE = 50


def focal_points(request):
    """List the places that have a focal point, and the highest ones, which must have one."""
    posts = Post.objects.visible_to(request.actor).in_force().focal_points()
    places = places_known_to(request.actor).filter(
        Q(parent=None) | Q(pk__in=posts.values("agency"))
    )
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    for word in words.split():
        places = places.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    page = Paginator(places.with_path().order_by("name"), PAGE).get_page(request.GET.get("page"))
    here = posts.filter(agency__in=[place.pk for place in page]).for_page().with_leave()
    context = {"page": page, "desks": desks_of(page, here.order_by("user__name")), "q": words}
    return render(request, "accounts/focal_points.html", context)


def place(request, slug):
    """Show the focal points of one place, who answers today, and who held its offices before."""
    one = get_object_or_404(places_known_to(request.actor).with_path(), slug=slug)
    posts = Post.objects.visible_to(request.actor).filter(agency=one)
    now = posts.in_force().focal_points().for_page().with_leave()
    all_roles = request.GET.get("role") == "all"
    past = posts if all_roles else posts.filter(role=Role.FOCAL_POINT)
    ordered = past.for_page().order_by("-starts_on", "-pk")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {
        "place": one,
        "desk": next(iter(desks_of([one], now)), Desk(one)),
        "answering": who_answers(one),
        "page": page,
        "tenures": tenures(page),
        "all_roles": all_roles,
    }
    return render(request, "accounts/place.html", context)


def post_of(request, pk):
    posts = Post.objects.visible_to(request.actor).in_force().focal_points()
    return get_object_or_404(posts.for_page().with_scope().with_leave(), pk=pk)


@require_safe
def card(request, pk):
    post = post_of(request, pk)
    context = {"post": post, "qr": mark_safe(qr_of(post))}  # noqa: S308 drawn by ourselves
    return render(request, "accounts/card.html", context)


@require_safe
def vcard_file(request, pk):
    post = post_of(request, pk)
    name = f"{slugify(post.user.name) or 'card'}.vcf"
    return as_download(vcard(post), name, "text/vcard; charset=utf-8")


def person_on_leave(request, pk):
    """Return a person whose leave this actor may write down: oneself, or whose office one governs."""
    if request.actor.user and request.actor.user.pk == pk:
        return request.actor.user
    person = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    held = Appointment.objects.visible_to(request.actor).in_force().filter(user=person).for_page()
    if not any(may_grant(request.actor, office.role, office.agency) for office in held):
        raise PermissionDenied
    return person


def absences(request, pk):
    person = person_on_leave(request, pk)
    form = AbsenceForm(request.POST or None, instance=Absence(user=person))
    if form.is_valid():
        form.instance.begin(request.actor)
        messages.success(request, _("The leave is written down. Until then, others stand in."))
        return redirect("accounts:absences", person.pk)
    context = {"form": form, "person": person, "leaves": person.absences.ahead()}
    return render(request, "accounts/absences.html", context, status=422 if form.is_bound else 200)


@require_POST
def back(request, pk):
    absence = get_object_or_404(Absence.objects.visible_to(request.actor).ahead(), pk=pk)
    person = person_on_leave(request, absence.user_id)
    absence.come_back(request.actor)
    messages.success(request, _("The leave is over. The office is held again from now on."))
    return redirect("accounts:absences", person.pk)
