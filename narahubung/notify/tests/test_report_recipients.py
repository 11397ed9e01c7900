"""Who is told of what happens to a report: Eka has the desk, Bayu examines, Sinta is the head, Laras is national."""

import pytest

from narahubung.notify.kinds import REPORTS, recipients_of
from narahubung.notify.report_recipients import (
    OPENS,
    REPORT_MUST_ACT,
    REPORT_RECIPIENTS,
    focal_points,
    heads_of_agency,
    inspectorate_of_agency,
    superiors_of_agency,
)
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_PLENARY, Ombudsman
from narahubung.operations.ombudsman_letters import written
from narahubung.reports.lifecycle import MOVES
from narahubung.reports.models import Event, LiaisonTask, Product, Report
from narahubung.reports.timeline import HAPPENED

TOLD = [
    #  what              by         who is told             who of them must act
    ("received", "eka", "reporter", ""),
    ("received", "system", "reporter eka", "eka"),
    ("register", "eka", "reporter", ""),
    ("check_formal", "eka", "", ""),
    ("checked", "eka", "", ""),
    ("ask", "eka", "reporter", ""),
    ("complete", "murni", "eka", "eka"),
    ("complete", "eka", "", ""),
    ("lapse", "eka", "reporter", ""),
    ("check_material", "eka", "reporter", ""),
    ("submit_plenary", "eka", "sinta", "sinta"),
    ("examine", "sinta", "reporter eka", ""),
    ("close_intake", "sinta", "reporter eka", "eka"),
    ("transfer", "eka", "reporter", ""),
    ("take_up", "mira", "reporter eka", "eka"),
    ("send_back", "mira", "reporter eka", "eka"),
    ("respond_at_once", "sinta", "reporter eka", ""),
    ("contact", "bayu", "reporter", ""),
    ("assigned", "sinta", "bayu", "bayu"),
    ("declared", "bayu", "", ""),
    ("declined", "bayu", "sinta", "sinta"),
    ("recused", "sinta", "", ""),
    ("ask_explanation", "bayu", "reporter", ""),
    ("explained", "bayu", "reporter", ""),
    ("ask_again", "bayu", "reporter", ""),
    ("waive_reply", "system", "reporter bayu", "bayu"),
    ("summon", "bayu", "reporter", ""),
    ("heard", "bayu", "reporter", ""),
    ("call_police", "bayu", "reporter sinta", ""),
    ("inspect", "bayu", "", ""),
    ("inspected", "bayu", "reporter", ""),
    ("conciliate", "bayu", "reporter", ""),
    ("mediate", "bayu", "reporter", ""),
    ("end_talks", "bayu", "reporter", ""),
    ("settle", "sinta", "reporter bayu", ""),
    ("confer", "bayu", "sinta", "sinta"),
    ("examine_on", "sinta", "bayu", "bayu"),
    ("show_reporter", "bayu", "reporter", ""),
    ("commented", "murni", "bayu", "bayu"),
    ("reexamine", "bayu", "reporter", ""),
    ("issue", "sinta", "reporter bayu", "bayu"),
    ("close_unproven", "sinta", "reporter bayu eka", "eka"),
    ("deliver", "bayu", "reporter", ""),
    ("corrected", "bayu", "reporter sinta", ""),
    ("resolve", "sinta", "reporter laras", "laras"),
    ("resolved", "joko", "reporter bayu", ""),
    ("draft", "joko", "", ""),
    ("recommend", "laras", "reporter sinta", ""),
    ("received_above", "joko", "reporter", ""),
    ("carried_out", "joko", "reporter sinta", ""),
    ("publish", "laras", "reporter sinta", ""),
    ("object", "murni", "bayu laras sinta", "laras"),
    ("uphold", "joko", "reporter bayu sinta", "bayu"),
    ("dismiss", "joko", "reporter sinta", ""),
    ("conclude", "eka", "reporter", ""),
    ("withdraw", "murni", "bayu eka", ""),
    ("inform", "eka", "", ""),
    ("task_opened", "bayu", "gina", "gina"),
    ("task_acknowledged", "gina", "", ""),
    ("task_unit", "gina", "", ""),
    ("task_internal_due", "gina", "", ""),
    ("task_answered", "gina", "bayu", "bayu"),
    ("task_time_asked", "gina", "bayu", "bayu"),
    ("task_time_granted", "bayu", "gina", ""),
    ("task_time_refused", "bayu", "gina", ""),
    ("task_message", "gina", "bayu", "bayu"),
    ("task_message", "bayu", "gina", "gina"),
    ("task_withdrawn", "bayu", "gina", ""),
    ("missed", "bayu", "", ""),
    ("sitting", "bayu", "", ""),
    ("agreed", "bayu", "reporter", ""),
    ("clause_checked", "bayu", "reporter", ""),
    ("product_written", "bayu", "", ""),
    ("product_delivered", "bayu", "", ""),
    ("item_reported", "gina", "bayu", "bayu"),
    ("item_checked", "bayu", "reporter gina", ""),
    ("asked_back", "laras", "bayu sinta", "bayu"),
    ("supplied", "bayu", "laras", "laras"),
    ("message", "murni", "bayu", "bayu"),
    ("message", "bayu", "reporter", "reporter"),
    ("remark", "bayu", "", ""),
    *[
        (f"letter_{deed}", "bayu", "", "")
        for deed in "drafted revised reviewed signed sent received voided joined".split()
    ],
    ("identity_opened", "bayu", "reporter", ""),
    ("overdue", "system", "reporter bayu sinta", "bayu"),
    ("deadline_moved", "system", "reporter bayu", ""),
    ("contact_changed", "murni", "", ""),
    ("erasure_asked", "murni", "bayu", ""),
    ("erased", "murni", "eka", ""),
]


@pytest.fixture
def office(world):
    """A report under Bayu's examination."""
    office = Ombudsman(world)
    office.submit()
    office.go(TO_EXAMINATION)
    return office


def happen(office, kind, by):
    facts = {}
    if kind.startswith("task_"):
        facts = laid_on_the_desk(office)
    if kind.startswith("item_"):
        facts = asked_of_the_agency(office)
    others = {"murni": office.reporter, "system": office.world.system}
    actor = others.get(by) or getattr(office if by in office.people else office.world, by)
    return office.report.log(kind, actor, facts=facts)


def asked_of_the_agency(office):
    """Gina is the focal point of the agency that must put something right."""
    office.world.appoint("gina", "Gina Safira", "focal_point", "disdukcapil")
    office.go("confer issue deliver")
    return {"product": office.report.product("findings").reference}


def laid_on_the_desk(office):
    office.world.appoint("gina", "Gina Safira", "focal_point", "disdukcapil")
    office.go("ask_explanation")
    return {"task": office.report.tasks.get().reference}


def names(office, recipients):
    people = {**office.people, **office.world.people}
    known = {letter.user_id: key for key, letter in people.items()}
    return " ".join(sorted(known[r.user.pk] if r.user else r.key for r in recipients))


@pytest.mark.parametrize(("kind", "by", "told", "must_act"), TOLD)
def test_who_is_told_of_what_and_no_more(office, kind, by, told, must_act):
    recipients = recipients_of(happen(office, kind, by))
    assert names(office, recipients) == " ".join(sorted(told.split()))
    assert names(office, [r for r in recipients if r.must_act]) == must_act


@pytest.mark.parametrize(("kind", "by"), [row[:2] for row in TOLD])
def test_nobody_is_told_of_a_report_that_they_may_not_see(office, kind, by):
    told = names(office, recipients_of(happen(office, kind, by))).split()
    models = {"task": LiaisonTask, "item": Product}
    seen = models.get(kind.split("_")[0], Report).objects.visible_to
    people = {
        who: getattr(office if who in office.people else office.world, who)
        for who in told
        if who != "reporter"
    }
    assert all(seen(person).exists() for person in people.values())


def test_the_unit_that_was_named_is_told(office):
    task = laid_on_the_desk(office)["task"]
    office.report.tasks.update(unit=office.world.place("puskesmas-kuaro"))
    event = office.report.log("task_unit", office.world.gina, facts={"task": task})
    assert names(office, recipients_of(event)) == "budi"
    assert REPORTS.address(event) == f"/desk/{task}/"


def test_a_letter_to_the_reporter_is_told_to_them_and_one_to_the_agency_is_not(office):
    written(office, office.report, "explanation_1", office.bayu)
    assert not recipients_of(office.report.events.get(kind="letter_sent"))
    other = office.submit()
    office.go("register check_formal formal", other)
    written(office, other, "complete_report", office.eka)
    told = recipients_of(other.events.get(kind="letter_sent"))
    assert names(office, told) == "reporter"


def test_the_table_above_knows_every_kind():
    assert {row[0] for row in TOLD} == set(REPORT_RECIPIENTS)


def test_it_is_settled_for_every_step_and_every_line_of_the_history_who_is_told():
    assert {move.name for move in MOVES} <= set(REPORT_RECIPIENTS)
    assert set(HAPPENED) <= set(REPORT_RECIPIENTS)


def test_who_must_act_is_told():
    assert all(group in REPORT_RECIPIENTS[kind] for kind, group in REPORT_MUST_ACT.items())
    assert not set(REPORTS.silent()) & set(REPORT_MUST_ACT)


def test_an_offer_goes_to_the_other_office_and_back(world):
    office = Ombudsman(world)
    office.submit()
    office.go("register transfer")
    assert "mira" in names(office, recipients_of(office.report.events.get(kind="transfer")))
    office.go("take_up")
    taken = Event.objects.select_related("report__office").get(kind="take_up")
    assert names(office, recipients_of(taken)) == "eka reporter"


@pytest.mark.parametrize(
    ("steps", "holder"),
    [("", "eka"), (TO_PLENARY, "eka"), ("register transfer", "mira"), (TO_EXAMINATION, "bayu")],
)
def test_a_late_promise_always_reaches_somebody(world, steps, holder):
    office = Ombudsman(world)
    office.submit()
    office.go(steps)
    recipients = recipients_of(happen(office, "overdue", "system"))
    assert names(office, [r for r in recipients if r.must_act]) == holder
    assert "sinta" in names(office, recipients)


def test_without_an_examiner_the_head_is_told(office):
    office.report.declared_at = None
    office.report.save(update_fields=["declared_at"])
    office.report.declare(office.bayu, has_conflict=True, note="Kerabat.")
    assert names(office, recipients_of(happen(office, "commented", "murni"))) == "sinta"


def test_who_stepped_aside_is_told_nothing_more(office):
    office.report.step_aside(office.sinta.user, office.laras, "")
    assert names(office, recipients_of(happen(office, "overdue", "system"))) == "bayu reporter"


def test_the_agency_side_is_found_by_its_offices(office):
    world = office.world
    world.appoint("fina", "Fina Rahmawati", "focal_point", "disdukcapil")
    world.appoint("kadis", "Kadis Capil", "head", "disdukcapil")
    event = happen(office, "remark", "bayu")
    assert names(office, focal_points(event)) == "fina"
    assert names(office, heads_of_agency(event)) == "kadis"
    assert names(office, superiors_of_agency(event)) == "agus"
    assert names(office, inspectorate_of_agency(event)) == "wati"
    office.report.reported = None
    for group in (focal_points, heads_of_agency, inspectorate_of_agency):
        assert group(event) == []


def test_whom_the_complaint_is_about_is_told_nothing_of_the_report(office, monkeypatch):
    """A line for the agency's side may name them: the wall leaves them out."""
    world = office.world
    world.appoint("fina", "Fina Rahmawati", "focal_point", "disdukcapil")
    complaint = world.submit(reported=world.place("disdukcapil"), agency=world.place("inspektorat"))
    office.report.complaint = complaint
    office.report.save(update_fields=["complaint"])
    monkeypatch.setitem(REPORT_RECIPIENTS, "deliver", [focal_points])
    event = happen(office, "deliver", "bayu")
    assert names(office, focal_points(event)) == "fina"
    assert recipients_of(event) == []


def test_who_may_not_open_the_file_is_led_to_what_is_meant_for_them(office, monkeypatch):
    event = happen(office, "deliver", "bayu")
    assert REPORTS.address(event) == office.report.get_absolute_url()
    monkeypatch.setitem(OPENS, "deliver", lambda event: f"/desk/{event.report.reference}/")
    assert REPORTS.address(event) == f"/desk/{office.report.reference}/"
