from django.urls import path, re_path

from narahubung.protection import views, views_breach

app_name = "protection"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("requests/new/", views.request_new, name="request_new"),
    path("requests/<str:reference>/", views.request_detail, name="request"),
    path("requests/<str:reference>/<slug:name>/", views.request_step, name="step"),
    path("breaches/new/", views_breach.breach_new, name="breach_new"),
    path("breaches/proof/<uuid:key>/", views_breach.breach_paper, name="paper"),
    path("breaches/<str:reference>/", views_breach.breach_detail, name="breach"),
    re_path(
        r"^breaches/(?P<reference>[^/]+)/(?P<to>people|authority)\.pdf$",
        views_breach.breach_letter,
        name="letter",
    ),
    path("breaches/<str:reference>/<slug:name>/", views_breach.breach_step, name="breach_step"),
]
