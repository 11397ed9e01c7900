"""The way of a mentoring through the hands of both sides; each verb takes it as far as its name says."""

from datetime import time, timedelta

from narahubung.collaboration.mentoring_conditions import conditions
from narahubung.collaboration.models import Mentoring
from narahubung.documents import CleanFile

PHOTO = CleanFile("sesi.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
BEFORE = (1, 0, 1, 0, 0, 1, 1, 0)
AFTER = (2, 2, 2, 1, 1, 2, 1, 1)
RESULT = "Setiap pengaduan tercatat dan dijawab paling lama sepuluh hari kerja."


class Mentorship:
    """`asks` is who acts for the agency, `office` the people of the Ombudsman."""

    def __init__(self, world, office, asks, slug="dinkes"):
        self.world, self.office, self.asks, self.slug = world, office, asks, slug

    def asked(self, kind="complaint_handling", **details):
        details = {
            "agency": self.world.place(self.slug),
            "kind": self.world.term("mentoring_kind", kind),
            "why": "Pengaduan di puskesmas belum tercatat, dan jawabannya sering terlambat.",
            "by": self.asks,
            **details,
        }
        return Mentoring.objects.submit(**details)

    def offered(self, **details):
        return self.asked(**{"by": self.office.sinta, **details})

    def planned(self, **details):
        found = self.asked(**details)
        found.take(
            "plan",
            by=self.office.sinta,
            mentor=self.office.bayu.user,
            title="Melihat alur pengaduan di loket",
            due=self.office.today + timedelta(days=14),
            team=[self.asks.user],
        )
        return found

    def session(self, found, days=0, **details):
        details = {
            "day": self.office.today + timedelta(days=days),
            "begins": time(9),
            "place": "Aula Dinas Kesehatan",
            "about": "Alur pengaduan dari loket sampai jawaban",
            **details,
        }
        return found.set_session(self.office.bayu, **details)

    def hold(self, found, session, files=(PHOTO,)):
        said = {"who_came": "Sembilan petugas loket", "done": "Alur digambar bersama."}
        return found.hold_session(self.office.bayu, session, **said, files=files)

    def running(self, **details):
        found = self.planned(**details)
        self.measure(found, "before")
        self.hold(found, self.session(found))
        return found

    def measure(self, found, moment, by=None, agree=True):
        values = {"before": BEFORE, "after": AFTER}[moment]
        said = {
            one.code: (value, f"Dilihat bersama: {one.id.lower()}.")
            for one, value in zip(conditions(), values, strict=True)
        }
        sheet = found.score(by or self.asks, moment, said)
        if agree:
            found.agree(self.office.bayu, sheet)
        return sheet

    def output(self, found, check=True):
        kind = self.world.term("mentoring_output", "sop")
        title = "SOP pengelolaan pengaduan nomor 440/12/2026"
        output = found.hand_in(self.asks, kind, title, "Semua tahu siapa menjawab.", [PHOTO])
        if check:
            found.check_output(self.office.bayu, output, accepted=True)
        return output

    def done(self, **details):
        found = self.running(**details)
        self.output(found)
        self.measure(found, "after")
        for step in found.steps.all():
            found.step_done(self.office.bayu, step, self.office.today)
        found.take("finish", by=self.office.sinta, result=RESULT)
        return found
