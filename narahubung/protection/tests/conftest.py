from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from narahubung.accounts.actors import Complainant
from narahubung.protection.models import Breach, DataRequest

# A Friday afternoon before two days off, in the zone of the regency.
FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=ZoneInfo("Asia/Makassar"))


@pytest.fixture
def friday(time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    return time_machine


@pytest.fixture
def ask(world):
    """Sari asks something about her data from the page of her file."""

    def asked(kind="correction", text="Nama saya salah tulis: Melati Sari.", **details):
        file = details.pop("complaint", None) or world.submit()
        return DataRequest.objects.submit(
            kind=kind,
            words={"text": text},
            by=Complainant(file.pk),
            agency=file.agency,
            channel="portal",
            complaint=file,
            **details,
        )

    return asked


@pytest.fixture
def breach(world, friday):
    return Breach.objects.submit(
        agency=world.place("kutai-raya"),
        found_at=FRIDAY,
        by=world.nadia,
        what="Cadangan basis data tertinggal di laptop yang hilang.",
        data="Nama dan nomor telepon.",
        extent="Tabel identitas",
        people=2,
        cause="",
        measures="Kunci sudah diganti.",
        advice="Jangan percaya telepon yang menyebut pengaduan Anda.",
    )
