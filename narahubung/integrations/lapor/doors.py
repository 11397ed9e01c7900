"""Who may come in: those who manage complaints, and the administrators. All others find nothing here."""

from functools import wraps

from django.http import Http404

MAY_IMPORT = ("manager", "national_admin", "administrator")


def for_importers(view):
    @wraps(view)
    def guarded(request, *args, **details):
        if request.actor.role not in MAY_IMPORT:
            raise Http404
        return view(request, *args, **details)

    return guarded
