"""Kutai Raya with its officers signed in, and a list of everything that was asked of the house."""

import io
from collections import Counter
from io import StringIO

from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image

from drills.clients import Browser, Filing, Step, Upload
from narahubung.accounts.people import enrol_demo
from narahubung.complaints.intake import Person
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Term
from narahubung.integrations.lapor.columns import COLUMNS
from narahubung.operations.world import World

OFFICERS = ("rina", "budi", "dewi")
BY = {"accept": "budi", "answer": "budi", "give_back": "budi", "take_over": "dewi"}
# The steps that lead to the stage in which a step is open.
BEFORE = {
    "verify": "",
    "dispose": "verify",
    "pass_on": "verify",
    "take_over": "verify pass_on",
    "accept": "verify dispose",
    "give_back": "verify dispose",
    "answer": "verify dispose accept",
    "close": "verify dispose accept answer",
}
ROWS = 3


class Ground:
    """The world of a drill; it remembers what was asked, so that what is there can be compared with it."""

    def __init__(self):
        for command in ("migrate", "createcachetable"):
            call_command(command, verbosity=0, stdout=StringIO())
        self.world = World().build()
        self.photo = photo()
        self.filings, self.steps, self.uploads = [], [], []
        self.vain = 0
        self.numbers = iter(range(1, 1 << 24))
        self.officers = {key: self.signed_in(key) for key in OFFICERS}
        Filing.agency = self.world.place("dinkes").pk
        self.fields = self.what_steps_ask()

    def signed_in(self, key) -> Browser:
        client, user = Client(), getattr(self.world, key).user
        enrol_demo(user)
        client.force_login(user)
        return Browser("10.255.0.1", {"session": client.cookies["session"].value})

    def what_steps_ask(self):
        term = self.world.term
        category = Term.objects.in_force().filter(list="category", parent=None).first()
        return {
            "dispose": {
                "unit": self.world.place("puskesmas-kuaro").pk,
                "classification": term("classification", "complaint_ordinary").pk,
                "category": category.pk,
            },
            "pass_on": {
                "to_agency": self.world.place("disdukcapil").pk,
                "reason": Term.objects.in_force().filter(list="pass_on_reason").first().pk,
            },
            "give_back": {"note": "Bukan untuk unit kami."},
            "answer": {
                "kind": term("remedy", "full").pk,
                "text": "Loket kedua dibuka mulai Senin.",
                "signatory": "dr. Hana Prasetya",
            },
            "close": {"note": "Sudah dijawab sebulan yang lalu."},
        }

    # What is asked through the public doors.

    def filing(self, with_photo=False) -> Filing:
        filing = Filing(next(self.numbers), self.photo if with_photo else None)
        self.filings.append(filing)
        return filing

    def step(self, reference, name) -> Step:
        files = {"files": ("bukti.png", self.photo)} if name == "answer" else {}
        officer = self.officers[BY.get(name, "rina")]
        step = Step(officer, reference, name, self.fields.get(name), files)
        self.steps.append(step)
        return step

    def upload(self) -> Upload:
        number = next(self.numbers)
        keys = [str(7_000_000_000 + number * 10 + n) for n in range(ROWS)]
        upload = Upload(self.officers["rina"], self.world.place("dinkes").pk, sheet(keys))
        upload.keys = keys
        self.uploads.append(upload)
        return upload

    # What stands there before a drill begins, made without a browser.

    def standing(self, name) -> str:
        """Return a file at which a step is open."""
        filing = self.filing()
        filing.sent, filing.acknowledged = 1, True
        complaint, _secret = Complaint.objects.submit(
            agency=self.world.place("dinkes"),
            text=f"Disiapkan, {filing.mark}.",
            channel="portal",
            person=Person(name="Sari Melati", email="sari@example.org"),
            by=self.world.system,
        )
        filing.reference = complaint.reference
        for before in BEFORE[name].split():
            self.taken(complaint, before)
        return complaint.reference

    def taken(self, complaint, name):
        step = self.step(complaint.reference, name)
        step.sent, step.acknowledged, step.files = 1, True, {}
        words = self.fields.get(name, {})
        given = {key: self.thing(key, value) for key, value in words.items()}
        complaint.take(name, by=getattr(self.world, BY.get(name, "rina")), **given)

    def thing(self, key, value):
        if key in ("unit", "to_agency"):
            return next(a for a in self.world.agencies.values() if a.pk == value)
        return Term.objects.get(pk=value) if isinstance(value, int) else value

    def asked_steps(self) -> Counter:
        return Counter((step.reference, step.name) for step in self.steps if step.acknowledged)

    def drawn_in_vain(self) -> int:
        """Return how many numbers of rows may have been drawn by what was cut and sent again."""
        deeds = [*self.filings, *self.steps]
        return self.vain + sum(max(deed.sent - 1, 0) for deed in deeds)


def photo() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (24, 16), "teal").save(into, "PNG")
    return into.getvalue()


def sheet(keys) -> bytes:
    """Return an export of SP4N-LAPOR! with a report for each key."""
    rows = [
        {
            "Tracking ID": key,
            # Of today, so that no promise has run out and nobody is told of that.
            "Tanggal Laporan Masuk": f"{timezone.localdate():%d-%m-%Y}",
            "Waktu Laporan Masuk": "00:30:00",
            "Nama Pelapor": f"Warga {key}",
            "Klasifikasi Laporan": "Pengaduan",
            "Judul Laporan": "Antrean",
            "Isi Laporan Awal": f"Antrean panjang, laporan {key}.",
            "Isi Laporan Akhir": f"Antrean panjang, laporan {key}.",
            "Sumber Laporan": "Website",
            "Status Laporan": "Belum Terverifikasi",
        }
        for key in keys
    ]
    lines = [COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in rows)]
    return "\r\n".join(";".join(line) for line in lines).encode()
