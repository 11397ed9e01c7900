from django.http import HttpResponse
from django.urls import path

from benchmarks.models import Line


def insert(request):
    Line.objects.create(text=request.POST["text"])
    return HttpResponse("ok\n", status=201)


urlpatterns = [path("bare/", insert)]
