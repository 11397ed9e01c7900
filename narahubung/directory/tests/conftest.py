"""A small province, the roles that may meet at the register, and spreadsheets made by hand."""

import io
from datetime import date

import pytest
import xlsxwriter

from narahubung.accounts.actors import Officer, Stranger
from narahubung.accounts.models import Appointment, User
from narahubung.directory.agency_sheet import HEADINGS
from narahubung.directory.loading import load_regions
from narahubung.directory.models import Agency, Region

PLACES = {
    "64": "Kalimantan Timur",
    "64.01": "Kabupaten Paser",
    "64.02": "Kabupaten Kutai Kartanegara",
    "64.02.05": "Loa Kulu",
    "64.02.05.2001": "Jembayan",
    "64.71": "Kota Balikpapan",
    "91": "Papua",
}


@pytest.fixture
def places(db):
    load_regions(PLACES)
    return {region.code: region for region in Region.objects.all()}


@pytest.fixture
def tree(places):
    """Return a regency with its health office and a health centre, and a city beside it."""

    def agency(slug, name, kind, code, parent=None, **facts):
        return Agency.objects.create(
            slug=slug, name=name, kind=kind, region=places[code], parent=parent, **facts
        )

    regency = agency("pemkab", "Pemerintah Kabupaten Kutai Raya", "government", "64.02")
    health = agency("dinkes", "Dinas Kesehatan", "department", "64.02", regency)
    centre = agency("puskesmas", "Puskesmas Loa Kulu", "hospital", "64.02.05", health)
    city = agency("pemkot", "Pemerintah Kota Balikpapan", "government", "64.71")
    return {a.slug: a for a in (regency, health, centre, city)}


@pytest.fixture
def appoint(db):
    def appoint(role, agency=None):
        user = User.objects.create_user(f"{role}@contoh.go.id", name=role.title())
        decree = {"decree_number": "1/SK/2026", "decree_date": date(2026, 1, 2)}
        office = Appointment.objects.create(
            user=user, role=role, agency=agency, starts_on=date(2026, 1, 2), **decree
        )
        return Officer(user, office)

    return appoint


@pytest.fixture
def stranger():
    return Stranger()


def csv_of(*rows, headings=None):
    names = headings or ["slug", "name", "kind", "parent", "region", "services"]
    lines = [";".join(HEADINGS[name] for name in names), *[";".join(row) for row in rows]]
    return "\n".join(lines).encode()


def xlsx_of(*rows, preamble=()):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([*preamble, HEADINGS.values(), *rows]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def row(**cells):
    return [cells.get(name, "") for name in HEADINGS]
