"""An address with a zero byte names nothing, and PostgreSQL would not even look for it."""

from django.http import Http404


class PlainPathMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)
