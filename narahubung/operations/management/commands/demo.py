"""Builds the demo once: Kabupaten Kutai Raya, its people, and a year of their complaints."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from narahubung.accounts.models import Appointment, User
from narahubung.clocks.calendar import today_in
from narahubung.complaints.models import Complaint
from narahubung.figures.rolling import roll_all
from narahubung.operations import (
    agreements_told,
    demo_accounts,
    evaluations_told,
    mentoring_told,
    tasks_told,
)
from narahubung.operations.meetings_told import tell_meetings
from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.regency import Regency
from narahubung.operations.reports_print import print_reports
from narahubung.operations.reports_told import tell
from narahubung.operations.reports_year import ReportYear
from narahubung.operations.training_told import tell_training
from narahubung.operations.world import DOMAIN
from narahubung.operations.year import SIZE, Year
from narahubung.operations.year_print import print_year

ZONE = "Asia/Makassar"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--size", type=int, default=SIZE, help="how many complaints")

    def handle(self, *, size, **options):
        if User.objects.filter(email=f"rina@{DOMAIN}").exists():
            self.look_after()
        elif Complaint.objects.exists():
            raise CommandError(
                "This database holds complaints that are not of the demo. "
                "The demo needs an empty one, so that nobody takes its people for real."
            )
        else:
            self.build(size)
        for row in (*demo_accounts.accounts(), *demo_accounts.reporters()):
            self.stdout.write("  " + "  ".join(row))

    def look_after(self):
        """Keep the invented places in force, and the accounts usable when their list was lost."""
        Regency.keep_places()
        if not demo_accounts.accounts():
            demo_accounts.issue(offices())
        self.stdout.write("The demo is there already.")

    def build(self, size):
        began = time.monotonic()
        with transaction.atomic():
            regency = Regency().build()
            tales = Year(regency, today_in(ZONE), size).tell()
            print_year(tales, timezone.now())
            reports = tell_reports(regency)
            letters = tasks_told.tell(regency)
            meetings = tell_meetings(regency)
            trainings = tell_training(regency)
            mentorings = mentoring_told.tell(regency)
            roll_all()
            agreements = agreements_told.tell(regency)
            evaluations = evaluations_told.tell(regency)
            demo_accounts.issue(offices())
        roll_all()
        self.stdout.write(
            f"{regency.regency}: {len(regency.agencies)} agencies, {User.objects.count()} people, "
            f"{len(tales)} complaints, {len(reports) + letters} reports to the Ombudsman, "
            f"{len(meetings)} meetings, {len(mentorings)} mentorings, {len(trainings)} trainings, "
            f"{len(agreements)} agreements, "
            f"{len(evaluations)} yearly evaluations in {time.monotonic() - began:.0f} s."
        )


def tell_reports(regency):
    """Tell a year at the Ombudsman in bulk, and then what came in today, by its real steps."""
    year = ReportYear(regency, Ombudsman(regency), today_in(ZONE))
    tales = year.tell()
    print_reports(year, tales)
    return [*tales, *tell(regency)]


def offices():
    """Return one office of each person who is shown, in that order."""
    held = Appointment.objects.in_force().filter(user__email__endswith=f"@{DOMAIN}").for_page()
    by_key = {a.user.email.partition("@")[0]: a for a in held.order_by("-pk")}
    return [by_key[key] for key in demo_accounts.SHOWN if key in by_key]
