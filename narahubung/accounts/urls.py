"""The staff's way in, and their own affairs. There is no sign-up: people come by invitation."""

from allauth.account import views as allauth
from django.contrib import admin
from django.urls import include, path, re_path

from narahubung.accounts import views, views_decree, views_office, views_people

own = [
    path("offices/", views.offices, name="offices"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("powers/", views.powers, name="powers"),
    path("powers/on/", views.powers_on, name="powers_on"),
    path("powers/off/", views.powers_off, name="powers_off"),
    path("people/", views_people.people, name="people"),
    path("people/<int:pk>/", views_people.person, name="person"),
    path("people/invite/", views_people.invite, name="invite"),
    path("people/invited/", views_people.invited, name="invited"),
    path("people/invitations/<int:pk>/withdraw/", views_people.withdraw, name="withdraw"),
    path("people/appointments/<int:pk>/extend/", views_people.extend, name="extend"),
    path("people/appointments/<int:pk>/end/", views_people.end, name="end"),
    path("people/appointments/<int:pk>/decree/", views_decree.decree, name="decree"),
    path("people/decrees/<uuid:key>/", views_decree.scan, name="scan"),
    path("people/decrees/<uuid:key>/original/", views_decree.original, name="scan_original"),
    path("people/<int:pk>/leave/", views_office.absences, name="absences"),
    path("people/leave/<int:pk>/back/", views_office.back, name="back"),
    path("focal-points/", views_office.focal_points, name="focal_points"),
    path("focal-points/<int:pk>/", views_office.card, name="card"),
    path("focal-points/<int:pk>/card.vcf", views_office.vcard_file, name="vcard"),
    path("places/<slug:slug>/", views_office.place, name="place"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("register/", admin.site.urls),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("locks/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
