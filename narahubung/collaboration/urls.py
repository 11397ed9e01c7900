from django.urls import path

from narahubung.collaboration import (
    views_agenda,
    views_decisions,
    views_feed,
    views_meetings,
    views_people,
    views_series,
)

app_name = "collaboration"
urlpatterns = [
    path("", views_meetings.meetings, name="meetings"),
    path("calendar/", views_feed.calendar, name="calendar"),
    path("calendar/new/", views_feed.calendar_new, name="calendar_new"),
    path("calendar/end/", views_feed.calendar_end, name="calendar_end"),
    path("series/new/", views_series.series_new, name="series_new"),
    path("series/<int:pk>/", views_series.series, name="series"),
    path("decisions/", views_decisions.decisions, name="decisions"),
    path("decisions/<int:pk>/", views_decisions.decision, name="decision"),
    path("decisions/<int:pk>/done/", views_decisions.decision_done, name="decision_done"),
    path("decisions/<int:pk>/confirm/", views_decisions.confirm, name="decision_confirm"),
    path("decisions/<int:pk>/back/", views_decisions.give_back, name="decision_back"),
    path("proof/<uuid:key>/", views_decisions.proof, name="proof"),
    path("attend/<uuid:key>/", views_people.attend, name="attend"),
    path("<str:reference>/", views_meetings.meeting, name="meeting"),
    path("<str:reference>/day/", views_meetings.reschedule, name="reschedule"),
    path("<str:reference>/minutes/", views_meetings.minutes, name="minutes"),
    path("<str:reference>/record.pdf", views_meetings.record_pdf, name="record"),
    path("<str:reference>/agenda/", views_agenda.make, name="agenda"),
    path("<str:reference>/agenda/new/", views_agenda.point_new, name="point_new"),
    path("<str:reference>/agenda/<int:pk>/", views_agenda.point, name="point"),
    path("<str:reference>/agenda/<int:pk>/place/", views_agenda.place, name="point_place"),
    path("<str:reference>/guests/", views_people.guest, name="guest"),
    path("<str:reference>/attendance/", views_people.attendance, name="attendance"),
    path("<str:reference>/decisions/new/", views_decisions.decision_new, name="decision_new"),
    path("<str:reference>/step/<slug:name>/", views_meetings.step, name="step"),
]
