import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.loading import EditedRule, load_versions
from narahubung.clocks.models import Rule
from narahubung.clocks.sources import rules_on_file

# The clock catalogue: how long, in what unit.
CATALOGUE = """
sp4n.verify 3 working                sp4n.first_followup 5 working        sp4n.autoclose 10 working
agency.info_request 5 working        agency.non_supervisory 14 working    agency.supervisory 60 working
agency.aspiration 14 working         uu25.respond 14 calendar             uu25.complete 30 calendar
uu25.decide 60 calendar              uu25.deliver 14 calendar             uu25.lodge 30 calendar
ori.event_age 2 years                ori.formal_verify 14 working         ori.material_verify 30 working
ori.complete 30 calendar             ori.refuse_notice 7 calendar         ori.explain_1 14 calendar
ori.explain_2 14 calendar            ori.reporter_comment 14 calendar     ori.corrective.v2017 30 calendar
ori.corrective.v2023 30 working      ori.recommend_send 14 calendar       ori.recommend_report 60 calendar
pdp.breach 72 hours                  pdp.correct 72 hours                 pdp.access 72 hours
pdp.withdraw 72 hours                pdp.restrict 72 hours                pdp.erase 72 hours
pdp.object 72 hours                  kip.answer 10 working                kip.extend 7 working
adm.silence 5 working                fp.ack 1 working                     local.reopen 30 calendar
local.register_report 1 working      local.rco_contact 1 calendar            local.objection 14 working
"""


def version(**changes):
    words = dict.fromkeys(
        ("label_id", "label_en", "starts_id", "starts_en", "duty_id", "duty_en"), "x"
    )
    given = {
        "code": "test.answer",
        "length": 30,
        "unit": "calendar",
        "source": "x",
        "confidence": "high",
        "in_force_from": date(2017, 1, 1),
    }
    return Rule.objects.create(**words | given | changes)


def test_every_clock_of_the_catalogue_is_on_file_and_no_other():
    catalogue = {
        (code, int(length), unit)
        for code, length, unit in re.findall(r"(\S+) (\d+) (\w+)", CATALOGUE)
    }
    assert {(r["code"], r["length"], r["unit"]) for r in rules_on_file()} == catalogue


def test_every_rule_has_its_article_and_its_words_in_both_languages():
    fields = ("source", "label_id", "label_en", "starts_id", "starts_en", "duty_id", "duty_en")
    assert not [(r["code"], f) for r in rules_on_file() for f in fields if not r[f].strip()]


def test_what_is_only_our_proposal_names_no_law():
    proposals = [r for r in rules_on_file() if r["confidence"] == "proposal"]
    assert {r["code"] for r in proposals} == {
        *("agency.aspiration", "fp.ack", "local.reopen"),
        *(
            "pdp.erase",
            "pdp.object",
            "local.register_report",
            "local.rco_contact",
            "local.objection",
        ),
    }
    assert not [r for r in proposals if re.search(r"\b(UU|PO|Permen\w*|Perpres) ", r["source"])]


def test_every_rule_fits_its_columns(law):
    for rule in Rule.objects.all():
        rule.full_clean(validate_unique=False, validate_constraints=False)


def test_the_version_of_the_day_holds(db):
    old = version()
    new = version(length=30, unit="working", in_force_from=date(2023, 1, 1))
    in_force = Rule.objects.in_force
    assert in_force("test.answer", on=date(2022, 12, 31)) == old
    assert in_force("test.answer", on=date(2023, 1, 1)) == new


def test_a_promise_is_kept_under_the_rule_it_was_made_by(law):
    findings = date(2026, 3, 17)
    old = Rule.objects.in_force("ori.corrective.v2017", on=findings)
    new = Rule.objects.in_force("ori.corrective.v2023", on=findings)
    assert old.due(findings, calendar_for()) == date(2026, 4, 16)
    assert new.due(findings, calendar_for()) == date(2026, 5, 7)


def test_a_region_may_promise_more_than_the_nation(db):
    nation, regency = version(), version(length=7, region_code="64.02")
    in_force = Rule.objects.in_force
    on = date(2026, 1, 1)
    assert in_force("test.answer", on, region="64.02.05") == regency
    assert in_force("test.answer", on, region="64.02") == regency
    assert in_force("test.answer", on, region="64.01") == nation
    assert in_force("test.answer", on, region="64") == nation
    assert in_force("test.answer", on) == nation


def test_a_rule_ends_with_its_last_day(db):
    version(in_force_until=date(2020, 12, 31))
    assert Rule.objects.in_force("test.answer", on=date(2020, 12, 31))
    with pytest.raises(Rule.DoesNotExist):
        Rule.objects.in_force("test.answer", on=date(2021, 1, 1))


def test_the_rules_of_several_clocks_cost_one_query(law, django_assert_num_queries):
    codes = ["sp4n.verify", "uu25.respond", "uu25.decide"]
    with django_assert_num_queries(1):
        rules = Rule.objects.in_force_many(codes, date(2026, 3, 17))
    assert {code: rule.length for code, rule in rules.items()} == dict(
        zip(codes, (3, 14, 60), strict=True)
    )


def test_one_missing_rule_among_several_is_not_passed_over(law):
    with pytest.raises(Rule.DoesNotExist, match=r"pdp\.breach"):
        Rule.objects.in_force_many(["sp4n.verify", "pdp.breach"], date(2024, 1, 1))


def test_before_its_first_day_a_rule_does_not_exist(law):
    with pytest.raises(Rule.DoesNotExist):
        Rule.objects.in_force("pdp.breach", on=date(2024, 10, 16))


@pytest.mark.parametrize(
    "wrong", [{"length": 0}, {"in_force_until": date(2016, 1, 1)}, {"code": "test.twice"}]
)
def test_the_database_knows_what_a_rule_is(db, wrong):
    version(code="test.twice")
    with pytest.raises(IntegrityError), transaction.atomic():
        version(**wrong)


def test_loading_twice_changes_nothing(law, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert load_versions() == 0


def test_an_edited_version_stops_the_loading(law):
    Rule.objects.filter(code="uu25.decide").update(length=90)
    with pytest.raises(EditedRule, match=r"uu25\.decide.*length"):
        load_versions()
    with pytest.raises(CommandError, match=r"uu25\.decide"):
        call_command("load_rules")


def test_only_the_end_of_a_version_may_become_known_later(law, monkeypatch):
    ended = [{**row, "in_force_until": date(2030, 1, 1)} for row in rules_on_file()]
    monkeypatch.setattr("narahubung.clocks.loading.rules_on_file", lambda: ended)
    assert load_versions() == 0
    assert set(Rule.objects.values_list("in_force_until", flat=True)) == {date(2030, 1, 1)}
