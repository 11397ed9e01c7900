"""The sums say what the events say, whatever happens in which order, and each opens a list of its length."""

import random
from datetime import timedelta
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.accounts.actors import Complainant
from narahubung.clocks.calendar import today_in
from narahubung.clocks.models import Holiday
from narahubung.complaints.jobs import notice_overdue, resume, run_out
from narahubung.complaints.models import Complaint, Event
from narahubung.figures import asking
from narahubung.figures.asking import Period
from narahubung.figures.checking import differences
from narahubung.figures.models import Counted, Cursor, Mark, Sum
from narahubung.figures.registry import FIGURES, SOURCES
from narahubung.figures.rolling import BATCH, roll_all
from narahubung.figures.sums import forget_zeros
from narahubung.integrations.lapor.tests.test_importing import bring, report

EVERYBODY = "rina hana budi tono dewi wati agus system".split()
SOURCE = SOURCES["complaints"]
same_world = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def period(months=12):
    return Period(today_in("Asia/Makassar"), months)


def values(actor, months=12):
    found = asking.answers(SOURCE, actor, period(months))
    return {a.figure.code.partition(".")[2]: a.value for a in found}


def lists(actor, months=12):
    """Count what stands behind each figure, of the files that this actor may see."""
    seen = Complaint.objects.visible_to(actor).values("pk")
    return {
        f.code.partition(".")[2]: asking.marks(f, actor, period(months))
        .filter(counted__file__in=seen)
        .count()
        for f in SOURCE.figures
    }


def given_by(world, name, file):
    """Return what the form of a step would bring."""
    term, place = world.term, world.place
    return {
        "dispose": lambda: {
            "unit": place("puskesmas-kuaro"),
            "classification": term("classification", "complaint_ordinary"),
            "category": term("category", "health"),
            **file.offered_words()[0],
        },
        "pass_on": lambda: {
            "to_agency": place("disdukcapil"),
            "reason": term("pass_on_reason", "other_agency"),
        },
        "answer": lambda: {"kind": term("remedy", "full"), "text": "Sudah.", "signatory": "Hana"},
        "archive": lambda: {"reason": term_of(world, "archive_reason")},
        "refer": lambda: {"reason": term_of(world, "refer_reason")},
        "postpone": lambda: {
            "ground": term_of(world, "postpone_ground"),
            "resume_on": today_in("Asia/Makassar") + timedelta(days=9),
        },
        "hand_up": lambda: {"about": place("puskesmas-kuaro"), "is_head": True},
        "reply": lambda: {"note": "Belum."},
        "reopen": lambda: {"note": "Rusak lagi."},
        "decide": lambda: {"note": "Diputuskan."},
    }.get(name, dict)()


def term_of(world, name):
    return type(world.term("remedy", "full")).objects.in_force().filter(list=name).first()


class Town:
    """People who do anything that is open to them, at any time, in any order."""

    def __init__(self, world, clock, dice):
        self.world, self.clock, self.dice, self.files = world, clock, dice, []

    def live(self, deeds):
        for _ in range(deeds):
            deed = self.dice.choice(
                (self.file, self.step, self.step, self.step, self.step, self.wait)
            )
            deed()
            if self.dice.random() < 0.2:
                roll_all()

    def file(self):
        details = {"shield": self.dice.choice(("open", "secret"))}
        if self.dice.random() < 0.3:
            # A letter that lay on a desk for days before somebody wrote it down.
            days = timedelta(days=self.dice.randint(1, 40))
            details["received_on"] = today_in("Asia/Makassar") - days
        self.files.append(self.world.submit(**details))

    def step(self):
        if not self.files:
            return
        file = Complaint.objects.get(pk=self.dice.choice(self.files).pk)
        people = [getattr(self.world, name) for name in EVERYBODY] + [Complainant(file.pk)]
        open_to = [(move.name, by) for by in people for move in file.moves_for(by)]
        if not open_to:
            return
        name, by = self.dice.choice(open_to)
        try:
            file.take(name, by=by, **given_by(self.world, name, file))
        except (PermissionDenied, Complaint.DoesNotExist):
            return

    def wait(self):
        self.clock.shift(timedelta(hours=self.dice.choice((1, 20, 24 * 3, 24 * 9, 24 * 40))))
        for deed in (run_out, resume, notice_overdue):
            deed()


@same_world
@given(seed=st.integers(0, 10_000))
def test_the_sums_equal_a_recount_under_any_history(world, time_machine, seed):
    time_machine.move_to("2026-01-05 09:00+08:00", tick=False)
    Town(world, time_machine, random.Random(seed)).live(40)
    assert [*differences()] == []
    for name in EVERYBODY:
        actor = getattr(world, name)
        for months in (1, 12):
            assert values(actor, months) == lists(actor, months), name


def test_whoever_sees_everything_counts_what_is_there(world):
    world.answer()
    world.queue.take("reply", by=world.sari, note="Belum.")
    world.submit()
    roll_all()
    found = values(world.system)
    assert found["received"] == found["backlog"] == Complaint.objects.count() == 2
    assert (found["answered"], found["answered_in_time"], found["disputed"]) == (1, 1, 1)
    disputed = asking.files(FIGURES["complaints.disputed"], world.system, period())
    assert [*disputed.values_list("outcome", flat=True)] == ["disputed"]


def test_late_now_is_what_the_work_list_calls_late(world, time_machine):
    time_machine.move_to("2026-03-02 09:00+08:00", tick=False)
    world.dispose()
    world.submit()
    roll_all()
    for _ in range(6):
        late = Complaint.objects.visible_to(world.rina).late(today_in("Asia/Makassar"))
        assert values(world.rina)["overdue"] == late.count()
        time_machine.shift(timedelta(days=7))
    assert late.count() == 2


def test_days_pass_without_any_event_and_the_number_is_right(world, time_machine):
    time_machine.move_to("2026-03-02 09:00+08:00", tick=False)
    world.submit()
    roll_all()
    assert values(world.rina)["overdue"] == 0
    time_machine.move_to("2026-05-04 09:00+08:00", tick=False)
    assert values(world.rina)["overdue"] == 1
    assert [*asking.files(FIGURES["complaints.overdue"], world.rina, period())] == [world.queue]


def test_a_walled_file_is_counted_for_whoever_may_see_it_and_nobody_else(world):
    world.submit(
        agency=world.place("inspektorat"), reported=world.place("puskesmas-kuaro"), about_head=True
    )
    roll_all()
    before = values(world.wati), values(world.agus)
    assert before[0]["received"] == 1
    world.submit(agency=world.place("inspektorat"), reported=world.place("inspektorat"))
    roll_all()
    assert values(world.wati) == before[0]
    assert [*differences()] == []


def test_a_file_passed_on_takes_its_history_with_it(world):
    file = world.submit()
    file.take("verify", by=world.rina)
    roll_all()
    assert (values(world.rina)["received"], values(world.dewi)["received"]) == (1, 0)
    file.take("pass_on", by=world.rina, **given_by(world, "pass_on", file))
    file.take("take_over", by=world.dewi)
    roll_all()
    assert (values(world.rina)["received"], values(world.dewi)["received"]) == (0, 1)
    assert [*differences()] == []


def test_an_erased_file_keeps_its_counts_and_nothing_else(world):
    world.answer()
    world.queue.take("confirm", by=world.sari)
    roll_all()
    before = values(world.rina)
    world.queue.erase(world.sari, "asked")
    roll_all()
    assert values(world.rina) == before
    assert [*differences()] == []
    text = repr([*Counted.objects.values(), *Mark.objects.values(), *Sum.objects.values()])
    assert "Sari" not in text and world.queue.reference not in text


def test_imported_rows_are_counted_on_the_day_on_which_they_were_received(world):
    bring([report()], agency=world.place("dinkes"))
    roll_all()
    file = Complaint.objects.get(channel="sp4n")
    mark = Mark.objects.get(figure="complaints.received")
    assert mark.day == file.received_on
    assert [*differences()] == []


def roll_until_trusted():
    """Roll until the cursor has passed all there is.

    On PostgreSQL a second look confirms the first, once every transaction of that moment has ended, be it of another
    database of the same server.
    """
    last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    for _look in range(240):
        roll_all()
        if Cursor.objects.get(source="complaints").position == last:
            return last
        sleep(0.5)
    return None


def test_nothing_new_asks_little_and_writes_nothing(world, django_assert_max_num_queries):
    world.submit()
    assert roll_until_trusted()
    # Of each source its ground and its cursors, and of each of its journals whether there is anything new.
    journals = sum(len(source.journals) for source in SOURCES.values())
    with django_assert_max_num_queries(3 * len(SOURCES) + journals):
        assert roll_all() == 0


def test_more_files_than_one_batch_are_all_counted(world, monkeypatch):
    monkeypatch.setattr("narahubung.figures.rolling.BATCH", 3)
    for _ in range(7):
        world.submit()
    assert BATCH > 3 and roll_all() == 7
    assert values(world.rina)["received"] == 7


def test_a_day_off_entered_late_counts_the_days_anew(world, time_machine):
    time_machine.move_to("2026-03-02 09:00+08:00", tick=False)
    world.submit()
    time_machine.move_to("2026-03-06 09:00+08:00", tick=False)
    roll_all()
    world.queue.take("verify", by=world.rina)
    world.queue.take("dispose", by=world.rina, **given_by(world, "dispose", world.queue))
    world.queue.take("accept", by=world.budi)
    world.queue.take("answer", by=world.budi, **given_by(world, "answer", world.queue))
    roll_all()
    middle = middle_of(world)
    Holiday.objects.create(
        day="2026-03-04", kind="national", name_id="Hari libur", name_en="A day off"
    )
    roll_all()
    assert (middle, middle_of(world)) == (4, 3)
    assert [*differences()] == []


def middle_of(world):
    return asking.answers(SOURCE, world.rina, period(), FIGURES["complaints.first_answer"])[
        0
    ].median


def test_a_figure_that_is_new_in_the_code_is_counted_for_all_that_was(world, monkeypatch):
    figure = FIGURES.pop("complaints.confirmed")
    world.answer()
    world.queue.take("confirm", by=world.sari)
    roll_all()
    assert not Sum.objects.filter(figure=figure.code).exists()
    FIGURES[figure.code] = figure
    roll_all()
    assert values(world.rina)["confirmed"] == 1
    assert [*differences()] == []


def test_what_somebody_changes_in_the_sums_is_named(world, capsys):
    world.submit()
    roll_all()
    Sum.objects.filter(figure="complaints.received").update(n=5)
    with pytest.raises(SystemExit):
        call_command("figures", "recount", "--check")
    said = capsys.readouterr()
    assert "complaints.received" in said.err and "Dinas Kesehatan: 5, not 1" in said.err
    assert not said.out.startswith("0 differences")
    call_command("figures", "recount")
    # With its own checks, as from the command line.
    call_command("figures", "recount", "--check", skip_checks=False)
    assert capsys.readouterr().out.partition("\n")[2] == "0 differences\n"


def test_by_a_facet_the_numbers_add_up_to_the_figure(world):
    world.dispose()
    world.submit(channel="walk_in")
    roll_all()
    figure = FIGURES["complaints.received"]
    for facet in SOURCE.facets:
        assert sum(asking.by_facet(figure, world.rina, facet, period()).values()) == 2
    assert asking.by_facet(figure, world.rina, "channel", period()) == {"portal": 1, "walk_in": 1}
    assert asking.files(figure, world.rina, period(), channel="walk_in").get() == world.queue


def test_nothing_left_of_a_sum_is_forgotten(world):
    world.submit()
    roll_all()
    world.queue.take("withdraw", by=world.sari)
    roll_all()
    assert forget_zeros() > 0
    assert not Sum.objects.filter(n=0).exists()
    assert [*differences()] == []


def test_news_with_an_earlier_day_goes_into_that_day(world):
    """An event written now, about a letter of last month."""
    day = timezone.localdate() - timedelta(days=33)
    world.submit(received_on=day, channel="letter")
    roll_all()
    first = Sum.objects.get(figure="complaints.received", span="D")
    assert (first.day, first.n) == (day, 1)


def test_the_cursor_stands_behind_what_may_still_come(world):
    world.submit()
    last = roll_until_trusted()
    assert Cursor.objects.get(source="complaints").position == last
