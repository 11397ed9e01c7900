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
