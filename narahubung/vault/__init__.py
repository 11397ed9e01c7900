"""What must stay hidden: sealed values, blind indexes, secret words."""

from narahubung.vault.blind import blind_index, normalise_email, normalise_phone
from narahubung.vault.envelope import (
    Tampered,
    is_under_newest,
    new_data_key,
    rewrap,
    seal,
    seal_json,
    unseal,
    unseal_json,
)
from narahubung.vault.keys import KeyGone, new_master
from narahubung.vault.secret_words import digest_secret, matches, new_secret, normalise_secret

__all__ = [
    "KeyGone",
    "Tampered",
    "blind_index",
    "digest_secret",
    "is_under_newest",
    "matches",
    "new_data_key",
    "new_master",
    "new_secret",
    "normalise_email",
    "normalise_phone",
    "normalise_secret",
    "rewrap",
    "seal",
    "seal_json",
    "unseal",
    "unseal_json",
]
