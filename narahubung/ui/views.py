from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from narahubung.ui import samples

# Public pages stay free of cookies; that another site could switch a language harms nobody.
language = csrf_exempt(set_language)


def components(request):
    context = {
        "threads": samples.threads(),
        "form": samples.SampleForm(),
        "wrong": samples.SampleForm({"story": "", "reach": "sari(at)", "date": "2026-13-40"}),
        "rows": samples.rows(),
        "page": Paginator(range(95), 20).page(2),
        "trend": [4, 6, 5, 9, 7, 11, 8, 12],
    }
    return render(request, "ui/components.html", context)
