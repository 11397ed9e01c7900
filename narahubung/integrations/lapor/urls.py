from django.urls import path

from narahubung.integrations.lapor import views

app_name = "lapor"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("import/", views.import_new, name="new"),
    path("import/<int:pk>/", views.import_detail, name="detail"),
    path("import/<int:pk>/refused.csv", views.import_refused, name="refused"),
    path("export/", views.export_file, name="export"),
]
