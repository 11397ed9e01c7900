"""Keeps an uploaded spreadsheet for half an hour, until the person who brought it has said yes."""

import secrets

from django.core.cache import cache
from django.http import Http404

MINUTES = 30


def keep(user, name, data) -> str:
    key = secrets.token_urlsafe(16)
    cache.set(f"agencies:{key}", (user.pk, name, data), MINUTES * 60)
    return key


def kept(user, key):
    """Return name and bytes of the person's own upload; for anybody else there is none."""
    owner, name, data = cache.get(f"agencies:{key}") or (None, "", b"")
    if owner is None or owner != user.pk:
        raise Http404
    return name, data


def forget(key):
    cache.delete(f"agencies:{key}")
