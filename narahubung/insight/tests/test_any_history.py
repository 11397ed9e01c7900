"""Every figure of every kind of file: the sums are what is there, and each number is the length of its list."""

import random
from datetime import time, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.accounts.actors import System
from narahubung.agreements.jobs import judge_all
from narahubung.clocks.calendar import today_in
from narahubung.collaboration.jobs import notice_late
from narahubung.collaboration.models import Decision, Meeting, Series
from narahubung.figures import asking
from narahubung.figures.asking import Period
from narahubung.figures.checking import differences
from narahubung.figures.registry import FIGURES
from narahubung.figures.rolling import roll_all
from narahubung.operations.agreements_told import Paperwork
from narahubung.operations.ombudsman import (
    PEOPLE,
    TO_EXAMINATION,
    TO_RESULT,
    Ombudsman,
)
from narahubung.reports.jobs import count_acknowledgements, count_again, notice_overdue, run_out
from narahubung.reports.models import LiaisonTask, ProductItem, Report

OFFICE = [key for key, *_rest in PEOPLE]
WAYS = ("", f"{TO_EXAMINATION} ask_explanation", f"{TO_RESULT} deliver")
EVERYBODY = [*OFFICE, *"rina hana budi dewi fani gita wati agus system".split()]
# So few that some of what happened lies before.
MONTHS = 4
SEVERAL = ("dinkes", "disdukcapil", "kutai-raya")


def period(months):
    return Period(today_in("Asia/Makassar"), months)


def numbers(actor, months):
    return {a.figure.code: a.value for a in asking.all_answers(actor, period(months))}


def lists(actor, months):
    """Count what stands behind each figure, of the files that this actor may see."""
    found = {}
    for code, figure in FIGURES.items():
        if figure.source.scope(actor) is not None:
            seen = figure.source.model.objects.visible_to(actor).values("pk")
            behind = asking.marks(figure, actor, period(months))
            found[code] = behind.filter(counted__file__in=seen).count()
    return found


class Province:
    """Both sides, who do whatever is open to them at any time; wherever something is closed, nothing happens."""

    def __init__(self, world, office, clock, dice):
        self.world, self.office, self.clock, self.dice = world, office, clock, dice
        self.people = [getattr(world, name) for name in EVERYBODY]
        often = (self.report, self.walk, self.answer, self.carry_out, self.meet, self.wait)
        seldom = (self.step_aside, self.tell_whom_it_is_about, self.agree, self.decision)
        self.deeds, self.weights = [*often, *seldom], [6] * len(often) + [2] * len(seldom)

    def live(self, deeds):
        for _ in range(deeds):
            try:
                with transaction.atomic():
                    self.dice.choices(self.deeds, self.weights)[0]()
            except (PermissionDenied, ObjectDoesNotExist):
                continue
            if self.dice.random() < 0.2:
                roll_all()

    def one(self, rows):
        return self.dice.choice(list(rows.order_by("pk")) or [None])

    def report(self):
        complaint = None
        if self.dice.random() < 0.4:
            complaint = self.world.submit(agency=self.world.place("inspektorat"))
        self.office.submit(
            reported=self.world.place(self.dice.choice(SEVERAL)),
            secret_identity=self.dice.random() < 0.4,
            complaint=complaint,
        )
        self.office.go(self.dice.choice(WAYS))

    def walk(self):
        """Take any step that is open, by whoever may take it."""
        report = self.one(Report.objects.all())
        if report is None:
            return
        ways = {m.name: person for person in self.people for m in report.moves_for(person)}
        if ways:
            name = self.dice.choice(sorted(ways))
            self.office.go(name, report, by=ways[name])

    def step_aside(self):
        report = self.one(Report.objects.all())
        if report is not None:
            report.lock(System())
            report.step_aside(
                self.dice.choice((self.world.eka, self.world.sinta)).user, System(), ""
            )

    def tell_whom_it_is_about(self):
        """The wall of a complaint can rise after the report was opened."""
        report = self.one(Report.objects.filter(complaint__isnull=False))
        if report is not None:
            report.complaint.lock(System())
            report.complaint.reported.create(agency=self.world.place("disdukcapil"))
            report.complaint.log("message", System())

    def answer(self):
        task = self.one(LiaisonTask.objects.all())
        for person in self.people if task else ():
            names = [deed.name for deed in task.deeds_for(person)]
            if "acknowledge" in names:
                task.acknowledge(person)
            elif "answer" in names and self.dice.random() < 0.6:
                task.send_answer(person, "Sudah.", "Kepala Dinas", [])
            elif "withdraw" in names and self.dice.random() < 0.2:
                task.withdraw(person, "Keliru.")
            else:
                continue
            return

    def carry_out(self):
        item = self.one(ProductItem.objects.all())
        if item is not None:
            verdict = self.dice.choice(("done", "done", "partly", "not_done"))
            self.office.carry_out(item, verdict)

    def meet(self):
        terms = {
            "name": "Pertemuan berkala",
            "place": "Aula",
            "first_month": timezone.localdate().replace(day=1),
            "every": 1,
            "week": 4,
            "weekday": 2,
            "begins": time(9),
            "minutes": 120,
            "if_day_off": "next",
            "convenor": self.world.eka.user,
        }
        if not Series.objects.exists():
            members = [self.world.place(slug) for slug in SEVERAL]
            Series.objects.submit(by=self.world.eka, members=members, **terms)
        meeting = self.one(Meeting.objects.filter(stage__in=("planned", "invited", "held")))
        if meeting is None:
            return
        for move in meeting.moves_for(self.world.eka):
            if move.name in ("invite", "hold"):
                meeting.take(move.name, by=self.world.eka)
        for invitation in meeting.invitations.all():
            if meeting.attendance_may_be_written() and self.dice.random() < 0.5:
                meeting.sign_in(invitation, self.world.eka)
        if meeting.has_begun():
            # Also for somebody who was not invited.
            owner = self.world.place(self.dice.choice((*SEVERAL, "puskesmas-kuaro")))
            due = timezone.localdate() + timedelta(days=self.dice.randint(1, 40))
            meeting.decide(self.world.eka, "Loket kedua dibuka.", owner, due)

    def decision(self):
        decision = self.one(Decision.objects.all())
        if decision is None:
            return
        for person in (self.world.hana, self.world.dewi):
            if decision.may_be_reported_by(person):
                decision.report_done(person, "Sudah.")
                return
        if self.dice.random() < 0.6:
            decision.confirm(self.world.eka)
        else:
            decision.give_back(self.world.eka, "Belum.")

    def agree(self):
        slugs = self.dice.sample(SEVERAL, self.dice.randint(1, 2))
        paperwork = Paperwork(self.world, self.office)
        if self.dice.random() < 0.3:
            paperwork.draft(*slugs)
        else:
            paperwork.in_force(*slugs, number=str(self.dice.random()))

    def wait(self):
        self.clock.shift(timedelta(hours=self.dice.choice((3, 24 * 2, 24 * 12, 24 * 40))))
        for job in (run_out, notice_overdue, count_again, count_acknowledgements, notice_late):
            job()
        roll_all()
        judge_all()


@pytest.fixture
def province(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    office = Ombudsman(world)
    world.people.update(office.people)
    for key, place in (("fani", "disdukcapil"), ("gita", "kutai-raya")):
        world.appoint(key, key.title(), "focal_point", place)
    return office


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10_000))
def test_every_number_equals_a_recount_and_its_list_under_any_history(
    world, province, time_machine, seed
):
    time_machine.move_to("2026-01-05 09:00+08:00", tick=False)
    Province(world, province, time_machine, random.Random(seed)).live(50)
    assert [*differences()] == []
    for name in EVERYBODY:
        actor = getattr(world, name)
        assert numbers(actor, MONTHS) == lists(actor, MONTHS), name
