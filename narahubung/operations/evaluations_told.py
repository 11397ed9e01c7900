"""The evaluations of last year with the focal points of the regency: one signed, one with remarks, the others just opened.

The demo shows them, and the tests live in them.
"""

from datetime import timedelta

from django.utils import timezone

from narahubung.accounts.models import Appointment, Role
from narahubung.agreements.sides import Side
from narahubung.insight.models import Evaluation, EvaluationEvent
from narahubung.insight.sheet import span_of
from narahubung.operations.ombudsman import Ombudsman

OURS, THEIRS = Side.OMBUDSMAN, Side.AGENCY
# fmt: off
PLAN = (
    (THEIRS, "Menunjuk wakil narahubung di setiap kecamatan dengan surat keputusan", "Bagian Organisasi",     60),
    (THEIRS, "Menjawab setiap surat Ombudsman paling lama sepuluh hari kerja",       "Narahubung kabupaten",  90),
    (OURS,   "Mendampingi dua perangkat daerah yang paling lambat menjawab",         "Pencegahan, Balikpapan", 120),
)
# fmt: on
THEY_SAY = (
    "Sejak ada narahubung, surat tidak lagi berputar di meja. Kami masih terlambat bila jawaban perlu data dari"
    " kecamatan, karena di sana belum ada yang ditunjuk."
)
WE_SAY = (
    "Jawaban datang lebih lengkap daripada tahun sebelumnya. Pengaduan yang dibantah pelapor perlu dilihat bersama:"
    " sebagian dijawab tanpa bukti bahwa layanannya sudah pulih."
)


class Evaluations:
    """The way of a sheet through the hands of both sides; each verb takes it as far as its name says."""

    def __init__(self, world, office=None):
        self.world, self.office = world, office or Ombudsman(world)
        self.year = self.office.today.year - 1

    def open(self, slug, post=None, **details):
        year = details.get("year", self.year)
        held = (post.starts_on, post.ends_on) if post else ()
        span = span_of(year, *held)
        fields = {"year": year, "first_day": span.first, "last_day": span.last, **details}
        agency = self.world.place(slug)
        return Evaluation.objects.submit(
            by=self.office.sinta, agency=agency, focal_point=post, **fields
        )

    def remarked(self, sheet, they, they_say=THEY_SAY, we_say=WE_SAY):
        sheet.remark(they, they_say)
        sheet.remark(self.office.bayu, we_say)
        return sheet

    def planned(self, sheet, by=None):
        for side, text, responsible, days in PLAN:
            due = self.office.today + timedelta(days=days)
            action = {"side": side, "text": text, "responsible": responsible, "due_on": due}
            sheet.write_item(by or self.office.bayu, **action)
        return sheet

    def signed(self, sheet, they):
        sheet.take("finish", by=self.office.bayu)
        sheet.take("sign_agency", by=they)
        sheet.take("sign_office", by=self.office.sinta)
        return sheet


def tell(regency, office=None) -> list:
    evaluations = Evaluations(regency, office)
    posts = Appointment.objects.filter(role=Role.FOCAL_POINT, substitutes=None, revoked_at=None)
    posts = posts.filter(agency__isnull=False).for_page().order_by("pk")
    told = {}
    for post in posts:
        if span_of(evaluations.year, post.starts_on, post.ends_on) and post.is_in_force():
            told[post.agency.slug] = evaluations.open(post.agency.slug, post)
    if sheet := told.get("kutai-raya"):
        evaluations.planned(evaluations.remarked(sheet, regency.agus))
        evaluations.signed(sheet, regency.agus)
    if sheet := told.get("dinkes"):
        words = (
            "Puskesmas menjawab lebih cepat; loket obat masih sering dikeluhkan pada awal bulan."
        )
        evaluations.remarked(sheet, regency.hana, words)
    # Nobody is told by mail of what is only a tale.
    EvaluationEvent.objects.filter(dispatched_at=None).update(dispatched_at=timezone.now())
    return list(told.values())
