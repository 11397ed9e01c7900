"""The door of every page here: only for people who signed in, and kept by no cache on the way."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.cache import cache_control


def private(view):
    return cache_control(no_store=True, private=True)(login_required(view))
