"""Invented papers for the page of components, chosen to be awkward: long names, late, paused."""

from datetime import date

from django import forms

from narahubung.ui.forms import Choice, DateInput, FilesField
from narahubung.ui.thread import Knot

LONG = "Drg. Hj. Siti Nurhaliza Rahmawati Kusumaningrum-Situmorang, M.Kes."


RECEIVED = Knot("Diterima", at=date(2026, 3, 12), who="Sari")
VERIFIED = Knot("Diperiksa", at=date(2026, 3, 16), who="Rina Wulandari")
RUNNING = [
    RECEIVED,
    VERIFIED,
    Knot(
        "Di Puskesmas Kuaro",
        at=date(2026, 3, 17),
        who="Budi Santoso (narahubung)",
        state="open",
        note="Sedang memeriksa catatan antrean tanggal 10 Maret.",
    ),
    Knot(
        "Jawaban",
        at=date(2026, 3, 27),
        state="promised",
        sentence="Paling lambat Jumat, 27 Maret 2026: 3 hari kerja lagi.",
    ),
    Knot("Anda memastikan", state="promised"),
]
LATE = [
    RECEIVED,
    VERIFIED,
    Knot("Di Dinas Kesehatan", at=date(2026, 3, 17), who=LONG, state="open"),
    Knot("Jawaban", at=date(2026, 3, 27), state="late", sentence="Lewat 3 hari kerja."),
]
PAUSED = [
    RECEIVED,
    Knot(
        "Menunggu kelengkapan",
        at=date(2026, 3, 16),
        who="Sari",
        state="paused",
        note="Tenggat dijeda: foto bukti belum terbaca.",
    ),
    Knot("Diperiksa", state="promised", sentence="Dihitung lagi setelah foto diterima."),
]
DONE = [
    RECEIVED,
    VERIFIED,
    Knot("Dijawab", at=date(2026, 3, 24)),
    Knot("Tuntas", at=date(2026, 3, 30)),
]


def threads():
    return {"running": RUNNING, "late": LATE, "paused": PAUSED, "done": DONE}


def rows():
    made = threads()
    return [
        {
            "title": "Antrean puskesmas dibuka pukul 07.00, nomor habis pukul 07.05",
            "meta": "KR-2026-0412 · Sari · Puskesmas Kuaro",
            "thread": made["late"],
            "clock": "Lewat 3 hari kerja",
            "tone": "late",
        },
        {
            "title": "Lampu jalan di depan SDN 4 mati sejak dua minggu",
            "meta": "KR-2026-0431 · nama dirahasiakan · Dinas Perhubungan",
            "thread": made["running"],
            "clock": "Jawaban paling lambat besok, Jumat, 27 Maret",
            "tone": "due",
        },
        {
            "title": "Akta kelahiran belum jadi",
            "meta": "KR-2026-0440 · " + LONG,
            "thread": made["paused"],
            "clock": "Dijeda: menunggu foto dari pelapor",
            "tone": "quiet",
        },
        {
            "title": "Pungutan di loket KIR",
            "meta": "KR-2026-0388 · anonim · UPTD Pengujian Kendaraan",
            "thread": made["done"],
            "clock": "Dijawab 2 hari lebih cepat",
            "tone": "ok",
        },
    ]


class SampleForm(forms.Form):
    story = forms.CharField(
        label="Apa yang terjadi?",
        help_text="Satu kalimat pun boleh. Tulis seperti Anda bercerita kepada tetangga.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ceritakan apa yang terjadi. Satu kalimat pun boleh."},
    )
    agency = forms.ChoiceField(
        label="Instansi mana?",
        choices=[("", "Saya tidak tahu"), ("1", "Puskesmas Kuaro"), ("2", "Dinas Perhubungan")],
        required=False,
    )
    date = forms.DateField(
        label="Kapan?",
        widget=DateInput,
        required=False,
        error_messages={"invalid": "Tanggal ini tidak ada di kalender. Pilih lagi."},
    )
    secrecy = forms.ChoiceField(
        label="Siapa boleh tahu nama Anda?",
        widget=forms.RadioSelect,
        choices=[
            ("open", Choice("Terbuka", "Petugas instansi melihat nama Anda.")),
            ("secret", Choice("Rahasia", "Hanya pengelola pengaduan yang melihat nama Anda.")),
            ("anonymous", Choice("Anonim", "Tidak seorang pun di instansi melihat nama Anda.")),
        ],
        error_messages={"required": "Pilih salah satu. Anda boleh mengubahnya nanti."},
    )
    reach = forms.EmailField(
        label="Surel",
        required=False,
        error_messages={"invalid": "Surel ditulis seperti nama@contoh.id."},
    )
    proof = FilesField(
        label="Foto atau berkas", help_text="Paling besar 5 MB satu berkas.", required=False
    )
    agree = forms.BooleanField(
        label="Saya sudah membaca siapa yang dapat melihat laporan ini.",
        error_messages={"required": "Centang bila sudah Anda baca."},
    )
