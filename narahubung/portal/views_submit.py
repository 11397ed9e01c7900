"""From the empty form to the receipt. Without script: one page, one look at it, one receipt."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.accounts.actors import Complainant
from narahubung.directory.models import Agency
from narahubung.documents import as_download
from narahubung.portal import drafts, limits, pressure, receipts, stamps
from narahubung.portal.forms import ComplaintForm
from narahubung.portal.private import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request):
    if request.method != "POST":
        return show_form(request, ComplaintForm(initial=chosen_agency(request)), stamps.new_stamp())
    token = stamps.token_of(request.POST.get("stamp"))
    stamp = request.POST["stamp"] if token else stamps.new_stamp()
    token = token or stamps.token_of(stamp)
    drafts.drop_files(token, drafts.keys_in(request.POST.getlist("drop")))
    kept = drafts.files_of(token)
    is_last = request.POST.get("step") == "send"
    if seconds := pressure.seconds_to_wait(request, stamp, is_last):
        return slow_down(request, ComplaintForm(request.POST), stamp, seconds)

    form = ComplaintForm(request.POST, request.FILES, room=drafts.MOST_FILES - len(kept))
    valid = form.is_valid()
    if form.good:
        drafts.keep_files(token, form.good)
    if request.POST.get("step") == "edit":
        form = ComplaintForm(initial=request.POST.dict())
        return show_form(request, form, stamp)
    if not valid:
        return show_form(request, form, stamp, status=422)
    if request.POST.get("step") != "send":
        return show_preview(request, form, stamp)
    if form.cleaned_data["website"] or not stamps.is_human_pace(stamp):
        form.add_error(
            None,
            _(
                "Please send it once more. We make sure in this way that no program is writing. What you wrote is kept."
            ),
        )
        return show_form(request, form, stamps.new_stamp(token), status=422)

    draft = drafts.send_once(token, channel="portal", by=Complainant(0), **form.details())
    return receipts.hand_over(redirect("portal:receipt"), draft)


def chosen_agency(request):
    chosen = Agency.objects.public().filter(slug=request.GET.get("instansi", "").replace("\0", ""))
    return {"agency": chosen.first()}


def show_form(request, form, stamp, status=200):
    kept = drafts.files_of(stamps.token_of(stamp))
    context = {
        "form": form,
        "stamp": stamp,
        "kept": kept,
        "room": drafts.MOST_FILES - len(kept),
        "puzzle": pressure.puzzle_for(request),
    }
    return render(request, "portal/submit.html", context, status=status)


def show_preview(request, form, stamp):
    context = {
        "form": form,
        "data": form.cleaned_data,
        "read": form.as_read(),
        "stamp": stamp,
        "kept": drafts.files_of(stamps.token_of(stamp)),
        "shield": form.cleaned_data["shield"],
        "puzzle": pressure.puzzle_for(request),
    }
    return render(request, "portal/preview.html", context)


def slow_down(request, form, stamp, seconds):
    """Too many at once: the text stays in the form."""
    form.add_error(None, pressure.sentence(seconds))
    response = show_form(request, form, stamp, status=429)
    response["Retry-After"] = str(seconds)
    return response


@private
@require_safe
def receipt(request):
    draft = receipts.draft_of(request)
    if draft is None:
        return redirect("portal:track")
    complaint = get_object_or_404(receipts.complaints_of(draft))
    return render(request, "portal/receipt.html", receipts.page_of(complaint, draft))


@private
@require_POST
def receipt_done(request):
    """Put the receipt away: the secret words are shown to nobody again."""
    draft = receipts.draft_of(request)
    if draft is not None:
        drafts.forget_secret(draft)
    return receipts.take_back(redirect("portal:track"))


@private
@require_safe
def receipt_pdf(request):
    draft = receipts.draft_of(request)
    if draft is None:
        return redirect("portal:track")
    if limits.LETTERS_OF_AN_ADDRESS.is_passed(limits.address_of(request)):
        return limits.too_many(request)
    complaint = get_object_or_404(receipts.complaints_of(draft))
    address = f"{settings.SITE_URL}{reverse('portal:track')}?nomor={complaint.reference}"
    return as_download(receipts.letter(complaint, address), f"{complaint.reference}.pdf")
