from django.urls import path

from narahubung.collaboration import views_training as plan
from narahubung.collaboration import views_training_people as people

app_name = "training"
urlpatterns = [
    path("", plan.trainings, name="list"),
    path("new/", plan.training_new, name="new"),
    path("ask/", plan.speaker_ask, name="ask"),
    path("attend/<uuid:key>/", people.attend, name="attend"),
    path("paper/<uuid:key>/", plan.paper, name="paper"),
    path("certificate/<int:pk>.pdf", people.certificate, name="certificate"),
    path("certificate/<int:pk>/void/", people.certificate_void, name="certificate_void"),
    path("<str:reference>/", plan.training, name="detail"),
    path("<str:reference>/plan/", plan.training_edit, name="edit"),
    path("<str:reference>/speakers/new/", plan.speaker_new, name="speaker_new"),
    path("<str:reference>/speakers/<int:pk>/off/", plan.speaker_remove, name="speaker_remove"),
    path("<str:reference>/programme/new/", plan.point_new, name="point_new"),
    path("<str:reference>/programme/<int:pk>/off/", plan.point_remove, name="point_remove"),
    path("<str:reference>/papers/new/", plan.papers_new, name="papers_new"),
    path("<str:reference>/join/", people.join, name="join"),
    path("<str:reference>/enrol/", people.enrol, name="enrol"),
    path("<str:reference>/guest/", people.guest, name="guest"),
    path("<str:reference>/people/<int:pk>/off/", people.strike, name="strike"),
    path("<str:reference>/door/", people.door, name="door"),
    path("<str:reference>/certify/", people.certify, name="certify"),
    path("<str:reference>/answer/<slug:name>/", people.answer, name="answer"),
    path("<str:reference>/results/", people.results, name="results"),
    path("<str:reference>/step/<slug:name>/", plan.step, name="step"),
]
