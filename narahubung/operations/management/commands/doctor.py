import sys

from django.core.management.base import BaseCommand
from django.utils.translation import override

from narahubung.operations.doctor import examine


class Command(BaseCommand):
    help = "Says in plain words what is wrong with this installation. Ends with 1 if anything is serious."
    requires_system_checks = ()

    def handle(self, **options):
        with override("en"):
            findings = examine()
        for finding in findings:
            self.stdout.write(f"{'!' if finding.serious else '·'} {finding.sentence}")
        if not findings:
            self.stdout.write("All is well.")
        if any(finding.serious for finding in findings):
            sys.exit(1)
