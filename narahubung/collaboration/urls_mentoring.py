from django.urls import path

from narahubung.collaboration import views_mentoring, views_mentoring_work

app_name = "mentoring"
urlpatterns = [
    path("", views_mentoring.mentorings, name="list"),
    path("ask/", views_mentoring.ask, name="ask"),
    path("offer/", views_mentoring.offer, name="offer"),
    path("paper/<uuid:key>/", views_mentoring.paper, name="paper"),
    path("<str:reference>/", views_mentoring.detail, name="detail"),
    path("<str:reference>/step/<slug:name>/", views_mentoring.step, name="step"),
    path("<str:reference>/plan/new/", views_mentoring_work.plan_new, name="plan_new"),
    path("<str:reference>/plan/<int:pk>/", views_mentoring_work.plan_done, name="plan_done"),
    path("<str:reference>/sessions/new/", views_mentoring_work.session_new, name="session_new"),
    path("<str:reference>/sessions/<int:pk>/", views_mentoring_work.session, name="session"),
    path(
        "<str:reference>/sessions/<int:pk>/held/",
        views_mentoring_work.session_held,
        name="session_held",
    ),
    path(
        "<str:reference>/sessions/<int:pk>/cancel/",
        views_mentoring_work.session_cancel,
        name="session_cancel",
    ),
    path("<str:reference>/results/new/", views_mentoring_work.output_new, name="output_new"),
    path("<str:reference>/results/<int:pk>/", views_mentoring_work.output_check, name="output"),
    path("<str:reference>/conditions/<slug:moment>/", views_mentoring_work.scores, name="scores"),
    path(
        "<str:reference>/conditions/<slug:moment>/agree/", views_mentoring_work.agree, name="agree"
    ),
]
