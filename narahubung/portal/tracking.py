"""The complainant's key to one file: a short-lived cookie of their own, apart from the staff's sessions."""

from django.core.signing import BadSignature, TimestampSigner

from narahubung.accounts.actors import Complainant, System
from narahubung.cases.references import normalise
from narahubung.complaints.models import Complaint
from narahubung.portal import cookies
from narahubung.vault import matches

COOKIE = "lacak"
SECONDS = 30 * 60
NO_DIGEST = "0" * 64
signer = TimestampSigner(salt="portal.track")


def unlocked(number: str, words: str) -> Complaint | None:
    """Return the file that number and words open. Unknown and wrong take the same time and say the same."""
    reference = normalise(number)
    found = Complaint.objects.visible_to(System()).filter(reference=reference).first()
    digest = found.secret_digest if found else NO_DIGEST
    fits = matches(reference, words, digest or NO_DIGEST)
    return found if found and fits else None


def actor_of(request) -> Complainant | None:
    try:
        return Complainant(int(signer.unsign(cookies.held(request, COOKIE), max_age=SECONDS)))
    except (BadSignature, ValueError):
        return None


def hand_key(response, complaint_id):
    """Open the file for half an hour from now."""
    return cookies.hand(response, COOKIE, signer.sign(str(complaint_id)), SECONDS)


def take_key(response):
    return cookies.take(response, COOKIE)
