from django.core.management.base import BaseCommand, CommandError

from narahubung.clocks.loading import EditedRule, load_rules


class Command(BaseCommand):
    help = "Load the rules of law and the days off: what is new is added, what is loaded stays."

    def handle(self, **options):
        try:
            rules, days = load_rules()
        except EditedRule as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"rules new={rules} days_off changed={days}")
