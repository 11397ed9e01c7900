"""What the house does at night or once: counting all promises again, taking in an export."""

import csv
import io
import random
import time
from datetime import timedelta

from django.utils import timezone

from benchmarks.vocabulary import text_of
from narahubung.clocks.models import Holiday
from narahubung.complaints.recount import recount_all
from narahubung.figures.checking import differences
from narahubung.figures.models import Counted
from narahubung.figures.rolling import roll_all
from narahubung.integrations.lapor.columns import COLUMNS
from narahubung.integrations.lapor.importing import begin, take_in

AHEAD = 4
STATUSES = ("Selesai", "Proses", "Belum Terverifikasi", "Tunda", "Arsip")


def recount() -> dict:
    """Enter a decree for a day soon to come, and count all running promises again."""
    day = timezone.localdate() + timedelta(days=AHEAD)
    while day.weekday() > 4 or Holiday.objects.filter(day=day).exists():
        day += timedelta(days=1)
    Holiday.objects.create(day=day, kind="national", name_id="Hari libur", name_en="A day off")
    start = time.perf_counter()
    result = recount_all()
    seconds = time.perf_counter() - start
    return {"open": result.open, "moved": result.moved, "files": result.files, "seconds": seconds}


def roll() -> dict:
    """Count the figures of all files that are new."""
    start = time.perf_counter()
    files = roll_all()
    return {"files": files, "seconds": time.perf_counter() - start}


def check() -> dict:
    """Count everything again from the entries, and compare."""
    start = time.perf_counter()
    found = [*differences()]
    seconds = time.perf_counter() - start
    return {"files": Counted.objects.count(), "differences": len(found), "seconds": seconds}


def sheet(number: int) -> bytes:
    """Return an export of SP4N-LAPOR! as CSV."""
    dice, out = random.Random(number), io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for n in range(number):
        day = timezone.localdate() - timedelta(days=dice.randint(1, 700))
        text = text_of(n, dice)
        row = {
            "Tracking ID": str(7_000_000 + n),
            "Tanggal Laporan Masuk": f"{day:%d-%m-%Y}",
            "Waktu Laporan Masuk": "09:30:00",
            "Nama Pelapor": f"Warga {n}",
            "Klasifikasi Laporan": "Pengaduan",
            "Kategori": "Kesehatan",
            "Judul Laporan": text[:60],
            "Isi Laporan Awal": text,
            "Isi Laporan Akhir": text,
            "Tipe Laporan (Anonim/Rahasia)": dice.choice(("", "", "Rahasia", "Anonim")),
            "Sumber Laporan": "Website",
            "Instansi Induk": "Pemerintah Kabupaten Paser",
            "Instansi Terdisposisi": "Dinas Kesehatan",
            "Status Laporan": dice.choice(STATUSES),
            "Provinsi": "Kalimantan Timur",
            "Kota/Kabupaten": "Kabupaten Paser",
        }
        writer.writerow([row.get(column, "") for column in COLUMNS])
    return out.getvalue().encode()


def bring_in(number: int) -> dict:
    data = sheet(number)
    start = time.perf_counter()
    into = begin(data)
    into.save(force_insert=True)
    take_in(into, data)
    seconds = time.perf_counter() - start
    return {"rows": number, "new": into.new, "seconds": seconds, "rate": number / seconds}
