"""The whole regency of the demo: every department, its units, its neighbours, and who works there."""

import random
import tomllib
from datetime import timedelta
from itertools import product
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from narahubung.accounts.actors import Officer, System
from narahubung.accounts.models import Absence, Appointment, Role, User
from narahubung.directory.models import Agency, Region, Service, ServicePoint
from narahubung.operations.world import DISTRICTS, DOMAIN, SINCE, World

DATA = Path(__file__).parent / "data"
A, R = Agency.Kind, Role
SEED = 6469
UNITS = (A.HOSPITAL, A.TECHNICAL_UNIT, A.SCHOOL)
SIX_DAYS = ("puskesmas-kuaro", "puskesmas-senaken")


def toml(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


class Regency(World):
    """The world with all its places: what a visitor of the demo walks through."""

    def __init__(self):
        super().__init__()
        self.data, self.posts = toml("regency.toml"), {}
        self.names = [f"{a} {b}" for a, b in product(*self.data["names"].values())]
        random.Random(SEED).shuffle(self.names)

    def build(self):
        super().build()
        self.build_departments()
        self.build_services()
        self.appoint_those_with_a_story()
        self.appoint_everybody_else()
        self.keep_places()
        return self

    def build_departments(self):
        for code, (name, *villages) in self.data["districts"].items():
            district = self.region(code, name, 3, self.regency)
            for n, village in enumerate(villages, start=2001):
                self.region(f"{code}.{n}", village, 4, district)
        for row in self.data["agency"]:
            fields = {k: row[k] for k in ("short_name", "week", "takes_complaints") if k in row}
            self.found(row["slug"], row["name"], row["kind"], row.get("parent"), **fields)
        for code, (name, *_villages) in (DISTRICTS | self.data["districts"]).items():
            self.found(
                f"kecamatan-{code[-2:]}", f"Kecamatan {name}", A.DISTRICT_OFFICE, "kutai-raya"
            )
        for slug in SIX_DAYS:
            self.agencies[slug].week = 6
            self.agencies[slug].save(update_fields=["week"])

    def build_services(self):
        regions = {r.code: r for r in Region.objects.filter(code__startswith="64.69")}
        Service.objects.bulk_create(
            Service(agency=self.place(slug), name=name, promised_days=days)
            for slug, rows in self.listed("services")
            for name, days in rows
        )
        ServicePoint.objects.bulk_create(
            ServicePoint(agency=self.place(slug), name=name, region=regions[code], address=address)
            for slug, rows in self.listed("points")
            for name, code, address in rows
        )

    def listed(self, name):
        """Return what is listed with an agency of the file, and with one of the small world."""
        beside = [(row["slug"], row[name]) for row in self.data["agency"] if name in row]
        return [*self.data[name].items(), *beside]

    @staticmethod
    def keep_places():
        """Loading the regions of the nation closes codes that it does not know; ours live on."""
        Region.objects.filter(code__startswith="64.69").update(valid_to=None)

    # Who works where.

    def appoint_those_with_a_story(self):
        for appointment in self.people.values():
            self.note(appointment)
        for row in self.data["post"]:
            user = self.person(row["key"], row["name"])
            place, role = self.place(row["place"]), row["role"]
            appointment = self.letter(user, role, place)
            if row.get("ended"):
                appointment.starts_on = SINCE - timedelta(days=700)
                appointment.ends_on = timezone.localdate() - timedelta(days=20)
                appointment.handover_note = "Berkas yang masih berjalan sudah saya jelaskan lisan."
            if "substitutes" in row:
                appointment.substitutes = self.people[row["substitutes"]]
            appointment.office_phone = row.get("phone", "")
            appointment.office_email = row.get("email", "")
            if "ends_in" in row:
                appointment.ends_on = timezone.localdate() + timedelta(days=row["ends_in"])
            appointment.save()
            if "away" in row:
                self.send_away(user, row["away"])
            self.people.setdefault(row["key"], appointment)
            if not row.get("ended"):
                self.note(appointment)

    @staticmethod
    def send_away(user, reason):
        today = timezone.localdate()
        days = {"starts_on": today - timedelta(days=2), "ends_on": today + timedelta(days=5)}
        Absence(user=user, reason=reason, **days).begin(System())

    def appoint_everybody_else(self):
        """Give every place that takes complaints its manager, head and liaison; one person in a small office."""
        letters = []
        for slug, agency in self.agencies.items():
            small = agency.kind == A.DISTRICT_OFFICE
            roles = (R.MANAGER, R.LIAISON, R.HEAD) if agency.takes_complaints else ()
            roles = (R.LIAISON,) if agency.kind in UNITS and not roles else roles
            holder = None
            for role in roles:
                if (role, slug) in self.posts or agency.kind == A.GOVERNMENT:
                    continue
                shared = small and role == R.LIAISON and holder
                holder = holder if shared else self.stranger(role, slug)
                letters.append(self.letter(holder, role, agency))
        User.objects.bulk_create({letter.user.email: letter.user for letter in letters}.values())
        for letter in letters:
            letter.user = letter.user  # now that the person has a key
        for letter in Appointment.objects.bulk_create(letters):
            self.note(letter)

    def person(self, key, name):
        fields = {"name": name, "language": "id", "password": make_password(None)}
        return User.objects.get_or_create(email=f"{slugify(key)}@{DOMAIN}", defaults=fields)[0]

    def stranger(self, role, slug):
        """Return somebody new, not stored yet."""
        address = f"{role}.{slug}@{DOMAIN}"
        return User(email=address, name=self.names.pop(), password=make_password(None))

    def letter(self, user, role, agency, **fields):
        number = f"800/{200 + len(self.posts)}/SK/2025"
        terms = {"decree_number": number, "decree_date": SINCE, "starts_on": SINCE, **fields}
        return Appointment(user=user, role=role, agency=agency, **terms)

    def note(self, appointment):
        if appointment.agency_id:
            slug = next(s for s, a in self.agencies.items() if a.pk == appointment.agency_id)
            self.posts.setdefault((appointment.role, slug), Officer(appointment.user, appointment))

    def officer(self, role, slug):
        """Return who holds this office: their name stands in the history of a file."""
        return self.posts[role, slug]
