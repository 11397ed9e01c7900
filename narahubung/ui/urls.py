from django.urls import path

from narahubung.ui import views

app_name = "ui"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("language/", views.language, name="language"),
]
