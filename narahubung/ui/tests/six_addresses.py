"""Six addresses and one that counts, for a bar that has room for five."""

from django.urls import include, path


def nothing(request):
    raise AssertionError("nobody comes here")


NAMES = [*map(str, range(6)), "news"]
SIX = [path(f"{name}/", nothing, name=name) for name in NAMES]
urlpatterns = [path("six/", include((SIX, "six")))]
