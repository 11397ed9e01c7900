"""The files of an office: handed over to a successor, and how they lie across a government."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from narahubung.accounts.models import Appointment
from narahubung.accounts.posts import Post
from narahubung.accounts.roles import may_grant
from narahubung.clocks.calendar import today_in
from narahubung.complaints.forms_office import PacketForm
from narahubung.complaints.loads import LOOKERS, load_map
from narahubung.complaints.packets import Packet, receivers
from narahubung.documents import as_download

PAGE = 100


def office_of(actor, pk):
    """Return an office, who may take it over, and whether this actor may write its note.

    A packet is made by the holder, by those who govern the office, or by whoever takes it over.
    """
    own = Appointment.objects.visible_to(actor).filter(pk=pk).for_page().first()
    office = own or Post.objects.visible_to(actor).filter(pk=pk).for_page().first()
    if office is None:
        raise Http404
    ready = receivers(office)
    user = actor.user.pk
    writes = office.user_id == user or (own and may_grant(actor, office.role, office.agency))
    if not writes and user not in {taker.user_id for taker in ready}:
        raise Http404
    return office, ready, bool(writes)


def packet(request, pk):
    office, ready, writes = office_of(request.actor, pk)
    form = PacketForm(request.POST or None, office=office, receivers=ready, writes=writes)
    if form.is_valid():
        form.keep_note()
        made = Packet(office, form.taker(), request.actor).make()
        return as_download(made, f"serah-terima-{office.pk}.pdf")
    context = {"form": form, "office": office, "ready": ready}
    status = 422 if form.is_bound else 200
    return render(request, "complaints/packet.html", context, status=status)


@require_safe
def loads(request):
    actor = request.actor
    if actor.role not in LOOKERS:
        raise PermissionDenied
    found = load_map(actor, today_in(actor.agency.zone))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "open": sum(load.open for load in unshared(found)),
        "late": sum(load.late for load in unshared(found)),
    }
    return render(request, "complaints/loads.html", context)


def unshared(loads):
    """Return each desk once, however many people hold it."""
    return {(load.place.pk, load.is_unit): load for load in loads}.values()
