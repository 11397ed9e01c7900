"""Behind the QR code of a certificate: what the paper says, to whoever holds it. There is no list."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from narahubung.collaboration.models import Certificate
from narahubung.portal import limits
from narahubung.portal.forms_letter import CertificateCodeForm
from narahubung.portal.private import private
from narahubung.reports.letters import plain_code


@private
@require_safe
def certificate_door(request):
    """Ask for the code of a certificate, for whoever cannot scan it."""
    form = CertificateCodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("portal:certificate", form.cleaned_data["kode"])
    return render(request, "portal/certificate.html", {"code_form": form})


@private
@require_safe
def certificate(request, code):
    """Say what this certificate says, so that a changed name or day is found out."""
    if limits.LOOKS_OF_A_CERTIFICATE.is_passed(limits.address_of(request)):
        return limits.too_many(request)
    found = Certificate.objects.public().filter(code=plain_code(code)).first()
    if found is None:
        context = {"unknown": True, "code_form": CertificateCodeForm()}
        return render(request, "portal/certificate.html", context, status=404)
    context = {"certificate": found, "training": found.training}
    return render(request, "portal/certificate.html", context)
