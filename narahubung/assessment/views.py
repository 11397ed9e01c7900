"""The list of instruments, the page of a version, two of them side by side, and a version as a file."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.assessment.comparing import SAME, bands_side_by_side, compared
from narahubung.assessment.drafts import WRITERS
from narahubung.assessment.models import Draft, Version
from narahubung.assessment.page import called, instrument_page
from narahubung.assessment.writing import toml_of
from narahubung.documents import as_download

TOML = "application/toml"


def visible_version(request, code, number):
    if request.actor.role not in AT_AN_OFFICE:
        raise Http404
    versions = Version.objects.visible_to(request.actor).for_list()
    return get_object_or_404(versions, instrument__code=code, number=number)


@require_safe
def instrument_list(request):
    if request.actor.role not in AT_AN_OFFICE:
        raise Http404
    versions = Version.objects.visible_to(request.actor).newest().for_list()
    language = get_language() or "id"
    context = {
        "rows": [{"version": version, "name": version.name(language)} for version in versions],
        "drafts": Draft.objects.visible_to(request.actor).for_list(),
        "may_write": request.actor.role in WRITERS,
    }
    return render(request, "assessment/instrument_list.html", context)


@require_safe
def version_detail(request, code, number):
    version = visible_version(request, code, number)
    versions = Version.objects.visible_to(request.actor).for_list()
    context = {
        "version": version,
        "name": version.name(get_language() or "id"),
        "others": versions.filter(instrument=version.instrument).exclude(pk=version.pk),
        "may_write": request.actor.role in WRITERS,
        **instrument_page(version.scheme),
    }
    return render(request, "assessment/version_detail.html", context)


@require_safe
def version_toml(request, code, number):
    version = visible_version(request, code, number)
    return as_download(toml_of(version.said), f"{version}.toml", TOML)


@require_safe
def compare(request):
    """Show two versions side by side; until two are chosen, only the question which."""
    if request.actor.role not in AT_AN_OFFICE:
        raise Http404
    versions = list(Version.objects.visible_to(request.actor).for_list())
    chosen = [chosen_of(versions, request.GET.get(name, "")) for name in ("first", "second")]
    context = {
        "versions": [{"key": str(version), "name": called(version)} for version in versions],
        "first": chosen[0],
        "second": chosen[1],
    }
    if all(chosen):
        schemes = [version.scheme for version in chosen]
        rows = compared(*schemes)
        context |= {
            "rows": [row for row in rows if row.change != SAME],
            "same": sum(row.change == SAME for row in rows),
            "bands": bands_side_by_side(*schemes),
        }
    return render(request, "assessment/compare.html", context)


def chosen_of(versions, key):
    return next((version for version in versions if str(version) == key), None)
