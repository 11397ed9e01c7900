from django.urls import path

from narahubung.reports import (
    views,
    views_deeds,
    views_desk,
    views_file,
    views_letters,
    views_product,
)

app_name = "reports"
urlpatterns = [
    path("", views_desk.report_list, name="list"),
    path("filters/", views_desk.report_filters, name="filters"),
    path("register.xlsx", views_desk.report_export, name="export"),
    path("new/", views_desk.report_new, name="new"),
    path("new/receipt/", views_desk.report_receipt, name="receipt"),
    path("own-initiative/", views_product.own_new, name="own"),
    path("products/", views_product.product_list, name="products"),
    path("products/new/", views_product.product_new, name="product_new"),
    path("products/paper/<uuid:key>/", views_product.product_paper, name="product_paper"),
    path("products/<str:reference>/", views_product.product_detail, name="product"),
    path(
        "products/<str:reference>/deliver/", views_product.product_deliver, name="product_deliver"
    ),
    path("products/<str:reference>/<int:seq>/<slug:name>/", views_product.item_deed, name="item"),
    path("file/<uuid:key>/", views.attachment_file, name="file"),
    path("of/<str:reference>/", views_file.report_of, name="of"),
    path("letter/<uuid:key>/", views_letters.letter_detail, name="letter"),
    path("letter/<uuid:key>/pdf/", views_letters.letter_pdf, name="letter_pdf"),
    path("letter/<uuid:key>/<slug:name>/", views_letters.letter_deed, name="letter_deed"),
    path("letter-paper/<uuid:key>/", views_letters.letter_paper, name="letter_paper"),
    path("<str:reference>/letters/", views_letters.letters, name="letters"),
    path("<str:reference>/letters/paper/", views_letters.letter_paper_new, name="letter_outside"),
    path("<str:reference>/letters/<slug:kind>/", views_letters.letter_new, name="letter_new"),
    path("<str:reference>/", views.report_detail, name="detail"),
    path("<str:reference>/pulse/", views.report_pulse, name="pulse"),
    path("<str:reference>/say/", views.report_say, name="say"),
    path("<str:reference>/assign/", views.report_assign, name="assign"),
    path("<str:reference>/declare/", views.report_declare, name="declare"),
    path("<str:reference>/identity/", views_file.identity_open, name="identity"),
    path("<str:reference>/deed/<slug:name>/", views_deeds.report_deed, name="deed"),
    path("<str:reference>/check/<slug:name>/", views.report_check, name="check"),
    path("<str:reference>/<slug:name>/", views.report_move, name="move"),
]
