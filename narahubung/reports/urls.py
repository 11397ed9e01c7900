from django.urls import path

from narahubung.reports import views, views_board, views_desk, views_figures, views_file

app_name = "reports"
urlpatterns = [
    path("", views_desk.report_list, name="list"),
    path("filters/", views_desk.report_filters, name="filters"),
    path("register.xlsx", views_desk.report_export, name="export"),
    path("new/", views_desk.report_new, name="new"),
    path("new/receipt/", views_desk.report_receipt, name="receipt"),
    path("mine/", views_board.report_mine, name="mine"),
    path("board/", views_board.report_board, name="board"),
    path("calendar/", views_board.report_calendar, name="calendar"),
    path("conferences/", views_board.report_conferences, name="conferences"),
    path("figures/", views_figures.report_figures, name="figures"),
    path("figures.pdf", views_figures.report_figures_pdf, name="figures_pdf"),
    path("figures.xlsx", views_figures.report_figures_xlsx, name="figures_xlsx"),
    path("file/<uuid:key>/", views.attachment_file, name="file"),
    path("of/<str:reference>/", views_file.report_of, name="of"),
    path("<str:reference>/", views.report_detail, name="detail"),
    path("<str:reference>/pulse/", views.report_pulse, name="pulse"),
    path("<str:reference>/say/", views.report_say, name="say"),
    path("<str:reference>/assign/", views.report_assign, name="assign"),
    path("<str:reference>/declare/", views.report_declare, name="declare"),
    path("<str:reference>/identity/", views_file.identity_open, name="identity"),
    path("<str:reference>/check/<slug:name>/", views.report_check, name="check"),
    path("<str:reference>/<slug:name>/", views.report_move, name="move"),
]
