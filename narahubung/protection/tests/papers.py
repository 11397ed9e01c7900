"""A desk with something of each kind on it, for the tests that look at every page."""

from django.utils import timezone

from narahubung.accounts.actors import Complainant
from narahubung.protection.jobs import tell_people
from narahubung.protection.models import Breach, DataRequest

KNOWN = {
    "what": "Cadangan basis data tertinggal di laptop yang hilang.",
    "data": "Nama dan nomor telepon.",
    "extent": "Tabel identitas",
    "people": 2,
    "measures": "Kunci sudah diganti.",
    "advice": "Jangan percaya telepon yang menyebut pengaduan Anda.",
}


def ask(file, kind, text):
    return DataRequest.objects.submit(
        kind=kind,
        words={"text": text},
        by=Complainant(file.pk),
        agency=file.agency,
        channel="portal",
        complaint=file,
    )


def desk_of(world, files) -> dict[str, str]:
    """Fill the desk and return the numbers of what lies there."""
    file = files["answered"]
    asked = ask(file, "correction", "Nama saya salah tulis: Melati Sari.")
    asked.take("grant", by=world.nadia, note="Baik, kami perbaiki.")
    objected = ask(file, "objection", "Jangan pakai cerita saya untuk laporan tahunan.")
    refused = ask(file, "restriction", "Hentikan dulu.")
    refused.take("refuse", by=world.nadia, ground="public_interest", note="Masih diperiksa.")
    open_one, told = (breach(world), breach(world))
    told.take("add_files", by=world.nadia, keys=[file.pk])
    told.take("tell_people", by=world.nadia)
    tell_people()
    told.refresh_from_db()
    told.take("tell_authority", by=world.nadia, note="Resi 17", sent_at=timezone.now())
    told.take("close", by=world.nadia, note="Laptop kini dienkripsi.")
    cases = {"asked": asked, "objected": objected, "refused": refused}
    cases |= {"breach": open_one, "told": told}
    return {name: case.reference for name, case in cases.items()}


def breach(world):
    place, now = world.place("kutai-raya"), timezone.now()
    return Breach.objects.submit(agency=place, found_at=now, by=world.nadia, **KNOWN)
