"""The stamp of a form: which form it is, and when it was shown. Signed, so it cannot be invented."""

import secrets
import time

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_decode

LEAST_SECONDS = 3
MOST_SECONDS = 12 * 3600
signer = TimestampSigner(salt="portal.form")


def new_stamp(token="") -> str:
    return signer.sign(token or secrets.token_urlsafe(32))


def token_of(stamp) -> str:
    """Return which form this is, however old; an empty string if the stamp is not ours."""
    try:
        return signer.unsign(stamp or "")
    except BadSignature:
        return ""


def age_of(stamp) -> int:
    """Return how many seconds ago the form was shown; none if the stamp is not ours."""
    if not token_of(stamp):
        return 0
    _token, shown, _signature = stamp.rsplit(signer.sep, 2)
    return int(time.time()) - b62_decode(shown)


def is_human_pace(stamp) -> bool:
    """No person fills the form in three seconds, and none takes half a day."""
    try:
        signer.unsign(stamp or "", max_age=MOST_SECONDS)
    except (SignatureExpired, BadSignature):
        return False
    return not is_fresh(stamp)


def is_fresh(stamp) -> bool:
    try:
        signer.unsign(stamp, max_age=LEAST_SECONDS)
    except SignatureExpired:
        return False
    return True
