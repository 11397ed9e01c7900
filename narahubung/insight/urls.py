from django.urls import path

from narahubung.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("<str:code>/", views.figure, name="figure"),
]
