"""Five governments of sixty agencies and units on real regions, and the officers whose pages are measured."""

from datetime import date

from allauth.mfa.models import Authenticator

from narahubung.accounts.models import Appointment, Role, User
from narahubung.directory.models import Agency, Region

A = Agency.Kind
GOVERNMENTS = ("64.01", "64.02", "64.03", "64.71", "64.72")
DEPARTMENTS = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Perhubungan", "Dinas Kependudukan")
UNITS = (2, 2, 1, 1)
SINCE = date(2024, 1, 2)
OFFICERS = ("manager", "steward", "liaison", "head", "inspectorate")


class Places:
    """What the seeds need of the directory, and who works there."""

    def __init__(self):
        self.departments: list[tuple[Agency, list[Agency]]] = []
        self.districts: dict[int, list[Region]] = {}
        for code in GOVERNMENTS:
            self.found(Region.objects.in_force().get(code=code))

    def found(self, region):
        top = self.agency(f"Pemerintah {region.name}", A.GOVERNMENT, region)
        watch = self.agency(f"Inspektorat {region.name}", A.INSPECTORATE, region, top)
        self.districts[region.pk] = list(Region.objects.in_force().filter(parent=region))
        first = not self.departments
        for name, number in zip(DEPARTMENTS, UNITS, strict=True):
            office = self.agency(f"{name} {region.name}", A.DEPARTMENT, region, top)
            units = [
                self.agency(f"UPT {n} {name} {region.name}", A.TECHNICAL_UNIT, region, office)
                for n in range(1, number + 1)
            ]
            self.departments.append((office, units))
        if first:
            office, units = self.departments[0]
            homes = (office, top, units[0], office, watch)
            for role, place in zip(OFFICERS, homes, strict=True):
                self.appoint(role, place)

    def agency(self, name, kind, region, parent=None):
        agency = Agency.objects.create(
            name=name,
            slug=f"a-{Agency.objects.count() + 1}",
            kind=kind,
            region=region,
            parent=parent,
            takes_complaints=kind != A.TECHNICAL_UNIT,
        )
        agency.areas.add(region)
        return agency

    def appoint(self, role, place):
        user = User.objects.create_user(f"{role}@bench.example", name=f"Petugas {role}")
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        Appointment.objects.create(
            user=user,
            role=Role(role),
            agency=place,
            decree_number="800/1/SK/2024",
            decree_date=SINCE,
            starts_on=SINCE,
        )
        return user
