"""The demo is a year as it could have been: under the law, in many voices, with work for everybody."""

from collections import Counter
from datetime import date, datetime, time
from itertools import pairwise

import pytest
from django.db import transaction
from django.http import QueryDict

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Appointment
from narahubung.cases.listing import NEWEST
from narahubung.complaints.lifecycle import ENDED, Stage
from narahubung.complaints.models import Complaint, Deadline, Event
from narahubung.complaints.worklist import TABS, WorkList
from narahubung.directory.models import Agency
from narahubung.journal.chain import first_fault
from narahubung.notify.models import Channel
from narahubung.notify.models import Message as Notice
from narahubung.operations.regency import Regency
from narahubung.operations.year import ZONE, Year
from narahubung.operations.year_print import print_year
from narahubung.operations.year_words import matters

# Without it the database is not there when these tests run alone.
pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
NOON = datetime.combine(TODAY, time(12), ZONE)
SIZE = 320


@pytest.fixture(scope="module")
def regency(django_db_setup, django_db_blocker):
    """Built once for all questions of this file, and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        regency = Regency().build()
        print_year(Year(regency, TODAY, SIZE).tell(), NOON)
        yield regency
        transaction.set_rollback(True)


def actor(regency, key):
    return getattr(regency, key)


def shown(regency, key, tab):
    return WorkList(actor(regency, key), QueryDict(f"tab={tab}")).rows_of_tab()


def test_every_stage_is_there(regency):
    assert set(Complaint.objects.values_list("stage", flat=True)) == set(Stage)


def test_two_of_three_have_ended_and_some_are_late(regency):
    ended = Complaint.objects.filter(stage__in=ENDED).count()
    at_work = Complaint.objects.at_work()

    assert Complaint.objects.count() == SIZE
    assert 0.58 < ended / SIZE < 0.75
    assert 0.05 < at_work.late(TODAY).count() / SIZE < 0.12
    assert at_work.due_today(TODAY).exists() and at_work.due_soon(TODAY).exists()


def test_nothing_waits_that_the_house_would_have_done_itself(regency):
    running = Deadline.objects.overdue(TODAY)
    assert not running.filter(rule__code__in=("uu25.complete", "sp4n.autoclose")).exists()
    assert not running.filter(binds="agency", noticed_at=None).exists()
    assert not Complaint.objects.filter(stage=Stage.POSTPONED, resume_on__lte=TODAY).exists()


def test_every_chain_holds_and_every_word_in_it(regency):
    files = Complaint.objects.prefetch_related("events")
    assert not [fault for f in files if (fault := first_fault(f.reference, f.events.all()))]
    assert not [f for f in files if f.events.all()[f.chain_length - 1].hash != f.chain_head]


def test_time_only_goes_forward_and_ends_before_today(regency):
    for file in Complaint.objects.prefetch_related("events"):
        moments = [event.at for event in file.events.all()]
        assert moments == sorted(moments)
        assert moments[0] == file.received_at and moments[-1] < NOON


def test_no_two_rows_of_a_list_say_the_same(regency):
    everything = Complaint.objects.order_by(*(key.order(back=False) for key in NEWEST.keys))
    for agency in [None, *Agency.objects.without_tree_fields()]:
        rows = everything.filter(agency=agency) if agency else everything
        titles = list(rows.values_list("title", flat=True))
        assert not [pair for pair in pairwise(titles) if pair[0] == pair[1]]


def test_people_write_in_many_words(regency):
    texts = Complaint.objects.values_list("text", flat=True)
    repeated = Counter(texts)
    assert 0.9 * SIZE < len(repeated) < SIZE
    assert not [text for text in texts if "{" in text or "  " in text]


def test_they_come_by_every_door_and_some_hide_their_name(regency):
    files = Complaint.objects
    assert files.values("channel").distinct().order_by().count() == 8
    assert files.values("shield").distinct().order_by().count() == 3
    assert files.filter(attachments__isnull=False).exists()
    assert files.filter(remedies__rating__isnull=False).exists()


@pytest.mark.parametrize("key", ["rina", "dewi", "lina"])
@pytest.mark.parametrize("tab", TABS)
def test_a_manager_finds_something_in_each_tab(regency, key, tab):
    assert shown(regency, key, tab).exists()


@pytest.mark.parametrize("key", ["budi", "hana", "wati", "agus"])
@pytest.mark.parametrize("tab", [tab for tab in TABS if tab != "offered"])
def test_others_find_something_in_each_tab_too(regency, key, tab):
    assert shown(regency, key, tab).exists()


def test_officers_have_unread_notices_and_nobody_is_mailed(regency):
    assert Notice.objects.unread().filter(user=regency.rina.user).exists()
    assert not Notice.objects.filter(channel=Channel.EMAIL).exists()
    assert not Event.objects.filter(dispatched_at=None).exists()


def test_whoever_took_a_step_could_see_the_file(regency):
    took = Event.objects.filter(kind__in=("answer", "examine", "decide")).exclude(actor=None)
    offices = {a.user_id: a for a in Appointment.objects.in_force().for_page()}
    for event in took.select_related("complaint", "actor")[:60]:
        officer = Officer(event.actor, offices[event.actor_id])
        assert Complaint.objects.visible_to(officer).filter(pk=event.complaint_id).exists()


def test_one_holds_two_offices_one_substitutes_and_one_has_left(regency):
    yusuf = Appointment.objects.in_force().filter(user__name="Yusuf Rahman")
    assert {a.agency.slug for a in yusuf} == {"dlh", "perkim"}
    assert yusuf.get(agency__slug="perkim").substitutes.user.name == "Endang Purwanti"
    assert Appointment.objects.past().filter(agency__slug="puskesmas-kuaro").exists()


def test_every_place_that_takes_complaints_has_somebody_to_answer(regency):
    for agency in Agency.objects.public().filter(slug__in=regency.agencies).without_tree_fields():
        assert Appointment.objects.responsible(agency, "manager")
        assert agency.kind == "government" or Appointment.objects.at(agency, "head")


def test_one_seed_tells_one_year(regency):
    def told(seed):
        tales = Year(regency, TODAY, 30, seed).tell()
        return [(t.title, t.text, t.received_at, [e.kind for e in t.events]) for t in tales]

    assert told(1) == told(1) != told(2)


def test_there_are_more_than_sixty_matters_each_told_in_more_than_one_way():
    known = matters()
    assert len(known) > 60
    assert all(len(m.titles) > 1 and len(m.texts) > 1 and (m.answers or m.ends) for m in known)
