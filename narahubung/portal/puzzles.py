"""Proof of work, as the ALTCHA protocol has it: a sum that costs a phone a second and a flood a fortune.

It is asked only of those who are past a limit, and never of anybody without script: they wait. The
puzzle is signed, lasts half an hour and opens one door once.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from datetime import UTC, datetime
from urllib.parse import parse_qs

from django.conf import settings

from narahubung.portal.limits import HOUR, count
from narahubung.vault import blind_index

LASTS = 30 * 60
MOST = 60_000
LONGEST = 2_000
FIELDS = ("algorithm", "challenge", "salt", "signature")


def is_asked() -> bool:
    return settings.PROOF_OF_WORK


def new_puzzle() -> str:
    """Return a puzzle for the page, or nothing where the operator has not switched it on."""
    if not is_asked():
        return ""
    # The salt ends with a mark, so that no digit of the number can be taken for one of the time.
    salt = f"{secrets.token_hex(12)}?expires={int(time.time()) + LASTS}&"
    challenge = digest(salt, secrets.randbelow(MOST + 1))
    puzzle = {
        "algorithm": "SHA-256",
        "challenge": challenge,
        "maxnumber": MOST,
        "salt": salt,
        "signature": signature(challenge),
    }
    return json.dumps(puzzle)


def is_solved(request) -> bool:
    """Tell whether a right solution came with this post, and use it up."""
    payload = request.POST.get("puzzle", "")
    if not is_asked() or not 0 < len(payload) < LONGEST:
        return False
    return is_first(payload) if is_right(payload, time.time()) else False


def is_right(payload: str, now: float) -> bool:
    """Check signature, time and sum of what came in; whatever cannot be read is wrong."""
    try:
        given = json.loads(base64.b64decode(payload, validate=True))
        algorithm, challenge, salt, signed = (str(given[name]) for name in FIELDS)
        number = int(given["number"])
        expires = int(parse_qs(salt.partition("?")[2])["expires"][0])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    if not hmac.compare_digest(signed.encode(), signature(challenge).encode()):
        return False
    right = algorithm == "SHA-256" and salt.endswith("&") and expires > now
    return right and 0 <= number <= MOST and digest(salt, number) == challenge


def is_first(payload: str) -> bool:
    challenge = json.loads(base64.b64decode(payload))["challenge"]
    until = datetime.fromtimestamp(time.time() + LASTS + HOUR, UTC)
    return count([blind_index("puzzle that was solved", challenge)], until) == [1]


def digest(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode("utf-8", "surrogatepass")).hexdigest()


def signature(challenge: str) -> str:
    return hmac.new(signing_key(), challenge.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def signing_key() -> bytes:
    return blind_index("key of puzzles", "").encode()
