"""A dozen reports at the office of Kalimantan Timur, told by their real steps: what a visitor of the demo finds there."""

from dataclasses import replace
from datetime import timedelta

from narahubung.operations.demo_accounts import keep_reporters
from narahubung.operations.ombudsman import (
    MURNI,
    TO_EXAMINATION,
    TO_FORMAL,
    TO_PLENARY,
    TO_RESULT,
    Ombudsman,
)
from narahubung.reports.letter_writing import draft
from narahubung.reports.models import Product

# fmt: off
STORIES = (
    # kind   channel     who                  title                                          reported        how far
    ("lm",   "walk_in",  "Murni Astuti",      "Akta kelahiran anak tidak kunjung terbit",    "disdukcapil",  ""),
    ("lm",   "phone",    "Haris Munandar",    "Antrean rujukan ditutup sebelum jam layanan", "dinkes",       "register"),
    ("lm",   "letter",   "Lusiana Tandung",   "Bantuan sosial berhenti tanpa penjelasan",    "dinsos",       TO_FORMAL),
    ("lm",   "outreach", "Ambo Tuo",          "Jalan desa dibongkar dan ditinggalkan",       "pupr",         f"{TO_FORMAL} ask"),
    ("lm",   "walk_in",  "Ratih Kusumo",      "Air PDAM keruh, tagihan tetap penuh",         "pdam",         f"{TO_FORMAL} formal check_material"),
    ("lm",   "whatsapp", "Dedi Firmansyah",   "Izin usaha tertahan setelah pindah loket",    "disdukcapil",  TO_PLENARY),
    ("lm",   "letter",   "Theresia Lawing",   "Sampah pasar tidak diangkut tiga bulan",      "dlh",          TO_EXAMINATION),
    ("lm",   "walk_in",  "Syahrul Gunawan",   "KTP elektronik belum dicetak sejak tahun lalu", "disdukcapil", f"{TO_EXAMINATION} ask_explanation"),
    ("lm",   "email",    "Nurlela Ahmad",     "Puskesmas menolak pasien tanpa surat",        "dinkes",       f"{TO_EXAMINATION} ask_explanation explained inspect"),
    ("lm",   "outreach", "Paulus Ding",       "Pungutan untuk surat keterangan",             "kecamatan-01", f"{TO_RESULT} deliver"),
    ("lm",   "walk_in",  "Siti Aminah",       "Sertifikat rumah tertahan tiga tahun",        "disdukcapil",  f"{TO_RESULT} deliver"),
    ("lm",   "phone",    "Robertus Lejau",    "Bantuan bibit tidak pernah sampai",           "dinsos",       f"{TO_EXAMINATION} mediate agree"),
    ("lm",   "walk_in",  "Halimah Sadiah",    "Sengketa warisan antarkeluarga",              "disdukcapil",  f"{TO_PLENARY} close_intake"),
    ("rco",  "phone",    "Yusran Effendi",    "Pasien gawat darurat tidak diterima",         "dinkes",       "respond_at_once"),
    ("knl",  "phone",    "Wiwin Saputri",     "Bertanya cara mengadu tentang sekolah",       None,           "register conclude"),
    ("lm",   "letter",   "Yohanes Lung",      "Tanah plasma di seberang batas provinsi",     None,           "register transfer"),
    ("copy", "letter",   "Forum Warga Hulu",  "Tembusan surat kepada bupati tentang jalan",  "pupr",         "register"),
)
# fmt: on
# Her findings are issued and one action point is open: a visitor follows her report with her words.
FOLLOWED = "Siti Aminah"


def tell(regency) -> list:
    """Tell each story as far as it has come; the days of the letters lie a little back."""
    office, told = Ombudsman(regency, writes=True), []
    for n, (kind, channel, name, title, reported, steps) in enumerate(STORIES):
        agency = reported and regency.place(reported)
        report = office.submit(
            kind=kind,
            channel=channel,
            title=title,
            text=f"{title}. Sudah ditanyakan berulang kali, tetapi jawabannya selalu menunggu.",
            person=replace(MURNI, name=name, phone=f"0812-5555-03{n:02}", nik="", address=""),
            reported=agency,
            superior=agency and agency.parent,
            received_on=office.today - timedelta(days=n % 4),
            secret_identity=n == 9,
            reporter_class=office.term("reporter_class", "individual"),
        )
        told.append(office.go(steps, report))
        if name == FOLLOWED:
            keep_reporters([(name, title, report.reference, office.secret)])
            answer_some(office, report)
    advise(office, regency)
    # One letter still lies on the examiner's desk.
    draft(told[6], "explanation_1", office.bayu)
    return told


def answer_some(office, report):
    """Of three action points two are done and one is not: a third of the thread stays open."""
    items = report.product("findings").items
    office.carry_out(items.get(seq=1))
    office.carry_out(items.get(seq=2))


def advise(office, regency):
    """One rapid assessment that came of no report, delivered to the health office."""
    agency = regency.place("dinkes")
    items = [
        {"text": text, "kind": kind, "agency": agency, "due_on": None}
        for text, kind in (
            ("Membuka loket khusus lansia di tiap puskesmas.", "advice"),
            ("Mengatur lamanya antrean dalam peraturan dinas.", "improvement"),
        )
    ]
    product = Product.objects.submit(
        by=office.bayu,
        office=office.bayu.office,
        kind="rapid_assessment",
        agency=agency,
        title="Kajian cepat: antrean puskesmas",
        number="B/0147/PC.01/XI/2026",
        issued_on=office.today,
        text="Tiga puskesmas dikunjungi; lansia menunggu rata-rata empat jam.",
        items=items,
    )
    product.deliver(office.bayu, office.today, office.today + timedelta(days=60))
