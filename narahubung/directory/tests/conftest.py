"""A small province and the roles that may meet at the register.

Models can be imported only when Django is set up, which is after this file is read.
"""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

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
    import_module("narahubung.directory.loading").load_regions(PLACES)
    return {region.code: region for region in apps.get_model("directory.Region").objects.all()}


@pytest.fixture
def tree(places):
    """Return a regency with its health office and a health centre, and a city beside it."""

    def agency(slug, name, kind, code, parent=None, **facts):
        return apps.get_model("directory.Agency").objects.create(
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
        users = apps.get_model("accounts.User").objects
        user = users.create_user(f"{role}@contoh.go.id", name=role.title())
        locks = apps.get_model("mfa.Authenticator").objects
        locks.create(user=user, type="totp", data={"secret": "unused"})
        decree = {"decree_number": "1/SK/2026", "decree_date": date(2026, 1, 2)}
        office = apps.get_model("accounts.Appointment").objects.create(
            user=user, role=role, agency=agency, starts_on=date(2026, 1, 2), **decree
        )
        return import_module("narahubung.accounts.actors").Officer(user, office)

    return appoint
