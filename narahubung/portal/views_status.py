"""The status page, for people and for machines: how the house itself is."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from narahubung.portal import status as state


@require_safe
@cache_control(max_age=state.SECONDS, public=True)
def status(request):
    return render(request, "portal/status.html", {"status": state.status()})


@require_safe
@cache_control(max_age=state.SECONDS, public=True)
def status_json(request):
    return JsonResponse(state.as_data(state.status()))
