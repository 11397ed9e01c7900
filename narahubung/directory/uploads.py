"""Keeps an uploaded spreadsheet for half an hour, until the person who brought it has said yes."""

import hashlib
import secrets

from django.core.cache import cache
from django.http import Http404

MINUTES = 30


def keep(user, name, data) -> str:
    key = secrets.token_urlsafe(16)
    cache.set(place_of(key), (user.pk, name, data), MINUTES * 60)
    return key


def place_of(key) -> str:
    """Return where it is kept; a key comes back with the form, and may have become anything."""
    return f"agencies:{hashlib.sha256(key.encode()).hexdigest()}"


def kept(user, key):
    """Return name and bytes of the person's own upload; for anybody else there is none."""
    owner, name, data = cache.get(place_of(key)) or (None, "", b"")
    if owner is None or owner != user.pk:
        raise Http404
    return name, data


def forget(key):
    cache.delete(place_of(key))
