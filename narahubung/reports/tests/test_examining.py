"""Summons, inspection, talks, conference, resolution and objection: what each needs, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Reason
from narahubung.operations.ombudsman import PROOF, TO_EXAMINATION, TO_PLENARY, TO_RESULT
from narahubung.reports.jobs import erase_traces
from narahubung.reports.models import Conference, Report
from narahubung.reports.sessions import unexcused_in_row
from tests import canaries as c


def names(report, actor):
    report.refresh_from_db()
    return [move.name for move in report.moves_for(actor)]


@pytest.fixture
def examined(office):
    report = office.submit()
    office.go(TO_EXAMINATION)
    return report


@pytest.mark.parametrize(
    ("outcomes", "count"),
    [
        ((), 0),
        (("absent",), 1),
        (("absent", "absent", "absent"), 3),
        (("absent", "absent", "excused"), 0),
        (("absent", "excused", "absent", "absent"), 2),
        (("absent", "absent", ""), 0),
    ],
)
def test_only_unexcused_absences_in_a_row_count(outcomes, count):
    assert unexcused_in_row(outcomes) == count


# fmt: off
SUMMONED = (
    # what happened                                             summon again  police
    ("summon",                                                  False,        False),
    ("summon absent",                                           True,         False),
    ("summon absent summon absent",                             True,         False),
    ("summon absent summon excused summon absent",              True,         False),
    ("summon absent summon absent summon absent",               False,        True),
    ("summon absent summon absent summon absent call_police",   True,         False),
    ("summon absent summon absent summon heard summon absent",  True,         False),
    ("summon excused summon excused summon excused",            True,         False),
)
# fmt: on


@pytest.mark.parametrize(("steps", "again", "police"), SUMMONED, ids=[row[0] for row in SUMMONED])
def test_the_police_are_asked_after_three_unexcused_absences_in_a_row(
    office, examined, steps, again, police
):
    office.go(steps)
    found = names(examined, office.bayu)
    assert ("summon" in found, "call_police" in found) == (again, police)


def test_an_absence_is_written_down_once_and_a_hearing_says_who_came(office, examined):
    office.go("summon absent")
    with pytest.raises(PermissionDenied):
        office.go("absent")
    office.go("summon heard")
    assert [s.outcome for s in examined.summons_set.all()] == ["absent", "came"]
    assert examined.summons_set.last().people == "Kepala dinas, Bayu."
    assert examined.events.get(kind="missed").facts == {"outcome": "absent"}


def test_an_inspection_keeps_where_who_and_its_photos_without_what_hides_in_them(
    office, examined, sign_in
):
    office.go("inspect")
    bayu = sign_in("bayu")
    photo = c.photo()
    given = {**office.usual(examined)["inspected"], "files": [photo]}
    examined.take("inspected", by=office.bayu, **given)
    record = examined.inspection_set.get()
    assert (record.is_announced, record.held_on) == (False, office.today)
    paper = record.papers.get()
    assert paper.side == "internal"
    assert c.PIXELS.encode() not in paper.cleaned.read()
    page = bayu.get(examined.get_absolute_url()).content.decode()
    assert "Bayu dan petugas loket." in page and str(paper.key) in page


def test_talks_end_in_agreement_only_when_it_is_signed_and_each_clause_kept(office, examined):
    office.go("mediate")
    assert "settle" not in names(examined, office.sinta)
    examined.do(
        "sitting",
        office.bayu,
        held_on=office.today,
        place="Balai desa",
        people="Kedua pihak",
        note="Sepakat garis besar.",
    )
    office.go("agree")
    assert "settle" not in names(examined, office.sinta)
    office.go("kept")
    assert "settle" in names(examined, office.sinta)
    office.go("settle")
    talks = examined.talks_set.get()
    assert (talks.kind, talks.asked_by, talks.sittings.count()) == ("mediation", "both", 1)
    assert talks.papers.exists() and talks.ended_at
    assert examined.closing_reason.code == "settled_mediation"


def test_a_clause_with_an_agreed_day_holds_until_that_day_has_passed(office, examined, pass_days):
    office.go("conciliate")
    day = office.today + timedelta(days=5)
    clause = {"text": "Jalan diperbaiki.", "owner": "agency", "due_on": day}
    words = {"signed_on": office.today, "agreement": "Sepakat."}
    examined.do("agree", office.bayu, items=[clause], **words)
    assert "settle" in names(examined, office.sinta)
    pass_days(6)
    assert "settle" not in names(examined, office.sinta)
    office.go("kept")
    assert "settle" in names(examined, office.sinta)
    with pytest.raises(PermissionDenied):
        examined.do("agree", office.bayu, items=[clause], **words)


def test_talks_may_fail_and_begin_again(office, examined):
    office.go("mediate agree end_talks conciliate")
    assert examined.talks_now().signed_on is None
    assert "settle" not in names(examined, office.sinta)


def test_a_conference_has_draft_evidence_and_its_decision(office, examined):
    office.go("confer")
    coming = Conference.objects.visible_to(office.sinta).to_come(office.today)
    assert coming.get().report == examined
    assert not Conference.objects.visible_to(office.yoga).exists()
    office.go("examine_on confer issue")
    assert [one.decision for one in examined.conference_set.all()] == ["examine_on", "issue"]
    assert not Conference.objects.visible_to(office.sinta).to_come(office.today).exists()
    assert {p.side for one in examined.conference_set.all() for p in one.papers.all()} == {
        "internal"
    }


def test_what_is_missing_goes_back_to_who_examined_and_holds_up_the_rest(
    office, examined, pass_days
):
    office.go("ask_explanation explained confer issue deliver")
    with pytest.raises(PermissionDenied):
        examined.do("ask_back", office.joko, note="Belum waktunya.")
    pass_days(90)
    with pytest.raises(PermissionDenied):
        examined.do("ask_back", office.sinta, note="Bukan kantor pusat.")
    examined.do("ask_back", office.joko, note="Bukti penerimaan surat.")
    assert "resolve" not in names(examined, office.joko)
    with pytest.raises(PermissionDenied):
        examined.do("supply", office.joko, note="Bukan saya.")
    examined.do("supply", office.bayu, note="Ini buktinya.", files=[PROOF])
    office.go("resolve")
    examined.do("ask_back", office.laras, note="Risalah.")
    assert not {"draft", "resolved"} & set(names(examined, office.laras))
    examined.do("supply", office.bayu, note="Ini.")
    assert "draft" in names(examined, office.joko)
    assert examined.events.filter(kind__in=("asked_back", "supplied")).count() == 4


def test_an_objection_is_decided_by_somebody_who_had_no_part_in_it(office):
    report = office.submit()
    office.go(f"{TO_PLENARY} close_intake object")
    assert names(report, office.sinta) == []
    assert {"uphold", "dismiss"} <= set(names(report, office.joko))
    other = office.submit()
    office.go(f"{TO_RESULT} deliver", other)
    for item in other.product("findings").items.all():
        office.carry_out(item)
    office.go("corrected", other)
    closing = other.events.get(kind="corrected")
    assert closing.actor == office.bayu.user
    other.examiner = office.joko.user
    other.save(update_fields=["examiner"])
    office.go("object", other)
    assert names(other, office.joko) == []
    assert {"uphold", "dismiss"} <= set(names(other, office.laras))


def own(office, sign_in):
    answer = sign_in("sinta").post(
        reverse("reports:own"),
        {
            "title": "Pungutan di banyak loket",
            "text": "Lima kecamatan memungut biaya.",
            "ground": "Tiga laporan dan berita koran.",
            "reported": office.world.place("disdukcapil").pk,
            "happened_on": (office.today - timedelta(days=100)).isoformat(),
        },
    )
    assert answer.status_code == 302
    return Report.objects.get(title="Pungutan di banyak loket")


def test_the_head_begins_an_investigation_without_a_reporter(office, sign_in):
    report = own(office, sign_in)
    assert (report.kind, report.secret_digest, report.channel) == ("iaps", "", "")
    assert not hasattr(report, "identity")
    assert report.events.get(kind="received").note == "Tiga laporan dan berita koran."
    office.go("register", report)
    assert report.number.split("/")[1] == "IN"
    assert "withdraw" not in names(report, office.eka)
    office.go("check_formal", report)
    assert "ask" not in names(report, office.eka)
    office.go("formal check_material material submit_plenary close_intake", report)
    assert not report.deadlines.running().exists()
    assert not {"inform", "object"} & set(names(report, office.eka))


def test_under_the_old_rules_it_has_nobody_to_show_the_result_to(office):
    day = office.today.replace(year=2022, month=6, day=1)
    report = office.submit(kind="iaps", person=None, received_on=day, happened_on=None)
    office.go("register", opened_on=day)
    office.go("check_formal formal check_material material submit_plenary examine declare confer")
    assert "show_reporter" not in names(report, office.bayu)
    assert "issue" in names(report, office.sinta)


@pytest.mark.parametrize("name", ["eka", "bayu"])
def test_only_the_head_begins_one(office, sign_in, name):
    assert sign_in(name).get(reverse("reports:own")).status_code == 403


def test_the_reporter_finds_none_of_it_among_the_kinds_at_the_desk(office, sign_in):
    form = sign_in("eka").get(reverse("reports:new")).context["form"]
    assert "iaps" not in form.fields["access"].queryset.values_list("code", flat=True)


@pytest.mark.django_db(transaction=True)
def test_an_erasure_leaves_no_word_in_records_and_items(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = office.submit(title="x", text="x", files=[], place="", earlier_effort="")
    office.go(TO_EXAMINATION)
    office.go(
        "summon",
        report,
        note=c.NOTE,
        person=c.PERSON.name,
        meets_at=timezone.now(),
        place=c.PLACE,
    )
    report.take("heard", by=office.bayu, note=c.SAID, people=c.PERSON.name, held_on=office.today)
    inspected = {"note": c.TEXT, "place": c.PLACE, "people": c.TITLE, "files": [c.photo()]}
    office.go("inspect", report, note=c.NOTE, place=c.PLACE)
    report.take("inspected", by=office.bayu, held_on=office.today, **inspected)
    office.go("mediate", report, note=c.NOTE, asked_by="both", people=c.PERSON.name)
    sat = {"held_on": office.today, "place": c.PLACE, "people": c.TITLE, "note": c.SAID}
    report.do("sitting", office.bayu, **sat)
    clause = {"text": c.TEXT, "owner": "agency", "due_on": None}
    report.do("agree", office.bayu, signed_on=office.today, agreement=c.FINAL, items=[clause])
    report.take("end_talks", by=office.bayu, note=c.NOTE)
    given = {"note": c.FINAL, "people": c.TITLE, "evidence": c.TEXT, "files": [c.photo()]}
    report.take("confer", by=office.bayu, **given)
    office.go("issue", items=office.asked(report, "corrective", c.TEXT), files=[c.photo()])
    office.go("deliver")
    item = report.product("findings").items.get()
    item.report(office.eka, c.ANSWER, files=[c.photo()])
    item.check_off(office.bayu, "done", c.VERDICT)
    office.go("corrected")
    assert c.in_tables()
    report.erase(System(), Reason.ASKED)
    erase_traces()
    assert c.in_tables() == set()
    assert c.files_kept() == []
    assert report.compliance_with("findings").is_complete
