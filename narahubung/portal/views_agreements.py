"""Agreements in public: between whom, until when, what was promised, and what has become of it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from narahubung.agreements.models import Agreement
from narahubung.agreements.public import gathered, listed, shown

AGREEMENTS_A_PAGE = 50


@require_safe
def agreements(request):
    everything = gathered(Agreement.objects.public()).order_by("-in_force_from", "-pk")
    page = Paginator(everything, AGREEMENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [listed(agreement) for agreement in page]}
    return render(request, "portal/agreements.html", context)


@require_safe
def agreement(request, reference):
    found = get_object_or_404(gathered(Agreement.objects.public()), reference=reference)
    return render(request, "portal/agreement.html", {"agreement": shown(found)})
