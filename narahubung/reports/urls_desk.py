from django.urls import path, re_path

from narahubung.reports import views_task, views_task_lists

app_name = "desk"
urlpatterns = [
    path("", views_task.desk, name="list"),
    path("government/", views_task_lists.government, name="government"),
    path("month/", views_task_lists.month, name="month"),
    re_path(r"^month\.(?P<extension>pdf|xlsx)$", views_task_lists.month_file, name="month_file"),
    path("answers/", views_task_lists.answers, name="answers"),
    path("load/", views_task_lists.load, name="load"),
    path("paper/<uuid:key>/", views_task.paper, name="paper"),
    path("<str:reference>/", views_task.task, name="task"),
    path("<str:reference>/<slug:name>/", views_task.task_deed, name="deed"),
]
