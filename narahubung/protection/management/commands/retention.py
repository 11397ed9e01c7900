"""Ends what was kept long enough, or only says what that would be."""

from django.core.management.base import BaseCommand, CommandError

from narahubung.protection.retention import BadSchedule, let_go, schedule


class Command(BaseCommand):
    help = "Ends data whose time is over, by the schedule of protection/data/retention.toml. Legal holds are kept."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count only, change nothing")
        parser.add_argument("--kind", default="", metavar="CODE", help="this kind alone")

    def handle(self, *, dry_run, kind, verbosity, **_options):
        try:
            kinds = {known.code: known for known in schedule()}
            if kind and kind not in kinds:
                raise CommandError(f"There is no kind {kind}; there are {', '.join(kinds)}.")
            self.tell_all(dry_run, kind, self.tell if verbosity > 1 else lambda _result: None)
        except BadSchedule as error:
            raise CommandError(str(error)) from error

    def tell_all(self, dry_run, kind, tell):
        for result in let_go(dry_run, kind, tell):
            done = "would go" if dry_run else f"over, {result.gone} went"
            self.stdout.write(
                f"{result.kind.code}: {result.over} {done} (after {result.kind.days} days)"
            )
        if not kind:
            left = [known for known in schedule() if not known.is_ours_to_end()]
            for known in left:
                self.stdout.write(f"{known.code}: {known.how}, nothing is done here")

    def tell(self, result):
        self.stdout.write(f"  {result.kind.code}: {result.gone} of {result.over}")
