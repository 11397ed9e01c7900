"""The home of each role: what its holder must do next, over all floors, late first, and asked alike however much there is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from narahubung.agreements.models import Programme
from narahubung.cases.duties import SOURCES, Duty, own_places, source
from narahubung.collaboration.models import Decision
from narahubung.complaints.models import Complaint
from narahubung.insight.home import clock_of, groups, home_of, order, when
from narahubung.operations.meetings_told import begin
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_PLENARY
from narahubung.protection.models import DataRequest

PAGE = "/home/"
TODAY = date(2026, 3, 18)


def rows_of(actor):
    today = timezone.localdate()
    return [row["duty"] for group in home_of(actor, today)["groups"] for row in group.rows]


def deeds_of(actor):
    return {duty.deed for duty in rows_of(actor)}


def text(client):
    return client.get(PAGE).content.decode()


def meeting_that_decided(world, office, due_on):
    series = begin(world, office.sinta, [world.place("dinkes")])
    meeting = series.meetings.order_by("starts_at").first()
    row = {"text": "Membuka loket kedua.", "owner": world.place("dinkes"), "due_on": due_on}
    return meeting, Decision.objects.create(meeting=meeting, number=1, **row)


# One list, by date.


@pytest.mark.parametrize(
    "days, group, words, tone",
    [
        (-3, "late", "3 hari terlambat", "late"),
        (-1, "late", "1 hari terlambat", "late"),
        (0, "today", "hari ini", "due"),
        (1, "week", "besok", "due"),
        (7, "week", "7 hari lagi", "due"),
        (8, "later", "8 hari lagi", "neutral"),
        (None, "open", "tanpa hari tertentu", "quiet"),
    ],
)
def test_a_day_is_told_in_words(days, group, words, tone):
    due = None if days is None else TODAY + timedelta(days=days)
    assert when(due, TODAY) == group
    assert clock_of(due, TODAY) == (words, tone)


def test_what_is_late_comes_first_and_what_has_no_day_last():
    days = (None, TODAY, TODAY - timedelta(days=9), TODAY + timedelta(days=2))
    rows = [Duty(day, "Jawab", str(n), "", "/") for n, day in enumerate(days)]
    found = groups(sorted(rows, key=order), TODAY)
    assert [group.code for group in found] == ["late", "today", "week", "open"]


def test_two_sources_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two sources"):
        source("complaints", "", "home:home")(lambda actor, today, most: [])
    assert SOURCES["complaints"].find.__module__ == "narahubung.complaints.duties"


def test_each_floor_offers_its_rows():
    floors = {one.find.__module__.split(".")[1] for one in SOURCES.values()}
    assert {"complaints", "reports", "collaboration", "agreements", "insight"} <= floors


def test_who_stands_for_a_tree_has_its_duties_and_others_only_their_own(world):
    assert own_places(world.rina) == world.rina.scope
    assert own_places(world.agus) == {world.place("kutai-raya").pk}
    assert own_places(world.wati) == {world.place("inspektorat").pk}


# Whose turn it is.


def test_a_file_is_the_duty_of_whoever_has_its_next_step(world):
    world.submit()
    assert [d.url for d in rows_of(world.rina)] == [world.queue.get_absolute_url()]
    assert rows_of(world.budi) == []
    world.queue = Complaint.objects.get(pk=world.queue.pk)
    world.queue.take("verify", by=world.rina)
    world.queue.take(
        "dispose",
        by=world.rina,
        unit=world.place("puskesmas-kuaro"),
        classification=world.term("classification", "complaint_ordinary"),
        category=world.term("category", "health"),
    )
    assert rows_of(world.rina) == []
    assert [d.url for d in rows_of(world.budi)] == [world.queue.get_absolute_url()]
    for onlooker in (world.tono, world.hana, world.agus, world.wati):
        assert rows_of(onlooker) == []


def test_a_decision_waits_for_its_owner_and_then_for_the_office(world, office):
    due = timezone.localdate() - timedelta(days=3)
    _meeting, decision = meeting_that_decided(world, office, due)
    row = next(d for d in rows_of(world.hana) if d.url == decision.get_absolute_url())
    assert row.due == due
    assert decision.get_absolute_url() not in {d.url for d in rows_of(world.dewi)}
    decision.report_done(world.hana, "Loket dibuka.")
    assert decision.get_absolute_url() not in {d.url for d in rows_of(world.hana)}
    assert decision.get_absolute_url() in {d.url for d in rows_of(office.sinta)}


def test_who_is_invited_finds_the_meeting_and_who_convenes_it_what_is_to_be_prepared(
    world, office, focal_point
):
    begin(world, office.sinta, [world.place("dinkes")])
    today = timezone.localdate()
    meeting = office.sinta.office.meeting_series.get().meetings.order_by("starts_at").first()
    start = timezone.now() + timedelta(days=9)
    meeting.reschedule(office.sinta, start, start + timedelta(hours=2), "Aula")
    url = meeting.get_absolute_url()
    assert url in {d.url for d in rows_of(office.sinta)}
    assert url not in {d.url for d in rows_of(world.fani)}
    meeting.take("invite", by=office.sinta)
    found = next(d for d in rows_of(world.fani) if d.url == url)
    assert found.due >= today + timedelta(days=8)


def test_a_promise_waits_for_its_owner_and_its_proof_for_the_other_side(world, office, paperwork):
    agreement = paperwork.in_force("dinkes")
    owed = paperwork.by_hand(agreement, False)[0]
    url = owed.get_absolute_url()
    assert url in {d.url for d in rows_of(world.hana)}
    assert url not in {d.url for d in rows_of(office.bayu)}
    agreement.show(world.hana, owed, agreement.today, "Narasumber hadir.")
    assert url not in {d.url for d in rows_of(world.hana)}
    assert url in {d.url for d in rows_of(office.bayu)}
    assert url not in {d.url for d in rows_of(office.eka)}


def test_a_milestone_waits_for_its_owner(world, office, paperwork):
    agreement = paperwork.in_force("dinkes")
    owner = agreement.parties.get(agency=world.place("dinkes"))
    programme = Programme(title="Narahubung di setiap puskesmas", owner=owner)
    due = timezone.localdate() + timedelta(days=4)
    agreement.write_programme(office.bayu, programme, [("SK terbit", due)])
    assert ("SK terbit", due) in {(d.title, d.due) for d in rows_of(world.hana)}
    assert "SK terbit" not in {d.title for d in rows_of(office.bayu)}


def test_a_letter_of_the_ombudsman_waits_for_the_focal_point_and_without_one_for_the_head(
    world, office
):
    office.submit(reported=world.place("dinkes"))
    office.go(f"{TO_EXAMINATION} ask_explanation")
    task = office.report.tasks.get()
    assert task.get_absolute_url() in {d.url for d in rows_of(world.hana)}
    world.appoint("fani", "Fani Rahma", "focal_point", "dinkes")
    assert task.get_absolute_url() in {d.url for d in rows_of(world.fani)}
    assert task.get_absolute_url() not in {d.url for d in rows_of(world.hana)}


def test_a_report_waits_for_the_desk_then_for_the_head_then_for_its_examiner(world, office):
    office.submit()
    url = office.report.get_absolute_url()
    assert url in {d.url for d in rows_of(office.eka)}
    office.go(TO_PLENARY)
    assert url in {d.url for d in rows_of(office.sinta)}
    assert url not in {d.url for d in rows_of(office.eka)}
    office.go("examine")
    [row] = rows_of(office.bayu)
    assert row.url == f"/reports/{office.report.reference}/declare/" and rows_of(office.mira) == []
    office.go("declare")
    assert url in {d.url for d in rows_of(office.bayu)}


def test_a_request_about_data_waits_for_its_officer(world):
    world.submit()
    agency = world.place("dinkes")
    DataRequest.objects.submit(
        kind="correction", words="Nama saya salah.", by=world.nadia, agency=agency, channel="letter"
    )
    [row] = rows_of(world.nadia)
    assert row.whom == str(agency) and "Nama saya" not in str(row)


def test_an_evaluation_waits_for_remarks_then_for_signatures_then_for_its_plan(
    world, office, evaluations, sheet
):
    url = sheet.get_absolute_url()
    for actor in (world.fani, world.hana, office.bayu):
        assert url in {d.url for d in rows_of(actor)}
    evaluations.planned(evaluations.remarked(sheet, world.hana))
    assert url not in {d.url for d in rows_of(world.hana)}
    assert url in {d.url for d in rows_of(office.bayu)}
    sheet.take("finish", by=office.bayu)
    assert url in {d.url for d in rows_of(world.hana)} - {d.url for d in rows_of(world.fani)}
    sheet.take("sign_agency", by=world.hana)
    assert url in {d.url for d in rows_of(office.sinta)}
    sheet.take("sign_office", by=office.sinta)
    assert {d.title for d in rows_of(world.fani)} == {
        item.text for item in sheet.items.filter(side="agency")
    }


# The page.


def test_signing_in_leads_home(settings):
    assert settings.LOGIN_REDIRECT_URL == PAGE


def test_the_home_says_what_for_whom_and_until_when(world, sign_in):
    world.submit()
    page = text(sign_in("rina"))
    for words in ("Yang perlu dikerjakan", "Mulai periksa", "Antrean lima jam", "Dinas Kesehatan"):
        assert words in page
    Complaint.objects.update(next_due=timezone.localdate() - timedelta(days=3))
    page = text(sign_in("rina"))
    assert "3 hari terlambat" in page and "1 hal terlambat" in page


def test_a_home_without_anything_says_what_one_can_look_at(world, sign_in):
    assert "/home/glance/" in text(sign_in("hana"))
    assert "/figures/" in text(sign_in("tono"))
    assert "Semua beres" in text(sign_in("nadia"))


def test_what_is_hidden_from_somebody_is_no_duty_of_theirs(world, sign_in):
    world.submit(reported=world.place("dinkes"), title="Kepala dinas meminta uang")
    assert "meminta uang" not in text(sign_in("rina"))


@pytest.mark.parametrize("name", ["rina", "budi", "hana", "agus", "wati", "sinta", "bayu", "eka"])
def test_the_home_asks_the_same_however_much_there_is(world, office, paperwork, sign_in, name):
    def fill(n):
        for _time in range(n):
            world.dispose()
            world.submit()
            office.submit()
            paperwork.in_force("dinkes", number=f"{n}-{_time}/NK")

    fill(1)
    client = sign_in(name)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    fill(6)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    # Places of a tree are kept by their names, not asked for again.
    assert len(many) <= len(few)


def test_where_there_is_more_than_a_page_the_lists_are_named(world, sign_in):
    for _n in range(61):
        world.submit()
    page = text(sign_in("rina"))
    assert page.count('<article class="row">') == 60
    assert 'class="chip" href="/work/"' in page
