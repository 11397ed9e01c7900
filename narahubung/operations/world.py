"""Kabupaten Kutai Raya: a regency that does not exist, its agencies and its people.

The demo shows it and the tests live in it. Sari complains; Rina manages complaints at the health office;
Budi is the liaison of the clinic concerned; Tono of another clinic must never see Sari's file.
"""

from datetime import date

from django.utils.text import slugify

from narahubung.accounts.actors import Complainant, Officer, System
from narahubung.accounts.models import Appointment, Role, User
from narahubung.clocks.loading import load_rules
from narahubung.complaints.intake import Person
from narahubung.complaints.models import Complaint
from narahubung.directory.loading import load_terms
from narahubung.directory.models import Agency, Region, Term, Zone

A, R = Agency.Kind, Role
DOMAIN = "demo.narahubung.example"
SINCE = date(2025, 1, 2)
DISTRICTS = {
    "64.69.01": ("Kuaro Hulu", "Tanjung Harap", "Muara Beringin", "Sumber Rejo"),
    "64.69.02": ("Senaken", "Sungai Terik", "Long Gelang", "Lempake Ilir"),
    "64.69.03": ("Tenggara Seberang", "Bukit Raya", "Kota Bangun Dua", "Muara Siran"),
}
AGENCIES = (
    # slug            name                                              kind               parent
    ("kutai-raya", "Pemerintah Kabupaten Kutai Raya", A.GOVERNMENT, None),
    ("inspektorat", "Inspektorat Kabupaten Kutai Raya", A.INSPECTORATE, "kutai-raya"),
    ("dinkes", "Dinas Kesehatan", A.DEPARTMENT, "kutai-raya"),
    ("puskesmas-kuaro", "UPT Puskesmas Kuaro Hulu", A.HOSPITAL, "dinkes"),
    ("puskesmas-senaken", "UPT Puskesmas Senaken", A.HOSPITAL, "dinkes"),
    ("disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", A.DEPARTMENT, "kutai-raya"),
)
PEOPLE = (
    # key    name                 role           place
    ("rina", "Rina Wulandari", R.MANAGER, "dinkes"),
    ("hana", "dr. Hana Prasetya", R.HEAD, "dinkes"),
    ("budi", "Budi Santoso", R.LIAISON, "puskesmas-kuaro"),
    ("tono", "Tono Haryadi", R.LIAISON, "puskesmas-senaken"),
    ("dewi", "Dewi Lestari", R.MANAGER, "disdukcapil"),
    ("wati", "Wati Kusuma", R.INSPECTORATE, "inspektorat"),
    ("agus", "Arif Budiman", R.STEWARD, "kutai-raya"),
    ("nadia", "Nadia Safitri", R.DATA_PROTECTION, "kutai-raya"),
    ("adi", "Adi Nugroho", R.ADMINISTRATOR, None),
)


class World:
    """The places and people, made once; `world.budi` is an actor, `world.place("dinkes")` an agency."""

    def __init__(self):
        self.agencies, self.people = {}, {}

    def build(self):
        load_rules()
        load_terms()
        self.build_places()
        for key, name, role, place in PEOPLE:
            self.appoint(key, name, role, place)
        return self

    def build_places(self):
        province, _new = Region.objects.get_or_create(
            code="64", defaults={"name": "Kalimantan Timur", "level": 1, "zone": Zone.WITA}
        )
        self.regency = self.region("64.69", "Kabupaten Kutai Raya", 2, province)
        for code, (name, *villages) in DISTRICTS.items():
            district = self.region(code, name, 3, self.regency)
            for n, village in enumerate(villages, start=2001):
                self.region(f"{code}.{n}", village, 4, district)
        for slug, name, kind, parent in AGENCIES:
            self.found(slug, name, kind, parent)

    def region(self, code, name, level, parent):
        found, _new = Region.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent, "zone": Zone.WITA}
        )
        return found

    def found(self, slug, name, kind, parent, **fields):
        fields = {"name": name, "kind": kind, "region": self.regency, **fields}
        fields["parent"] = self.agencies.get(parent)
        fields.setdefault("takes_complaints", kind not in (A.HOSPITAL, A.TECHNICAL_UNIT))
        agency, _new = Agency.objects.get_or_create(slug=slug, defaults=fields)
        agency.areas.add(self.regency)
        self.agencies[slug] = agency
        return agency

    def appoint(self, key, name, role, place):
        user, new = User.objects.get_or_create(
            email=f"{slugify(key)}@{DOMAIN}",
            defaults={"name": name, "language": "id", "is_staff": role == R.ADMINISTRATOR},
        )
        if new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        appointment, _new = Appointment.objects.get_or_create(
            user=user,
            role=role,
            agency=self.agencies.get(place),
            defaults={
                "decree_number": f"800/{100 + len(self.people)}/SK/2025",
                "decree_date": SINCE,
                "starts_on": SINCE,
            },
        )
        self.people[key] = appointment
        return user

    def __getattr__(self, key):
        try:
            appointment = self.people[key]
        except KeyError:
            raise AttributeError(key) from None
        return Officer(appointment.user, appointment)

    def place(self, slug):
        return self.agencies[slug]

    def term(self, list, code):
        return Term.objects.in_force().get(list=list, code=code)

    # Sari's complaint, and how it goes on.

    sari_person = Person(name="Sari Melati", phone="0812-5555-0101", email="sari@example.org")

    def submit(self, **details):
        details = {
            "agency": self.place("dinkes"),
            "text": "Antrean di Puskesmas Kuaro Hulu lima jam, loket tutup sebelum dipanggil.",
            "title": "Antrean lima jam di puskesmas",
            "channel": "portal",
            "person": self.sari_person,
            "by": Complainant(0),
            **details,
        }
        self.queue, self.secret = Complaint.objects.submit(**details)
        self.sari = Complainant(self.queue.pk)
        return self.queue

    def dispose(self):
        if not hasattr(self, "queue"):
            self.submit()
        self.queue.take("verify", by=self.rina)
        self.queue.take(
            "dispose",
            by=self.rina,
            unit=self.place("puskesmas-kuaro"),
            classification=self.term("classification", "complaint_ordinary"),
            category=Term.objects.in_force().filter(list="category", parent=None).first(),
            # Of somebody who hides, the words go on as they are offered.
            **self.queue.offered_words()[0],
        )
        return self.queue

    def answer(self):
        self.dispose()
        self.queue.take("accept", by=self.budi)
        self.queue.take(
            "answer",
            by=self.budi,
            kind=self.term("remedy", "full"),
            text="Loket kedua dibuka mulai Senin; nomor antrean dibagikan pukul tujuh.",
            signatory="dr. Hana Prasetya",
        )
        return self.queue

    system = System()
