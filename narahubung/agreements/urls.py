from django.urls import path

from narahubung.agreements import views, views_proof, views_write

app_name = "agreements"
urlpatterns = [
    path("", views.agreement_list, name="list"),
    path("new/", views.agreement_new, name="new"),
    path("file/<uuid:key>/", views.paper_file, name="file"),
    path("<str:reference>/", views.agreement_detail, name="detail"),
    path("<str:reference>/edit/", views_write.agreement_edit, name="edit"),
    path("<str:reference>/publish/", views.agreement_publish, name="publish"),
    path("<str:reference>/clauses/new/", views_write.clause_new, name="clause_new"),
    path("<str:reference>/clauses/<int:pk>/", views_write.clause_edit, name="clause_edit"),
    path(
        "<str:reference>/clauses/<int:pk>/commitments/new/",
        views_write.commitment_new,
        name="commitment_new",
    ),
    path("<str:reference>/commitments/<int:pk>/", views_proof.commitment, name="commitment"),
    path(
        "<str:reference>/commitments/<int:pk>/edit/",
        views_write.commitment_edit,
        name="commitment_edit",
    ),
    path("<str:reference>/commitments/<int:pk>/proof/", views_proof.proof_new, name="proof_new"),
    path("<str:reference>/proofs/<int:pk>/", views_proof.proof_verify, name="proof_verify"),
    path("<str:reference>/parties/new/", views_write.party_new, name="party_new"),
    path("<str:reference>/parties/<int:pk>/", views_write.party_edit, name="party_edit"),
    path("<str:reference>/programmes/new/", views_proof.programme_new, name="programme_new"),
    path(
        "<str:reference>/programmes/<int:pk>/milestones/new/",
        views_proof.milestone_new,
        name="milestone_new",
    ),
    path("<str:reference>/milestones/<int:pk>/", views_proof.milestone_done, name="milestone_done"),
    path("<str:reference>/strike/<slug:what>/<int:pk>/", views_write.strike, name="strike"),
    path("<str:reference>/<slug:name>/", views.agreement_move, name="move"),
]
