"""What people write: a matter, told by somebody, somewhere, in a voice of their own."""

import random
import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from narahubung.complaints.intake import Person
from narahubung.operations.regency import DATA, toml

NUMBERS = ("dua", "tiga", "empat", "lima", "enam", "tujuh")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
STREETS = ("Melati", "Sungai Tenang", "Poros", "Transmigrasi", "Dermaga Lama", "Kenanga")
CLASSES = {
    "ordinary": "complaint_ordinary",
    "supervisory": "complaint_supervisory",
    "aspiration": "aspiration",
    "info": "information_request",
}


@dataclass(frozen=True)
class Matter:
    """Something that goes wrong again and again: at which agency, in which units, in which words."""

    agency: str
    units: tuple
    category: str
    near: str
    titles: tuple
    texts: tuple
    answers: tuple
    remedy: str = "full"
    photo: str = ""
    kind: str = "ordinary"
    ends: str = ""

    @property
    def is_supervisory(self):
        return self.kind == "supervisory"

    @property
    def classification(self):
        return CLASSES[self.kind]


def matters() -> list[Matter]:
    rows = []
    for path in sorted((Path(DATA) / "matters").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["matter"]:
            row["kind"] = row.pop("class", "ordinary")
            rows.append(Matter(**row))
    return rows


@dataclass
class Scene:
    """Where and when one complaint plays; it fills in the words of every text of the file."""

    village: object
    district: object
    unit: object
    day: object
    rng: random.Random = field(repr=False)

    @cached_property
    def words(self):
        rng = self.rng
        before = self.day.toordinal() - rng.randrange(2, 40)
        day = self.day.fromordinal(before)
        money = rng.choice((15, 20, 25, 35, 50, 75, 100, 150, 200, 250, 350))
        number = {
            name: rng.choice(NUMBERS) for name in ("jam", "minggu", "bulan", "kali", "tahun2")
        }
        return number | {
            "desa": self.village.name,
            "kec": f"Kecamatan {self.district.name}",
            "unit": self.unit.name.removeprefix("UPT "),
            "unit2": f"Puskesmas {self.district.name}",
            "rt": rng.randrange(1, 15),
            "hari": rng.choice(DAYS),
            "pukul": f"{rng.choice((7, 8, 9, 10, 11)):02}.{rng.choice((0, 15, 30)):02}",
            "nomor": rng.randrange(12, 96),
            "orang": rng.randrange(15, 90),
            "kecil": rng.choice(NUMBERS[:4]),
            "tua": rng.randrange(65, 84),
            "tahun": rng.randrange(1992, 2021),
            "juta": rng.choice((60, 85, 120, 150, 180)),
            "rp": f"Rp{money}.000",
            "besar": f"Rp{rng.randrange(300, 950, 50)}.000",
            "tgl": f"{day.day} {MONTHS.split()[day.month - 1]}",
        }

    def fill(self, text):
        return text.format(**self.words)


class Writer:
    """Lends everybody a voice. One seed gives one year, sentence by sentence."""

    def __init__(self, rng, names):
        self.rng, self.names = rng, names
        data = toml("voices.toml")
        self.voices, self.lists, self.short = data["voice"], data["say"], data["words"]
        self.pattern = re.compile(rf"\b({'|'.join(self.short)})\b", re.IGNORECASE)

    def say(self, kind, scene):
        return scene.fill(self.rng.choice(self.lists[kind]))

    def complain(self, matter, scene):
        """Return title and text of a complaint."""
        voice = self.rng.choices(self.voices, [v["weight"] for v in self.voices])[0]
        number = self.rng.randrange(len(matter.texts))
        # The titles stand in the order of the texts that they suit best.
        title = scene.fill(matter.titles[number % len(matter.titles)])
        body = scene.fill(matter.texts[number]) + self.say("context", scene)
        opening = self.rng.choice(voice["opening"])
        if opening.split()[:1] == body.split()[:1]:
            opening = ""
        if opening.endswith(", ") and body[1].islower():
            body = body[0].lower() + body[1:]
        body = opening + body + self.rng.choice(voice["closing"])
        return (title, self.shorten(body)) if voice.get("short") else (title, body)

    def other_title(self, title, matter, scene, taken):
        """Return another title of the same matter: with the place, or in other words."""
        where = f"{scene.village.name} RT {scene.words['rt']}"
        others = [scene.fill(other) for other in matter.titles]
        titles = [f"{title}, {where}", *others, *(f"{other}, {where}" for other in others)]
        return next((t for t in titles if t not in taken), f"{title}, {where} (lagi)")

    def shorten(self, text):
        """Write as on a small phone: abbreviated here and there, without capitals."""

        def abbreviated(found):
            return self.short[found[0].lower()] if self.rng.random() < 0.8 else found[0]

        text = self.pattern.sub(abbreviated, text)
        return text.lower() if self.rng.random() < 0.5 else text

    def person(self, scene):
        rng, name = self.rng, self.rng.choice(self.names)
        number = rng.randrange(10_000)
        mail = f"{name.lower().replace(' ', '.')}{number % 90}@example.org"
        return Person(
            name=name,
            phone=f"0812-5550-{number:04}" if rng.random() < 0.85 else "",
            email=mail if rng.random() < 0.4 else "",
            address=f"Jalan {rng.choice(STREETS)} RT {scene.words['rt']}, {scene.village.name}",
        )
