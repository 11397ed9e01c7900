"""The cookies of a complainant: short-lived, closed to scripts, never sent along from another site.

With HTTPS they bear the `__Host-` prefix, so that no neighbour under the same domain can slip us one of
its own. The price is a path of `/`; nothing outside the portal reads them.
"""

from django.conf import settings


def full(name) -> str:
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name


def hand(response, name, value, lasts):
    response.set_cookie(
        full(name),
        value,
        max_age=lasts,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def take(response, name):
    response.delete_cookie(full(name), samesite="Strict")
    return response


def held(request, name) -> str:
    return request.COOKIES.get(full(name), "")
