"""What is erased leaves its gist in the same transaction, and its words leave the disk soon after."""

from django.db import connection

from narahubung.jobs import wake
from narahubung.patterns.following import forget
from narahubung.patterns.models import Gist, Kind, found_by


def forget_complaint(file) -> None:
    forget_file(Kind.COMPLAINT, file)


def forget_report(file) -> None:
    forget_file(Kind.REPORT, file)


def forget_file(kind: str, file) -> None:
    forget(Gist.objects.filter(kind=kind, file=file.pk))
    wake("patterns.settle")


def settle() -> None:
    """Rewrite the index without the removed words. Pages of the database are cleaned with the complaints' own."""
    found_by.settle()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {Gist._meta.db_table}")
