from django.core.management.base import BaseCommand, CommandError

from narahubung.journal.publishing import BrokenLedger, publish


class Command(BaseCommand):
    help = "Publishes a checkpoint of the ledger now; the worker makes one each day by itself."

    def handle(self, **options):
        try:
            made = publish()
        except (BrokenLedger, LookupError) as error:
            raise CommandError(f"{error}. Nothing was signed; run `narahubung verify`.") from None
        if made:
            self.stdout.write(f"checkpoint {made.name}: {made.tree_size} entries, root {made.root}")
        else:
            self.stdout.write("Nothing is new since the last checkpoint of today.")
