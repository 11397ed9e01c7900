"""The key of a complainant or reporter to one file: a short-lived cookie of their own, apart from the staff's sessions."""

from django.core.signing import BadSignature, TimestampSigner

from narahubung.accounts.actors import Complainant, Reporter, System
from narahubung.accounts.models import Role
from narahubung.cases.references import normalise
from narahubung.portal import cookies
from narahubung.portal.doors import COMPLAINT, DOORS, REPORT
from narahubung.vault import matches

COOKIE = "lacak"
SECONDS = 30 * 60
NO_DIGEST = "0" * 64
signer = TimestampSigner(salt="portal.track")


def unlocked(number: str, words: str) -> Complainant | Reporter | None:
    """Return who stands before the file that number and words open. Unknown and wrong take the same time.

    Every kind of file is asked each time, so that nobody learns of which kind a number is.
    """
    reference = normalise(number)
    fitting = [door.actor(pk) for door in DOORS if (pk := opened(door, reference, words))]
    return fitting[0] if fitting else None


def opened(door, reference, words) -> int | None:
    found = door.files.objects.visible_to(System()).filter(reference=reference).first()
    digest = found.secret_digest if found else NO_DIGEST
    fits = matches(reference, words, digest or NO_DIGEST)
    return found.pk if found and fits else None


def actor_of(request) -> Complainant | Reporter | None:
    try:
        key = signer.unsign(cookies.held(request, COOKIE), max_age=SECONDS)
        number = key.removeprefix(REPORT.mark)
        door = COMPLAINT if number == key else REPORT
        return door.actor(int(number))
    except (BadSignature, ValueError):
        return None


def hand_key(response, file_id, role=Role.COMPLAINANT):
    """Open the file for half an hour from now."""
    mark = next(door.mark for door in DOORS if door.role == role)
    return cookies.hand(response, COOKIE, signer.sign(f"{mark}{file_id}"), SECONDS)


def take_key(response):
    return cookies.take(response, COOKIE)
