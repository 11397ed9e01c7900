"""The tables of the lifecycle against table B of the law, row by row, and each step taken once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.accounts.actors import System
from narahubung.clocks.models import Rule
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_FORMAL, TO_PLENARY, TO_RESULT
from narahubung.reports.jobs import run_out
from narahubung.reports.lifecycle import CLOCKS, ENDED, MOVES, NEW, OLD, Stage
from narahubung.reports.models import Report

# fmt: off
TABLE_B = (
    # row   step               from               to                 under
    ("B1",  "register",        "intake",          "registered",      ""),
    ("B2",  "check_formal",    "registered",      "formal",          ""),
    ("B3",  "ask",             "formal",          "awaiting",        ""),
    ("B4",  "complete",        "awaiting",        "formal",          ""),
    ("B5",  "lapse",           "awaiting",        "closed_intake",   ""),
    ("B6",  "check_material",  "formal",          "material",        ""),
    ("B7",  "submit_plenary",  "material",        "plenary",         ""),
    ("B8",  "examine",         "plenary",         "examination",     ""),
    ("B9",  "close_intake",    "plenary",         "closed_intake",   ""),
    ("B10", "transfer",        "registered",      "transferred",     ""),
    ("B10", "transfer",        "formal",          "transferred",     ""),
    ("B10", "transfer",        "material",        "transferred",     ""),
    ("B10", "transfer",        "plenary",         "transferred",     ""),
    ("B11", "respond_at_once", "intake",          "examination",     ""),
    ("B12", "ask_explanation", "examination",     "explanation_1",   ""),
    ("B13", "explained",       "explanation_1",   "examination",     ""),
    ("B13", "explained",       "explanation_2",   "examination",     ""),
    ("B14", "ask_again",       "explanation_1",   "explanation_2",   ""),
    ("B15", "waive_reply",     "explanation_2",   "examination",     ""),
    ("B16", "summon",          "examination",     "summons",         ""),
    ("B16", "summon",          "summons",         "summons",         ""),
    ("B16", "call_police",     "summons",         "examination",     ""),
    ("B17", "inspect",         "examination",     "field_inspection", ""),
    ("B17", "inspected",       "field_inspection", "examination",    ""),
    ("B18", "conciliate",      "examination",     "conciliation",    ""),
    ("B18", "mediate",         "examination",     "mediation",       ""),
    ("B18", "end_talks",       "mediation",       "examination",     ""),
    ("B18", "end_talks",       "conciliation",    "examination",     ""),
    ("B19", "settle",          "mediation",       "closed",          ""),
    ("B20", "confer",          "examination",     "case_conference", ""),
    ("B21", "show_reporter",   "case_conference", "notice",          "po26"),
    ("B22", "reexamine",       "notice",          "examination",     "po26"),
    ("B23", "issue",           "notice",          "result_issued",   "po26"),
    ("B23", "issue",           "case_conference", "result_issued",   "po58"),
    ("B24", "close_unproven",  "result_issued",   "closed",          ""),
    ("B25", "deliver",         "result_issued",   "corrective",      ""),
    ("B26", "corrected",       "corrective",      "closed",          ""),
    ("B27", "resolve",         "corrective",      "resolution",      ""),
    ("B28", "resolved",        "resolution",      "closed",          ""),
    ("B29", "draft",           "resolution",      "drafting",        ""),
    ("B29", "recommend",       "drafting",        "recommended",     ""),
    ("B30", "received_above",  "recommended",     "monitoring",      ""),
    ("B31", "carried_out",     "monitoring",      "closed",          ""),
    ("B32", "publish",         "monitoring",      "published",       ""),
    ("B33", "object",          "closed",          "objection",       ""),
    ("B33", "object",          "closed_intake",   "objection",       ""),
    ("B33", "uphold",          "objection",       "examination",     ""),
)
PROMISES = (
    # row   rule                      after this way                                length of the law
    ("B1",  "local.register_report",  "",                                           1),
    ("B2",  "ori.formal_verify",      "register",                                   14),
    ("B3",  "ori.complete",           f"{TO_FORMAL} ask",                           30),
    ("B6",  "ori.material_verify",    f"{TO_FORMAL} formal check_material",         30),
    ("B9",  "ori.refuse_notice",      f"{TO_PLENARY} close_intake",                 7),
    ("B11", "local.rco_contact",      "respond_at_once",                            1),
    ("B12", "ori.explain_1",          f"{TO_EXAMINATION} ask_explanation",          14),
    ("B14", "ori.explain_2",          f"{TO_EXAMINATION} ask_explanation ask_again", 14),
    ("B33", "local.objection",        f"{TO_PLENARY} close_intake object",          14),
    ("B25", "ori.corrective.v2023",   f"{TO_RESULT} deliver",                       30),
)
# fmt: on


def test_the_table_of_the_law_has_thirty_three_rows():
    assert sorted({row[0] for row in TABLE_B}, key=lambda r: int(r[1:])) == [
        f"B{n}" for n in range(1, 34)
    ]


@pytest.mark.parametrize(
    ("row", "name", "before", "after", "under"),
    TABLE_B,
    ids=[f"{r[0]}-{r[1]}-{r[2]}" for r in TABLE_B],
)
def test_each_row_of_the_law_has_its_step(row, name, before, after, under):
    found = [m for m in MOVES if m.name == name and before in m.from_stages]
    # An investigation on own initiative has no reporter to show the result to.
    found = [m for m in found if m.guard != "is_own_initiative"]
    assert [(m.to_stage, m.sets) for m in found] == [(after, (under,) if under else ())]


@pytest.mark.parametrize(("row", "rule", "steps", "length"), PROMISES, ids=[r[1] for r in PROMISES])
def test_each_promise_of_the_law_runs_after_its_step(office, row, rule, steps, length):
    report = office.submit()
    office.go(steps)
    promise = report.deadlines.running().get(rule__code=rule)
    assert promise.rule.length == length
    assert report.next_due == min(d.due for d in report.deadlines.running())


def test_every_clock_has_its_rule_of_law_and_hangs_on_steps_that_exist(world):
    rules = set(Rule.objects.values_list("code", flat=True))
    steps = {move.name for move in MOVES} | {"received"}
    assert {clock.rule for clock in CLOCKS} <= rules
    for clock in CLOCKS:
        assert set(f"{clock.starts} {clock.stops} {clock.then}".split()) <= steps


@pytest.mark.parametrize("sets", [OLD, NEW])
def test_under_each_rule_set_every_stage_is_reached_that_it_knows_and_every_open_one_left(sets):
    mine = [m for m in MOVES if not m.sets or m.sets == sets]
    reached, unknown = {Stage.INTAKE}, {Stage.NOTICE} if sets == NEW else set()
    for _round in Stage:
        reached |= {m.to_stage for m in mine if reached & set(m.from_stages)}
    assert reached == set(Stage) - unknown
    for stage in set(Stage) - set(ENDED) - unknown:
        assert [m for m in mine if stage in m.from_stages and m.name != "withdraw"], stage


def test_a_path_through_the_whole_law(office, pass_days):
    report = office.submit()
    office.go(
        f"{TO_FORMAL} ask complete formal check_material material submit_plenary examine declare"
    )
    office.go(
        "ask_explanation ask_again explained inspect inspected"
        " summon absent summon absent summon absent call_police"
    )
    office.go("conciliate end_talks mediate end_talks confer examine_on confer issue deliver")
    assert report.rule_set == "po58"
    pass_days(90)
    office.go("resolve draft recommend received_above")
    pass_days(61)
    office.go("publish")
    assert report.stage == "published"
    assert report.closing_reason.code == "recommendation_published"
    assert not report.deadlines.running().exists()


def test_under_the_old_rules_the_reporter_sees_the_result_first(office, pass_days):
    day = office.today.replace(year=2022, month=6, day=1)
    report = office.submit(received_on=day, happened_on=None)
    office.go("register", opened_on=day)
    assert report.rule_set == "po26"
    office.go("check_formal formal check_material material submit_plenary examine declare confer")
    assert "issue" not in names(report, office.sinta)
    office.go("show_reporter")
    assert report.deadlines.running().get(rule__code="ori.reporter_comment").rule.length == 14
    assert "issue" not in names(report, office.sinta)
    pass_days(16)
    office.go("issue deliver")
    promise = report.deadlines.running().get(rule__code="ori.corrective.v2017")
    assert (promise.rule.unit, promise.due) == ("calendar", office.today + timedelta(days=30))
    assert report.rules.findings == "LAHP"


def test_a_file_keeps_its_rules_and_the_new_ones_count_working_days(office):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    promise = report.deadlines.running().get(rule__code__startswith="ori.corrective")
    assert (promise.rule.code, promise.rule.unit) == ("ori.corrective.v2023", "working")
    assert "show_reporter" not in names(report, office.bayu)


def names(report, actor):
    report.refresh_from_db()
    return [move.name for move in report.moves_for(actor)]


def test_the_clock_of_a_letter_starts_on_the_day_of_its_receipt(office):
    report = office.submit()
    office.go(TO_EXAMINATION)
    office.go("ask_explanation", delivered_on=office.today - timedelta(days=5))
    promise = report.deadlines.running().get(rule__code="ori.explain_1")
    assert promise.due == office.today + timedelta(days=9)


def test_nothing_lapses_before_the_thirtieth_day_is_over(office, pass_days):
    report = office.submit()
    office.go(f"{TO_FORMAL} ask")
    pass_days(30)
    assert "lapse" not in names(report, office.eka)
    pass_days(1)
    office.go("lapse")
    assert (report.stage, report.closing_reason.code) == ("closed_intake", "formal_incomplete")


def test_who_was_closed_out_is_told_within_seven_days_although_the_file_has_ended(office):
    report = office.submit()
    office.go(f"{TO_PLENARY} close_intake")
    ended, due = report.closed_at, office.today + timedelta(days=7)
    assert (report.is_ended(), report.next_due) == (True, due)
    office.go("inform")
    assert (report.closed_at, report.next_due, report.stage) == (ended, None, "closed_intake")
    assert "inform" not in names(report, office.eka)


def test_a_fourth_summons_is_not_sent_and_the_police_only_after_the_third(office):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} summon absent summon absent")
    assert "call_police" not in names(report, office.bayu)
    office.go("summon absent")
    assert "summon" not in names(report, office.bayu)
    office.go("call_police summon")
    assert report.stage == "summons"


@pytest.mark.parametrize(
    ("conclusion", "why"), [("not_found", "not_proven"), ("stopped", "examination_stopped")]
)
def test_where_nothing_was_found_it_closes_and_is_not_delivered(office, conclusion, why):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} confer")
    office.go("issue", conclusion=conclusion)
    assert not report.found.exists()
    assert "deliver" not in names(report, office.bayu)
    office.go("close_unproven")
    assert report.closing_reason.code == why


def test_an_objection_opens_it_again_or_does_not(office):
    report = office.submit()
    office.go(f"{TO_PLENARY} close_intake object")
    assert report.closing_reason is None
    assert names(report, office.sinta) == []
    office.go("uphold")
    assert (report.stage, report.examiner) == ("examination", office.bayu.user)
    other = office.submit()
    office.go(f"{TO_PLENARY} close_intake object dismiss", other)
    assert other.closing_reason.code == "objection_dismissed"


def test_resolution_belongs_to_the_national_office_and_begins_when_the_time_is_over(
    office, pass_days
):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    assert "resolve" not in names(report, office.joko)
    pass_days(90)
    assert "resolve" in names(report, office.joko)
    assert "resolve" not in names(report, office.sinta)
    office.go("resolve resolved")
    assert report.closing_reason.code == "resolved"


@pytest.mark.parametrize(("kind", "why"), [("knl", "advised"), ("copy", "noted")])
def test_what_is_no_report_ends_with_advice_or_a_note(office, kind, why):
    report = office.submit(kind=kind)
    office.go("register")
    assert "check_formal" not in names(report, office.eka)
    assert not report.deadlines.running().exists()
    office.go("conclude")
    assert (report.stage, report.closing_reason.code) == ("closed", why)
    assert "object" not in names(report, office.eka)


def test_the_second_of_two_clicks_is_refused(office):
    report = office.submit()
    twin = Report.objects.get(pk=report.pk)
    office.go("register")
    with pytest.raises(PermissionDenied):
        twin.take("register", by=office.eka, access=twin.access, opened_on=office.today)


def test_the_house_goes_on_when_the_right_of_reply_was_not_used(office, pass_days):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} ask_explanation ask_again")
    assert run_out() == 0
    pass_days(16)
    assert (run_out(), run_out()) == (1, 0)
    report.refresh_from_db()
    assert report.stage == "examination"
    assert report.events.last().role == System().role
