"""Behind the QR code of a letter: whether it is genuine, and whether a PDF is the one that was issued."""

import hashlib

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from narahubung.portal import limits
from narahubung.portal.forms_letter import CodeForm, CompareForm
from narahubung.portal.private import private
from narahubung.reports.letters import Letter, plain_code


@private
@require_http_methods(["GET", "HEAD"])
def letter_door(request):
    """Ask for the code of a letter, for whoever cannot scan it."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("portal:letter", form.cleaned_data["kode"])
    return render(request, "portal/letter.html", {"code_form": form})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, code):
    """Say what this letter is, in words that name no person. What is uploaded is compared and forgotten."""
    if limits.LOOKS_OF_A_LETTER.is_passed(limits.address_of(request)):
        return limits.too_many(request)
    found = Letter.objects.public().filter(code=plain_code(code)).first()
    if found is None:
        context = {"unknown": True, "code_form": CodeForm()}
        return render(request, "portal/letter.html", context, status=404)
    form = CompareForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    same = is_of(found, form.cleaned_data["file"]) if form.is_valid() else None
    context = {"letter": found, "form": form, "same": same}
    status = 422 if form.is_bound and same is None else 200
    return render(request, "portal/letter.html", context, status=status)


def is_of(letter, file) -> bool:
    """Tell whether this file is the letter as it was issued or signed, byte for byte."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest() in letter.fingerprints()
