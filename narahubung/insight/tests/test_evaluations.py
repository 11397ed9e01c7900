"""An evaluation from its opening to the second signature: who may do what, what is fixed, and what becomes of the plan."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from narahubung.accounts.actors import Stranger, System
from narahubung.accounts.models import Role
from narahubung.agreements import figured
from narahubung.agreements.lifecycle import LIVING
from narahubung.agreements.models import Milestone
from narahubung.agreements.periods import Period
from narahubung.agreements.sides import Side
from narahubung.figures.monthly import answers, monthly, nothing
from narahubung.figures.rolling import roll_all
from narahubung.insight.candidates import candidates
from narahubung.insight.evaluation_lifecycle import HAPPENED, MOVES, Stage
from narahubung.insight.models import Evaluation, EvaluationEvent
from narahubung.insight.sheet import months_of, rule
from narahubung.insight.sheet_paper import document, lines_of, recounted, tree
from narahubung.journal.verification import Tally, faults
from narahubung.notify.evaluations import TOLD, EvaluationMail
from narahubung.notify.jobs import tell_of_evaluations
from narahubung.operations.evaluations_told import tell
from narahubung.operations.meetings_told import begin


def ready(evaluations, sheet, world):
    evaluations.remarked(sheet, world.hana)
    sheet.take("finish", by=evaluations.office.bayu)
    return sheet


@pytest.fixture
def last_year(world, time_machine):
    """A year in which one complaint was answered, and now the spring after it."""
    this_year = timezone.localdate().year
    time_machine.move_to(f"{this_year}-02-10 09:00+08:00")
    world.answer()
    roll_all()
    time_machine.move_to(f"{this_year + 1}-03-03 09:00+08:00")
    return this_year


# Who.


@pytest.mark.parametrize(
    "who, sees",
    [
        *[("sinta", True), ("bayu", True), ("eka", True), ("laras", True), ("mira", False)],
        *[("hana", True), ("fani", True), ("agus", True), ("wati", True)],
        *[("rina", False), ("budi", False), ("dewi", False), ("nadia", False), ("adi", False)],
    ],
)
def test_the_office_and_those_who_answer_for_the_agency_see_a_sheet(
    world, office, sheet, who, sees
):
    actor = getattr(office if who in office.people else world, who)
    assert Evaluation.objects.visible_to(actor).exists() is sees


def test_the_head_of_another_agency_and_a_stranger_see_no_sheet(world, sheet):
    world.appoint("hilda", "Hilda Sari", Role.HEAD, "disdukcapil")
    assert not Evaluation.objects.visible_to(world.hilda).exists()
    assert not Evaluation.objects.visible_to(Stranger()).exists()
    assert Evaluation.objects.visible_to(System()).exists()


@pytest.mark.parametrize(
    "who, may", [("hana", True), ("fani", True), ("agus", True), ("wati", False), ("bayu", True)]
)
def test_both_sides_write_and_an_inspectorate_answers_only_for_itself(
    world, office, sheet, who, may
):
    actor = getattr(office if who in office.people else world, who)
    assert sheet.may_be_written_by(actor) is may
    if not may:
        with pytest.raises(PermissionDenied):
            sheet.remark(actor, "Bukan urusan kami.")


def test_the_desk_of_the_office_reads_and_does_not_write(office, sheet):
    with pytest.raises(PermissionDenied):
        sheet.remark(office.eka, "Catatan.")


def test_another_office_cannot_even_name_it(office, sheet):
    with pytest.raises(Evaluation.DoesNotExist):
        sheet.remark(office.mira, "Catatan.")


# The way.


def test_every_step_and_deed_has_its_words_and_its_recipients():
    assert {move.name for move in MOVES} <= set(HAPPENED)
    assert set(TOLD) == set(HAPPENED)


def test_a_sheet_goes_its_whole_way(world, evaluations, sheet, fresh):
    evaluations.planned(evaluations.remarked(sheet, world.hana))
    evaluations.signed(sheet, world.hana)
    sheet = fresh(sheet)
    assert sheet.stage == Stage.SIGNED and sheet.closed_at and sheet.next_due is None
    kinds = [event.kind for event in sheet.events.all()]
    assert kinds == [
        "evaluation_opened",
        *("remarked", "remarked", "item_written", "item_written", "item_written"),
        *("finish", "sign_agency", "sign_office"),
    ]
    signed = [(one.side, one.name) for one in sheet.signatures.all()]
    assert signed == [("agency", "dr. Hana Prasetya"), ("ombudsman", "Sinta Maharani")]
    assert not list(faults(Tally(), {}))


def test_the_writing_ends_only_when_both_sides_have_spoken(world, office, sheet):
    sheet.remark(world.hana, "Kami lebih cepat.")
    with pytest.raises(PermissionDenied):
        sheet.take("finish", by=office.bayu)
    sheet.remark(office.bayu, "Benar.")
    sheet.take("finish", by=office.bayu)
    assert sheet.stage == Stage.READY


@pytest.mark.parametrize("who", ["fani", "sinta", "bayu"])
def test_only_a_head_signs_for_the_agency(world, office, evaluations, sheet, who):
    ready(evaluations, sheet, world)
    actor = getattr(office if who in office.people else world, who)
    with pytest.raises(PermissionDenied):
        sheet.take("sign_agency", by=actor)


def test_the_office_signs_last_and_only_by_its_head(world, office, evaluations, sheet):
    ready(evaluations, sheet, world)
    with pytest.raises(PermissionDenied):
        sheet.take("sign_office", by=office.sinta)
    sheet.take("sign_agency", by=world.agus)
    with pytest.raises(PermissionDenied):
        sheet.take("sign_office", by=office.bayu)
    sheet.take("sign_office", by=office.sinta)
    assert sheet.is_ended()


def test_after_the_end_of_the_writing_nobody_writes_until_it_is_taken_back(
    world, office, evaluations, sheet
):
    evaluations.planned(sheet)
    ready(evaluations, sheet, world)
    with pytest.raises(PermissionDenied):
        sheet.remark(world.hana, "Satu kata lagi.")
    with pytest.raises(PermissionDenied):
        sheet.strike_item(world.hana, sheet.items.first())
    sheet.take("take_back", by=office.bayu)
    assert (sheet.fingerprint, sheet.frozen) == ("", {})
    sheet.remark(world.hana, "Satu kata lagi.")


def test_what_the_agency_has_signed_cannot_be_taken_back(world, office, evaluations, sheet):
    ready(evaluations, sheet, world)
    sheet.take("sign_agency", by=world.hana)
    with pytest.raises(PermissionDenied):
        sheet.take("take_back", by=office.sinta)


def test_an_agency_and_a_focal_point_have_one_sheet_a_year(evaluations, focal_point, sheet):
    evaluations.open("dinkes")
    for post in (focal_point, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            evaluations.open("dinkes", post)


# What is fixed.


def test_values_are_those_of_the_year_from_the_sums(world, evaluations, focal_point, last_year):
    sheet = evaluations.open("dinkes", focal_point, year=last_year)
    values = {line.code: line.value for line in lines_of(sheet)}
    assert values["complaints.received"] == "1"
    assert values["complaints.answered_in_time"] == "100"
    # What comes later belongs to another year.
    world.submit()
    roll_all()
    assert values == {line.code: line.value for line in lines_of(sheet)}


def test_each_value_is_that_of_the_registry_also_of_what_agencies_share(world, office):
    series = begin(world, office.sinta, [world.place("dinkes"), world.place("disdukcapil")])
    meeting = series.meetings.order_by("starts_at").first()
    start = timezone.now() + timedelta(seconds=1)
    meeting.reschedule(office.sinta, start, start + timedelta(hours=1), "Aula")
    meeting.take("invite", by=office.sinta)
    past = timezone.now() - timedelta(hours=2)
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=past)
    meeting.take("hold", by=office.sinta)
    world.answer()
    roll_all()
    year = Period(date(office.today.year, 1, 1), date(office.today.year, 12, 31))
    months = months_of(year)
    for slug in ("dinkes", "disdukcapil", "kutai-raya"):
        agency = world.place(slug)
        rows = monthly(rule().codes(), tree(agency), months.first, year.last)
        found = answers(rows, tree(agency), months)
        for code in rule().codes():
            theirs = figured.answer_for(code, figured.places_of([agency]), months)
            ours = found.get(code) or nothing(code, months)
            values = [figured.value_in(year, one, None) for one in (ours, theirs)]
            assert values[0] == values[1], (slug, code)
        assert found["meetings.held"].value == 1


def test_what_was_signed_stays_and_a_recount_that_differs_is_said(
    world, evaluations, focal_point, last_year, fresh
):
    sheet = evaluations.open("dinkes", focal_point, year=last_year)
    ready(evaluations, sheet, world)
    evaluations_before = lines_of(sheet)
    assert recounted(fresh(sheet)) == []
    # A file of that year goes elsewhere: its counts go with it.
    world.queue.agency = world.queue.unit = world.place("disdukcapil")
    world.queue.save(update_fields=["agency", "unit"])
    world.queue.log("remark", System())
    roll_all()
    sheet = fresh(sheet)
    assert lines_of(sheet) == evaluations_before
    told = {one["line"].code: (one["line"].value, one["now"].value) for one in recounted(sheet)}
    assert told["complaints.received"] == ("1", "0")


def test_values_definitions_remarks_and_plan_stand_under_one_fingerprint(
    world, evaluations, sheet, fresh
):
    evaluations.planned(sheet)
    ready(evaluations, sheet, world)
    kept = fresh(sheet).frozen
    assert all(line["definition"] and line["version"] for line in kept["lines"])
    assert kept["agency_remarks"] == sheet.agency_remarks and len(kept["plan"]) == 3
    assert sheet.is_untouched()
    Evaluation.objects.filter(pk=sheet.pk).update(
        frozen={**kept, "office_remarks": "Semuanya baik."}
    )
    assert not fresh(sheet).is_untouched()
    with pytest.raises(PermissionDenied):
        fresh(sheet).take("sign_agency", by=world.hana)


def test_the_database_keeps_no_signed_sheet_without_its_fingerprint(evaluations, sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=sheet.pk).update(stage="signed")


def test_the_fingerprint_is_in_the_chain(world, evaluations, sheet):
    ready(evaluations, sheet, world)
    assert sheet.events.get(kind="finish").facts["sha256"] == sheet.fingerprint


def test_a_file_hidden_from_its_own_place_is_on_no_sheet(world, evaluations, focal_point):
    today = timezone.localdate()
    sheet = evaluations.open("dinkes", year=today.year, last_day=date(today.year, 12, 31))
    before = document(sheet)["lines"]
    world.submit(reported=world.place("dinkes"))
    roll_all()
    assert document(sheet)["lines"] == before


# The plan.


def test_with_an_agreement_each_action_becomes_its_milestone(
    world, evaluations, paperwork, sheet, fresh
):
    agreement = paperwork.in_force("dinkes")
    evaluations.planned(evaluations.remarked(sheet, world.hana))
    evaluations.signed(sheet, world.hana)
    rows = Milestone.objects.filter(programme__agreement=agreement)
    assert {(m.title, m.due) for m in rows} == {(i.text, i.due_on) for i in sheet.items.all()}
    owners = {str(m.programme.owner) for m in rows}
    assert owners == {"Dinas Kesehatan", "Ombudsman RI Perwakilan Kalimantan Timur"}
    agreement.refresh_from_db()
    assert agreement.evaluated_on == sheet.today
    item = sheet.items.filter(side=Side.AGENCY).first()
    assert not item.may_be_done_by(world.hana)
    agreement.reach(world.hana, item.milestone, agreement.today, "SK nomor 4.")
    assert sheet.items.get(pk=item.pk).day_done == agreement.today


def test_an_agreement_with_many_is_not_evaluated_by_the_sheet_of_one(
    world, evaluations, paperwork, sheet, fresh
):
    agreement = paperwork.in_force("dinkes", "disdukcapil")
    evaluations.signed(evaluations.planned(evaluations.remarked(sheet, world.hana)), world.hana)
    agreement.refresh_from_db()
    assert agreement.evaluated_on is None and Milestone.objects.count() == 3


def test_without_an_agreement_the_side_that_owes_it_says_that_it_is_done(
    world, office, evaluations, sheet
):
    evaluations.planned(evaluations.remarked(sheet, world.hana))
    evaluations.signed(sheet, world.hana)
    theirs = sheet.items.filter(side=Side.AGENCY).first()
    today = sheet.today
    with pytest.raises(PermissionDenied):
        sheet.finish_item(office.bayu, theirs, today, "Sudah.")
    sheet.finish_item(world.fani, theirs, today, "SK nomor 4.")
    with pytest.raises(PermissionDenied):
        sheet.finish_item(world.fani, theirs, today, "Lagi.")
    assert sheet.items.get(pk=theirs.pk).day_done == today


def test_an_agreement_that_has_ended_takes_no_action_over(
    world, office, evaluations, paperwork, sheet
):
    agreement = paperwork.in_force("dinkes")
    agreement.take("terminate", by=office.sinta, note="Selesai.")
    assert agreement.stage not in LIVING
    evaluations.planned(evaluations.remarked(sheet, world.hana))
    evaluations.signed(sheet, world.hana)
    assert not Milestone.objects.exists()


# Of whom.


def test_the_focal_points_of_a_year_and_agencies_are_offered_until_they_have_a_sheet(
    world, office, evaluations, focal_point
):
    year = evaluations.year
    deputy = world.appoint("dina", "Dina Aulia", Role.FOCAL_POINT, "dinkes")
    stand_in = world.people["dina"]
    stand_in.substitutes = focal_point
    stand_in.save(update_fields=["substitutes"])
    keys = {one.key for one in candidates(office.sinta, year)}
    assert keys == {f"f{focal_point.pk}", f"a{world.place('dinkes').pk}"} and deputy
    evaluations.open("dinkes", focal_point)
    assert {one.key for one in candidates(office.sinta, year)} == {f"a{world.place('dinkes').pk}"}


def test_another_province_is_offered_nobody(office, evaluations, focal_point):
    assert candidates(office.mira, evaluations.year) == []


# Who is told.


def told_of(kind):
    rows = EvaluationMail.objects.filter(event__kind=kind).select_related("user")
    return {row.user.email.partition("@")[0] for row in rows}


def test_each_side_is_told_what_the_other_has_done(world, office, evaluations, sheet, mailoutbox):
    sheet.remark(world.hana, "Lebih cepat.")
    sheet.remark(office.bayu, "Benar.")
    sheet.take("finish", by=office.bayu)
    sheet.take("sign_agency", by=world.hana)
    sheet.take("sign_office", by=office.sinta)
    tell_of_evaluations()
    assert told_of("evaluation_opened") == {"fani", "hana"}
    assert told_of("finish") == {"fani", "hana"}
    assert told_of("sign_agency") == {"sinta"}
    assert told_of("sign_office") == {"fani", "hana"}
    assert {row.pk for row in EvaluationMail.objects.filter(sent_at=None)} == set()
    body = next(m.body for m in mailoutbox if "Evaluasi dibuka" in m.subject)
    assert sheet.get_absolute_url() in body and "Lebih cepat" not in body
    sent = len(mailoutbox)
    tell_of_evaluations()
    assert len(mailoutbox) == sent


def test_the_demo_tells_of_one_signed_one_with_remarks_and_others_opened(world, office):
    for key, place in (("fani", "dinkes"), ("gita", "kutai-raya"), ("hari", "disdukcapil")):
        world.appoint(key, key.title(), Role.FOCAL_POINT, place)
    told = {sheet.agency.slug: sheet for sheet in tell(world, office)}
    for sheet in told.values():
        sheet.refresh_from_db()
    assert told["kutai-raya"].stage == Stage.SIGNED
    assert told["dinkes"].agency_remarks and told["dinkes"].stage == Stage.OPENED
    assert not told["disdukcapil"].agency_remarks
    assert not EvaluationEvent.objects.filter(dispatched_at=None).exists()
    assert told["kutai-raya"].items.earliest("due_on").due_on > timezone.localdate() + timedelta(9)
