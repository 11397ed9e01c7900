"""When a page fails for a reason that lies outside of it, a page that says so: the disk is full, the database is away."""

import errno
import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import get_template

FULL, AWAY, FAULT = 507, 503, 500
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SOON = 60


def server_error(request):
    status = status_of(sys.exc_info()[1])
    response = HttpResponse(get_template(f"{status}.html").render(), status=status)
    if status != FAULT:
        response["Retry-After"] = SOON
    return response


def status_of(error: BaseException | None) -> int:
    causes = list(causes_of(error))
    if any(is_full(cause) for cause in causes):
        return FULL
    if any(isinstance(cause, OperationalError | InterfaceError) for cause in causes):
        return AWAY
    return FAULT


def causes_of(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def is_full(error: BaseException) -> bool:
    """SQLite says it by a name, PostgreSQL by a state, the file system by a number."""
    return (
        getattr(error, "errno", None) in NO_ROOM
        or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        or getattr(error, "sqlstate", "") == "53100"
    )
