from django.urls import path

from narahubung.insight import views_evaluation as views

app_name = "evaluations"
urlpatterns = [
    path("", views.evaluations, name="list"),
    path("new/", views.evaluation_new, name="new"),
    path("<str:reference>/", views.evaluation, name="detail"),
    path("<str:reference>/remarks/", views.remark, name="remark"),
    path("<str:reference>/plan/", views.item_new, name="item_new"),
    path("<str:reference>/plan/<int:pk>/strike/", views.item_strike, name="item_strike"),
    path("<str:reference>/plan/<int:pk>/done/", views.item_done, name="item_done"),
    path("<str:reference>/sheet.pdf", views.paper, name="pdf"),
    path("<str:reference>/sheet.xlsx", views.workbook, name="xlsx"),
    path("<str:reference>/step/<slug:name>/", views.step, name="step"),
]
