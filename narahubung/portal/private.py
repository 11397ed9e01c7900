"""Pages about one person: not kept by browsers, not found by search engines."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def private(view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Stricter would make browsers hide the origin of our own forms, which then look foreign.
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return answer


def as_download(response):
    """What somebody attached never runs, is never framed, and tells no other site where it was."""
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    return response
