"""Finding a sealed value again without opening it: a keyed fingerprint of its normal form."""

import hmac
import unicodedata

from lokal.phone import normalize_phone

from narahubung.vault.keys import index_key


def blind_index(purpose: str, value: str) -> str:
    """Return 64 hex digits, the same for the same value and purpose, and of no use without the key.

    Fingerprints of one purpose say nothing about those of another, so an e-mail address used as
    a name does not give itself away.
    """
    parts = [part.encode("utf-8", "surrogatepass") for part in (purpose, value)]
    return hmac.digest(index_key(), b"\x00".join(parts), "sha256").hex()


def normalise_phone(text: str) -> str:
    """Return +62…, however it was written; an empty string for what is no Indonesian number."""
    return normalize_phone(unicodedata.normalize("NFKC", text)) or ""


def normalise_email(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
