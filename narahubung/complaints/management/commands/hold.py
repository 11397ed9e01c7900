"""Sets a legal hold on a file, or lifts it."""

from django.core.management.base import BaseCommand, CommandError

from narahubung.accounts.actors import System
from narahubung.cases.references import normalise
from narahubung.complaints.models import Complaint


class Command(BaseCommand):
    help = "Keeps a file whole: while a legal hold lies on it nobody can have it erased."

    def add_arguments(self, parser):
        parser.add_argument("reference", help="number of the file")
        parser.add_argument("--reason", default="", help="why it must stay, for the ledger")
        parser.add_argument("--lift", action="store_true", help="let it go again")

    def handle(self, *, reference, reason, lift, **_options):
        file = Complaint.objects.filter(reference=normalise(reference)).first()
        if file is None:
            raise CommandError(f"There is no file {reference}.")
        if not lift and not reason:
            raise CommandError("A hold needs its --reason.")
        done = file.lift_hold(System(), reason) if lift else file.hold(System(), reason)
        state = "free" if lift else "held"
        self.stdout.write(f"{file.reference} {'is' if done else 'was already'} {state}")
