"""The receipt: once on a page with the secret words, and as a letter without them (UU 25/2009 Pasal 43)."""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.accounts.actors import Complainant, System
from narahubung.complaints.identity import Person
from narahubung.complaints.models import Complaint, Identity
from narahubung.documents import qr_svg, render
from narahubung.portal import cookies, story
from narahubung.portal.models import RECEIPT_LASTS, Draft
from narahubung.ui.dates import long_date

COOKIE = "tanda-terima"
signer = TimestampSigner(salt="portal.receipt")


def hand_over(response, draft):
    """Let this browser see the receipt for half an hour. The cookie names the form, not the file."""
    cookies.hand(response, COOKIE, signer.sign(draft.token), RECEIPT_LASTS)
    response.status_code = 303
    return response


def take_back(response):
    return cookies.take(response, COOKIE)


def draft_of(request) -> Draft | None:
    try:
        token = signer.unsign(cookies.held(request, COOKIE), max_age=RECEIPT_LASTS)
    except BadSignature:
        return None
    draft = Draft.objects.filter(token=token).exclude(reference="").first()
    return draft if draft and draft.has_receipt() else None


def complaints_of(draft):
    found = Complaint.objects.visible_to(System()).filter(reference=draft.reference)
    return found.select_related("agency__region", "region__parent", "unit")


def page_of(complaint, draft) -> dict:
    return {
        "complaint": complaint.as_told(),
        "secret": draft.secret_words(),
        "knots": story.knots_of(complaint, Complainant(complaint.pk)),
        "clock": story.clock_of(complaint),
        "holder": story.holder_of(complaint),
    }


def letter(complaint, address) -> bytes:
    """Return the receipt as PDF. The secret words are not in it, so that it may be shown to an officer."""
    complaint = complaint.as_told()
    data = {
        "language": (get_language() or "id")[:2],
        "title": _("Receipt of a complaint"),
        "lines": [settings.SITE_NAME],
        "address": settings.SITE_URL,
        "rows": rows_of(complaint),
        "told": _("What you told us"),
        "words": complaint.text,
        "promise": _("What is promised"),
        "sentence": promise_of(complaint),
        "keep": _(
            "The secret words are not printed here. Keep them apart from this letter: number and words together open the file."
        ),
        "note": _("Scan to follow this complaint, or open %(address)s") % {"address": address},
    }
    return render("portal/receipt", data, {"qr.svg": qr_svg(address).encode()})


def rows_of(complaint) -> list[list[str]]:
    person = person_of(complaint)
    at = localtime(complaint.received_at, complaint.zone_info)
    place = ", ".join(str(part) for part in (complaint.place, complaint.region) if part)
    rows = [
        (_("Number"), complaint.reference),
        (_("Received"), f"{long_date(at.date())}, {date_format(at, 'H.i')} {at.tzname()}"),
        (_("Receiving agency"), complaint.agency.name),
        (_("Complainant"), person.name or _("name not given")),
        (_("Contact"), ", ".join(filter(None, (person.phone, person.email))) or _("not given")),
        (_("How you wish to be known"), complaint.get_shield_display()),
        (_("Place"), place or _("not given")),
        (_("When it happened"), long_date(complaint.happened_on) or _("not given")),
        (_("Title"), complaint.title),
    ]
    return [[str(label), str(value)] for label, value in rows if value]


def person_of(complaint) -> Person:
    identities = Identity.objects.visible_to(Complainant(complaint.pk)).select_related("complaint")
    identity = identities.first()
    return identity.person() if identity else Person()


def promise_of(complaint) -> str:
    clock = story.clock_of(complaint)
    return clock["sum"] if clock else ""
