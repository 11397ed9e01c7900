from django.urls import path, register_converter

from narahubung.portal import (
    views,
    views_agreements,
    views_calendar,
    views_certificate,
    views_data,
    views_exit,
    views_ledger,
    views_letter,
    views_rights,
    views_status,
    views_submit,
    views_track,
)
from narahubung.portal.file_pages import STEPS


class StepConverter:
    regex = "|".join(dict.fromkeys(name for steps in STEPS.values() for name in steps.FORMS))

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(StepConverter, "step")

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("lapor/", views_submit.submit, name="submit"),
    path("lapor/tanda-terima/", views_submit.receipt, name="receipt"),
    path("lapor/tanda-terima/pdf/", views_submit.receipt_pdf, name="receipt_pdf"),
    path("lapor/tanda-terima/simpan/", views_submit.receipt_done, name="receipt_done"),
    path("lacak/", views_track.track, name="track"),
    path("lacak/berkas/", views_track.file, name="file"),
    path("lacak/berkas/bukti/", views_ledger.proof, name="proof"),
    path("lacak/berkas/bukti.json", views_ledger.proof_file, name="proof_file"),
    path("lacak/berkas/data-saya/", views_data.my_data, name="my_data"),
    path("lacak/berkas/data-saya.zip", views_data.my_data_zip, name="my_data_zip"),
    path("lacak/berkas/hapus/", views_data.erase, name="erase"),
    path("lacak/berkas/data/", views_rights.data_request, name="data_request"),
    path("lacak/berkas/pemberitahuan/<int:pk>.pdf", views_rights.notice, name="notice"),
    path("lacak/berkas/<step:name>/", views_track.step, name="step"),
    path("lacak/file/<uuid:key>/", views_track.attachment, name="attachment"),
    path("lacak/berkas/kabar/", views_track.contact_page, name="contact"),
    path("lacak/laporan/", views_track.to_report, name="to_report"),
    path("lacak/tutup/", views_track.leave, name="leave"),
    path("calendar/<str:token>.ics", views_calendar.calendar, name="calendar"),
    path("keluar/", views_exit.leave_quickly, name="exit"),
    path("instansi/", views.agencies, name="agencies"),
    path("instansi/<slug:slug>/", views.agency, name="agency"),
    path("surat/", views_letter.letter_door, name="letter_door"),
    path("surat/<str:code>/", views_letter.letter, name="letter"),
    path("sertifikat/", views_certificate.certificate_door, name="certificate_door"),
    path("sertifikat/<str:code>/", views_certificate.certificate, name="certificate"),
    path("kesepakatan/", views_agreements.agreements, name="agreements"),
    path("kesepakatan/<str:reference>/", views_agreements.agreement, name="agreement"),
    path("buku-besar/", views_ledger.ledger, name="ledger"),
    path("buku-besar/kunci.txt", views_ledger.key, name="ledger_key"),
    path("buku-besar/<slug:name>.txt", views_ledger.checkpoint, name="checkpoint"),
    path("buku-besar/umpan.xml", views_ledger.feed, name="ledger_feed"),
    path("buku-besar/periksa/", views_ledger.check, name="check_receipt"),
    path("buku-besar/check_receipt.py", views_ledger.script, name="ledger_script"),
    path("status/", views_status.status, name="status"),
    path("status.json", views_status.status_json, name="status_json"),
    path("tentang/", views.about, name="about"),
    path("privasi/", views.privacy, name="privacy"),
    path("privasi/pemrosesan/", views_rights.processing, name="processing"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
