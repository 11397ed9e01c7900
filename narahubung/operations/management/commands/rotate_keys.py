"""Changes the master key: a new one is made, and every data key is wrapped under it."""

from django.core.management.base import BaseCommand

from narahubung.vault import rotation


class Command(BaseCommand):
    help = "Adds a master key and wraps every data key under it. Killed in between, it goes on where it was."

    def add_arguments(self, parser):
        parser.add_argument(
            "--retire",
            action="store_true",
            help="add no key; delete the old master keys that nothing needs any more",
        )

    def handle(self, *, retire, **options):
        if retire:
            self.retire()
            return
        number, is_new = rotation.begin()
        began = "is new" if is_new else "is there already; an earlier rotation is gone on with"
        self.stdout.write(f"master key {number} {began}")
        for column, read, wrapped in rotation.rotate():
            self.stdout.write(f"{column.label}: {read} read, {wrapped} wrapped anew")
        self.tell()

    def tell(self):
        used = rotation.uses()
        for number, count in sorted(used.items()):
            self.stdout.write(f"master key {number} holds {count} data keys")
        for number in rotation.idle_masters():
            self.stdout.write(
                f"master key {number} is of no use any more; `narahubung rotate_keys --retire` deletes it"
            )

    def retire(self):
        wait = rotation.seconds_to_wait()
        if wait and rotation.idle_masters():
            self.stdout.write(
                f"The newest key is very young, and somebody may still be sealing with the one before. "
                f"Nothing was deleted; try again in {wait} seconds."
            )
            return
        gone = rotation.retire()
        for number in gone:
            self.stdout.write(f"master key {number} is deleted")
        if not gone:
            self.stdout.write("No master key is without use; nothing was deleted.")
