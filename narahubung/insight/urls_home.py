from django.urls import path

from narahubung.insight import views_home

app_name = "home"
urlpatterns = [
    path("", views_home.home, name="home"),
    path("glance/", views_home.head, name="head"),
    path("promises/", views_home.promises, name="promises"),
]
