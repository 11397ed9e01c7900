from django.urls import path

from narahubung.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.agencies, name="agencies"),
    path("import/", views.agency_import, name="import"),
    path("import/<str:key>/", views.agency_preview, name="preview"),
    path("template/", views.agency_template, name="template"),
    path("agencies/<slug:slug>/", views.agency, name="agency"),
]
