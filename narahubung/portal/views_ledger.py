"""The ledger in public: what was sealed each day, and a place to check a receipt. And the receipt itself."""

import json
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.documents import as_download
from narahubung.journal import check_receipt, notes
from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import next_time
from narahubung.journal.receipts import receipt_of
from narahubung.portal.doors import door_of
from narahubung.portal.forms_ledger import ReceiptForm
from narahubung.portal.private import private
from narahubung.portal.views_track import own_page, with_key

CHECKPOINTS_A_PAGE = CHECKPOINTS_IN_FEED = 60
FOR_EVER = {"max_age": 31_536_000, "public": True, "immutable": True}
TEXT = "text/plain; charset=utf-8"


@require_safe
def ledger(request):
    page = Paginator(Checkpoint.objects.public(), CHECKPOINTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "portal/ledger.html", {"page": page, "next_time": next_time()})


@require_safe
@cache_control(**FOR_EVER)
def checkpoint(request, name):
    return HttpResponse(
        get_object_or_404(Checkpoint.objects.public(), name=name).text, content_type=TEXT
    )


@require_safe
@cache_control(max_age=86_400, public=True)
def key(request):
    line = notes.verifier_key(notes.origin(), notes.public_bytes())
    return HttpResponse(f"{line}\n", content_type=TEXT)


@require_safe
@cache_control(max_age=3_600, public=True)
def feed(request):
    """Whoever reads this feed keeps copies without thinking of it, and copies are what cannot be changed."""
    made = Atom1Feed(
        title=_("Ledger of %(name)s") % {"name": settings.SITE_NAME},
        link=settings.SITE_URL + reverse("portal:ledger"),
        feed_url=settings.SITE_URL + request.path,
        description="",
        author_name=settings.SITE_NAME,
        language="id",
    )
    for row in Checkpoint.objects.public()[:CHECKPOINTS_IN_FEED]:
        link = settings.SITE_URL + reverse("portal:checkpoint", args=[row.name])
        made.add_item(
            row.name,
            link,
            row.text,
            unique_id=link,
            pubdate=row.made_at,
            updateddate=row.made_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


@require_safe
@cache_control(max_age=86_400, public=True)
def script(request):
    words = Path(check_receipt.__file__).read_text(encoding="utf-8")
    return as_download(words, "check_receipt.py", "text/x-python; charset=utf-8")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """Check what somebody pastes or uploads. Nothing of it is kept."""
    form = ReceiptForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_bound:
        return render(request, "portal/ledger_check.html", {"form": form})
    if not form.is_valid():
        return render(request, "portal/ledger_check.html", {"form": form}, status=422)
    context = {"form": ReceiptForm(), "receipt": form.receipt, "listed": is_listed(form.receipt)}
    return render(request, "portal/ledger_check.html", context)


def is_listed(receipt) -> bool:
    return Checkpoint.objects.public().filter(text=receipt["checkpoint"]).exists()


@with_key
@require_safe
def proof(request, actor, file):
    return proof_page(request, actor, file, receipt_for(actor, file))


def proof_page(request, actor, file, receipt, status=200):
    context = {"receipt": receipt, "next_time": next_time()}
    return own_page(request, "ledger_proof", actor, file, status, **context)


@with_key
@require_safe
def proof_file(request, actor, file):
    receipt = receipt_for(actor, file)
    if receipt is None:
        return proof_page(request, actor, file, None, status=404)
    words = json.dumps(receipt, ensure_ascii=False, indent=1)
    return as_download(
        f"{words}\n", f"bukti-{file.reference}.json", "application/json; charset=utf-8"
    )


def receipt_for(actor, file):
    """Return the proof of the first entry. A complaint was filed with the words that its owner reads."""
    door = door_of(actor)
    first = door.visible("Event", actor).filter(**{door.name: file}, seq=1).first()
    filed = file if door.is_report else file.as_told()
    return first and receipt_of(first, file.reference, filed.text)
