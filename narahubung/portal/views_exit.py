"""The way out of here: at once, without a trace that can be avoided, to a page that raises no question."""

from django.conf import settings
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from narahubung.portal import receipts, tracking
from narahubung.portal.private import private

TRACES = (settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)


@private
@require_safe
def leave_quickly(request):
    """Forget what this browser holds of us and go elsewhere.

    It is a link and not a form, because browsers apply `form-action` to where a form is redirected.
    A link on a foreign page must not throw away somebody's draft, so that one only leads away. Cookies
    are named one by one: the header would also take those of other sites of the same government.
    """
    response = redirect(settings.EXIT_URL)
    response.status_code = 303
    response["Referrer-Policy"] = "no-referrer"
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
        return response
    response["Clear-Site-Data"] = '"cache", "storage"'
    for name in TRACES:
        response.delete_cookie(name, samesite="Lax")
    return tracking.take_key(receipts.take_back(response))
