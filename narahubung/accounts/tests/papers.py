"""A focal point with a deputy, a scan of the decree, a leave and an end in sight, for tests of whole pages."""

from datetime import timedelta

from django.utils import timezone

from narahubung.accounts.decrees import keep
from narahubung.accounts.models import Absence, Role
from narahubung.documents import CleanFile


def focal_points_of(world) -> dict:
    """Appoint them and return the words that stand in addresses."""
    today = timezone.localdate()
    for key, name in (("fitri", "Fitriani Noor"), ("dita", "Dita Anggraini")):
        world.appoint(key, name, Role.FOCAL_POINT, "kutai-raya")
    fitri, dita = world.people["fitri"], world.people["dita"]
    fitri.ends_on, dita.substitutes = today + timedelta(days=25), fitri
    fitri.office_phone, fitri.office_email = "0541-700100", "narahubung@kutairaya.example"
    fitri.save()
    dita.save()
    fitri.substances.set([world.term("substance", "health")])
    Absence(
        user=fitri.user, starts_on=today, ends_on=today + timedelta(days=3), reason="Cuti"
    ).begin(world.adi)
    paper = CleanFile("sk.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF")
    return {
        "scan": keep(fitri, paper).key,
        "focal": fitri.pk,
        "fitri": fitri.user_id,
        "manager": world.people["rina"].pk,
        "steward": world.people["agus"].pk,
    }
