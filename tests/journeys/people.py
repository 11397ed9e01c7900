"""Who appears in the journeys, and what they do: everything through pages and their forms."""

import io

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.jobs import notice_overdue, resume, run_out
from narahubung.complaints.models import Complaint
from narahubung.journal.chain import first_fault
from narahubung.notify.jobs import work_the_outbox
from tests.journeys.pages import Visitor

# All that a complainant is ever told outside of the page.
NEWS = "Ada kabar untuk Anda"

STORY = "Antrean di Puskesmas Kuaro Hulu lima jam, loket tutup sebelum dipanggil."
FORM_TAKES_SECONDS = 40


def photo(name="loket.jpg"):
    body = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


class Citizen(Visitor):
    """Somebody with a phone, who keeps number and words on a piece of paper."""

    def __init__(self, town, name="Sari Melati", email="sari@example.org"):
        super().__init__()
        self.town, self.name, self.email = town, name, email

    def complains(self, to="Dinas Kesehatan", text=STORY, title="Antrean lima jam", **written):
        self.opens("/")
        self.follows("Sampaikan pengaduan")
        self.town.time.shift(FORM_TAKES_SECONDS)
        told = {"Apa yang terjadi?": text, "Singkatnya": title, "Instansi mana?": to}
        told |= {"Nama Anda": self.name, "Surel": self.email}
        self.presses("Lihat dulu", {**told, **written}).shows(text, to)
        receipt = self.presses("Kirim").shows("Pengaduan Anda sudah kami terima")
        slip = [dd.text for dd in receipt.root.all("dd") if "slip-word" in dd["class"]]
        self.number, self.words = slip
        self.title = title
        return receipt

    def looks(self):
        """Open one's own file with number and words; return its page."""
        self.opens("/lacak/")
        paper = {"Nomor": self.number, "Kata rahasia": self.words}
        return self.presses("Buka berkas", paper).shows(self.number)

    def disputes(self, why, **written):
        self.looks()
        self.follows("Belum selesai")
        return self.presses("Kirim kembali", {"Apa yang belum beres?": why, **written})

    def confirms(self, rating="5, sangat baik", note=""):
        self.looks()
        self.follows("Sudah selesai")
        told = {rating: True, "Pesan untuk instansi": note}
        return self.presses("Ya, sudah selesai", told)

    def goes_to_the_ombudsman(self, why):
        self.looks()
        self.follows("Ke Ombudsman").shows("137")
        told = {"Mengapa jawabannya belum cukup?": why}
        return self.presses("Akhiri di sini dan lanjut ke Ombudsman", told)

    def file(self):
        return Complaint.objects.get(reference=self.number)


class Officer(Visitor):
    """Somebody with an office by decree, who signs in anew each day."""

    def __init__(self, town, key):
        super().__init__()
        self.town, self.actor, self.day = town, getattr(town.world, key), None

    def comes_to(self, url):
        if self.day != self.town.day:
            self.client, self.day = enter(self.actor), self.town.day
        return self.opens(url)

    def list(self, tab=""):
        return self.comes_to(f"/work/?tab={tab}" if tab else "/work/")

    def searches(self, words):
        self.list()
        return self.presses("Cari", {"Kata atau nomor berkas": words})

    def reads(self, citizen, tab=""):
        """Find the file in the list and open it."""
        self.list(tab)
        return self.follows(citizen.title).shows(citizen.number)

    def sees_nothing_of(self, citizen):
        self.list("all").hides(citizen.title)
        assert self.comes_to(f"/work/{citizen.number}/").status == 404

    def presses_on(self, citizen, button, tab=""):
        self.reads(citizen, tab)
        return self.presses(button)

    def fills_in(self, citizen, step, written, tab=""):
        self.reads(citizen, tab)
        self.follows(step)
        return self.presses(step, written).shows("Tercatat:")

    def begins_to_check(self, citizen):
        return self.presses_on(citizen, "Mulai periksa").shows("Sedang diperiksa")

    def gives_to(self, citizen, unit, kind="Pengaduan Tidak Berkadar", about="Kesehatan"):
        told = {"Unit mana": unit, "Termasuk pengaduan apa?": kind, "Tentang apa?": about}
        return self.fills_in(citizen, "Beri ke unit", told)

    def passes_on_to(self, citizen, agency):
        told = {"Ke instansi mana?": agency, "Apa alasannya?": "Wewenang instansi lain"}
        return self.fills_in(citizen, "Tawarkan ke instansi lain", told)

    def takes_over(self, citizen, tab="offered"):
        return self.fills_in(citizen, "Ambil alih", {}, tab)

    def declines(self, citizen, why):
        return self.fills_in(citizen, "Tolak tawaran", {"Mengapa bukan": why}, "offered")

    def accepts(self, citizen):
        return self.presses_on(citizen, "Terima untuk ditangani").shows("Sedang ditindaklanjuti")

    def answers(self, citizen, text, proof=None, what="Sudah diperbaiki seluruhnya"):
        told = {
            "Apa yang sudah dikerjakan?": what,
            "Jawaban Anda": text,
            "Siapa yang menandatangani": "dr. Hana Prasetya",
            "Bukti": proof or photo("loket-kedua.jpg"),
        }
        return self.fills_in(citizen, "Jawab", told)

    def notices(self):
        page = self.comes_to("/notices/")
        heads = [h.text.removeprefix("Baru ") for h in page.root.all("h2")]
        return [] if heads == ["Belum ada kabar"] else heads


class Town:
    """Kabupaten Kutai Raya, its calendar, and the worker that runs beside the pages."""

    def __init__(self, world, time):
        self.world, self.time, self.day = world, time, 0
        self.officers = {key: Officer(self, key) for key in world.people}
        self.read = dict.fromkeys(world.people, 0)
        self.mails = 0

    def officer(self, key):
        return self.officers[key]

    def appoints(self, key, name, role, place):
        self.world.appoint(key, name, role, place)
        self.officers[key], self.read[key] = Officer(self, key), 0
        return self.officers[key]

    def on(self, day, clock="09:00"):
        """Let the days pass; the worker does what it does each minute."""
        self.time.move_to(f"{day} {clock}+08:00")
        self.day += 1
        resume()
        run_out()
        notice_overdue()

    def told(self):
        """Let the worker tell people; return {who: headlines}, new ones only, by mail and on the page alike."""
        work_the_outbox()
        by_mail, on_page = {}, {}
        addresses = {self.world.people[key].user.email: key for key in self.read}
        for letter in mail.outbox[self.mails :]:
            assert len(letter.to) == 1
            who = addresses.get(letter.to[0], letter.to[0].partition("@")[0])
            by_mail.setdefault(who, []).append(letter.subject.partition(" · ")[0])
        self.mails = len(mail.outbox)
        for key in self.read:
            heads = self.officer(key).notices()
            fresh = heads[: len(heads) - self.read[key]]
            self.read[key] = len(heads)
            if fresh:
                on_page[key] = fresh[::-1]
        officers = {who: heads for who, heads in by_mail.items() if who in self.read}
        assert officers == on_page
        return by_mail

    def letters_say(self):
        return " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)

    def figures_of(self, slug):
        """Return what the public reads of an agency, {label: value}."""
        self.time.shift(5 * 60 + 1)
        page = Visitor().opens(f"/instansi/{slug}/")
        section = next(s for s in page.root.all("section") if s["aria-labelledby"] == "figures")
        tiles = [n for n in section.all("div") if "figure" in n["class"].split()]
        return dict(label_and_value(tile) for tile in tiles)

    def every_chain_verifies(self):
        for file in Complaint.objects.all():
            assert first_fault(file.reference, file.events.all()) == ""
            assert file.chain_length == file.events.count()


def label_and_value(tile):
    parts = {span["class"]: span.text for span in tile.all("span")}
    return parts["figure-label"], parts["figure-value"]
