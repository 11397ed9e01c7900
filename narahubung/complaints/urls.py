from django.urls import path, re_path

from narahubung.complaints import (
    views,
    views_canned,
    views_entry,
    views_file,
    views_identity,
    views_list,
    views_office,
)

app_name = "complaints"
urlpatterns = [
    path("", views_list.complaint_list, name="list"),
    path("filters/", views_list.complaint_filters, name="filters"),
    path("filters/keep/", views_list.filter_save, name="filter_save"),
    path("filters/<int:pk>/delete/", views_list.filter_delete, name="filter_delete"),
    re_path(r"^complaints\.(?P<extension>xlsx|csv)$", views_list.complaint_export, name="export"),
    path("bulk/", views_list.complaint_bulk, name="bulk"),
    path("new/", views_entry.complaint_new, name="new"),
    path("new/receipt/", views_entry.complaint_receipt, name="receipt"),
    path("canned/", views_canned.canned_list, name="canned"),
    path("canned/new/", views_canned.canned_edit, name="canned_new"),
    path("canned/<int:pk>/", views_canned.canned_edit, name="canned_edit"),
    path("canned/<int:pk>/delete/", views_canned.canned_delete, name="canned_delete"),
    path("file/<uuid:key>/", views_file.attachment_file, name="file"),
    path("file/<uuid:key>/original/", views_file.original_trail, name="trail"),
    path("file/<uuid:key>/original/open/", views_file.original_open, name="original"),
    path("offices/<int:pk>/packet/", views_office.packet, name="packet"),
    path("load/", views_office.loads, name="loads"),
    path("<str:reference>/", views.complaint_detail, name="detail"),
    path("<str:reference>/pulse/", views.complaint_pulse, name="pulse"),
    path("<str:reference>/say/", views.complaint_say, name="say"),
    path("<str:reference>/reclassify/", views.complaint_reclassify, name="reclassify"),
    path("<str:reference>/identity/", views_identity.identity_open, name="identity"),
    path("<str:reference>/<slug:name>/", views.complaint_move, name="move"),
]
