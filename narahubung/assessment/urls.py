from django.urls import path

from narahubung.assessment import views, views_draft

app_name = "assessment"
urlpatterns = [
    path("", views.instrument_list, name="list"),
    path("compare/", views.compare, name="compare"),
    path("drafts/new/", views_draft.draft_new, name="draft_new"),
    path("drafts/<int:pk>/", views_draft.draft_detail, name="draft"),
    path("drafts/<int:pk>/toml/", views_draft.draft_toml, name="draft_toml"),
    path("drafts/<int:pk>/head/", views_draft.draft_head, name="draft_head"),
    path("drafts/<int:pk>/freeze/", views_draft.draft_freeze, name="draft_freeze"),
    path("drafts/<int:pk>/drop/", views_draft.draft_drop, name="draft_drop"),
    path("drafts/<int:pk>/table/<slug:table>/", views_draft.draft_rows, name="draft_table"),
    path(
        "drafts/<int:pk>/table/<slug:table>/<str:code>/", views_draft.draft_rows, name="draft_rows"
    ),
    path("instruments/<str:code>/<int:number>/", views.version_detail, name="version"),
    path("instruments/<str:code>/<int:number>/toml/", views.version_toml, name="toml"),
]
