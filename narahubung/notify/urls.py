from django.urls import path

from narahubung.notify import views, views_undelivered

app_name = "notify"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/open/", views.open_notice, name="open"),
    path("by-email/", views.preference, name="preference"),
    path("undelivered/", views_undelivered.undelivered, name="undelivered"),
    path("undelivered/<int:pk>/again/", views_undelivered.again, name="again"),
    path("undelivered/<int:pk>/settle/", views_undelivered.settle, name="settle"),
    path(
        "undelivered/events/<int:pk>/again/", views_undelivered.dispatch_again, name="event_again"
    ),
]
