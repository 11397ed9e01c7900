"""A task on the focal point's desk: opened with its step, done by the agency, settled by the report."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Absence, Appointment, Role
from narahubung.operations.ombudsman import PROOF, TO_EXAMINATION, TO_RESULT
from narahubung.reports.jobs import count_again
from narahubung.reports.models import Letter, LiaisonTask, Report
from narahubung.reports.task_holders import holders_of

R = Role
ASKED = f"{TO_EXAMINATION} ask_explanation"


@pytest.fixture
def desk(world):
    """A focal point of the registry with a deputy, and one of the government."""
    for key, place in (("fani", "disdukcapil"), ("dita", "disdukcapil"), ("gita", "kutai-raya")):
        world.appoint(key, key.title(), R.FOCAL_POINT, place)
    world.people["dita"].substitutes = world.people["fani"]
    world.people["dita"].save()
    world.appoint("hilman", "Hilman", R.HEAD, "disdukcapil")
    return world


@pytest.fixture
def asked(desk, office):
    office.submit()
    office.go(ASKED)
    return office.report.tasks.get()


def names(task):
    return [post.user.name for post in holders_of(task)]


def away(world, *keys):
    today = timezone.localdate()
    for key in keys:
        Absence.objects.create(
            user=world.people[key].user, starts_on=today, ends_on=today + timedelta(days=3)
        )


# fmt: off
OPENED = (
    # row   the way there                                              step               kind              settled by
    ("B11", "",                                                        "respond_at_once", "rapid",          "contact"),
    ("B12", TO_EXAMINATION,                                            "ask_explanation", "explanation",    "explained"),
    ("B14", ASKED,                                                     "ask_again",       "second",         "explained"),
    ("B16", TO_EXAMINATION,                                            "summon",          "summons",        "heard"),
    ("B18", TO_EXAMINATION,                                            "conciliate",      "conciliation",   "end_talks"),
    ("B18", TO_EXAMINATION,                                            "mediate",         "mediation",      "agree kept settle"),
    ("B25", TO_RESULT,                                                 "deliver",         "correction",     "carry_out corrected"),
)
# fmt: on


@pytest.mark.parametrize(("row", "way", "step", "kind", "settles"), OPENED)
def test_each_row_of_the_law_opens_and_settles_its_task(
    desk, office, row, way, step, kind, settles
):
    report = office.submit()
    office.go(f"{way} {step}")
    task = report.tasks.get(kind=kind)
    assert (task.event.kind, task.settled_at) == (step, None)
    assert report.events.filter(kind="task_opened", facts__task=task.reference).exists()
    if task.clock:
        assert task.due == task.clock.due
    if step == "respond_at_once":
        office.go("declare")
    office.go(settles)
    task.refresh_from_db()
    assert task.settled_by == settles.split()[-1] and task.settled_on and task.next_due is None


def test_the_recommendation_goes_to_the_superior_and_waits_there(desk, office, pass_days):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    pass_days(70)
    office.go("resolve draft recommend received_above")
    assert report.tasks.get(kind="correction").settled_by == "resolve"
    task = report.tasks.get(kind="recommendation")
    assert task.agency == desk.place("kutai-raya")
    assert names(task) == ["Gita"]
    assert task.due == report.deadlines.get(rule__code="ori.recommend_report").due
    office.go("carry_out carried_out")
    task.refresh_from_db()
    assert task.settled_by == "carried_out"


def test_a_second_request_takes_the_place_of_the_first(asked, office):
    office.go("ask_again")
    asked.refresh_from_db()
    assert asked.settled_by == "ask_again"
    assert office.report.tasks.open().get().kind == "second"
    office.go("explained")
    assert not office.report.tasks.open().exists()


def test_the_end_of_a_report_settles_what_was_open(asked, office):
    office.go("withdraw")
    asked.refresh_from_db()
    assert asked.settled_by == "withdraw"


def test_a_party_that_is_not_in_the_directory_has_no_task_and_the_page_says_so(
    desk, office, sign_in
):
    report = office.submit(reported=None, reported_name="Toko Berkah", superior=None)
    office.go(ASKED)
    assert not report.tasks.exists()
    page = sign_in("bayu").get(report.get_absolute_url()).content.decode()
    assert "tidak ada dalam direktori" in page


def test_an_urgent_report_is_settled_by_the_focal_point_in_a_day(desk, office):
    report = office.submit()
    office.go("respond_at_once declare")
    task = report.tasks.get()
    assert task.due == office.today + timedelta(days=1)
    fani = desk.fani
    task.acknowledge(fani)
    task.send_answer(fani, "Pasien sudah diterima.", "Hilman, Kepala Dinas", [PROOF])
    office.go("contact")
    task.refresh_from_db()
    assert (task.settled_by, task.settled_on, task.answered_on) == (
        "contact",
        office.today,
        office.today,
    )
    assert task.was_in_time()


def test_the_agency_does_its_part_and_each_deed_stands_in_the_chain(desk, asked, office):
    unit = desk.place("disdukcapil")
    asked.acknowledge(desk.fani)
    asked.name_unit(desk.fani, unit, asked.due - timedelta(days=3))
    asked.set_day(desk.dita, asked.due - timedelta(days=4))
    asked.keep_draft(desk.fani, "Berkas sedang dicari.")
    asked.say(desk.fani, "Siapa yang dapat kami hubungi?")
    asked.say(office.bayu, "Saya sendiri.")
    asked.send_answer(desk.fani, "Sertifikat terbit.", "Hilman, Kepala Dinas", [PROOF])
    report = Report.objects.get()
    kinds = list(report.events.filter(kind__startswith="task_").values_list("kind", flat=True))
    assert kinds == [
        "task_opened",
        "task_acknowledged",
        "task_unit",
        "task_internal_due",
        "task_message",
        "task_message",
        "task_answered",
    ]
    assert all(not event.public for event in report.events.filter(kind__startswith="task_"))
    assert report.stage == "explanation_1"
    assert report.attachments.filter(side="internal").count() == 1
    assert (asked.draft, asked.state, asked.next_due) == ("", "answered", None)


def test_who_comes_second_is_told_and_changes_nothing(desk, asked):
    again = LiaisonTask.objects.get()
    asked.acknowledge(desk.fani)
    with pytest.raises(PermissionDenied):
        again.acknowledge(desk.dita)
    assert LiaisonTask.objects.get().acknowledged_by == desk.fani.user


@pytest.mark.parametrize("key", ["dewi", "budi", "wati", "agus", "hilman", "rina"])
def test_nobody_else_acts_while_the_focal_point_is_there(desk, asked, key):
    actor = getattr(desk, key)
    assert asked.deeds_for(actor) == []
    with pytest.raises((PermissionDenied, LiaisonTask.DoesNotExist)):
        asked.acknowledge(actor)


def test_on_leave_in_the_middle_of_a_task_it_passes_to_the_deputy_then_above(desk, asked):
    assert names(asked) == ["Fani"]
    asked.acknowledge(desk.fani)
    away(desk, "fani")
    assert names(asked) == ["Dita"]
    away(desk, "dita")
    assert names(asked) == ["Gita"]
    away(desk, "gita")
    assert names(asked) == ["Hilman"]
    asked.refresh_from_db()
    unit = desk.place("disdukcapil")
    asked.name_unit(desk.hilman, unit)
    away(desk, "hilman", "agus")
    assert names(asked) == ["Dewi Lestari"]
    assert LiaisonTask.objects.visible_to(desk.dewi).get() == asked


def test_the_decree_ends_in_the_middle_of_a_task(desk, asked, office, pass_days):
    asked.acknowledge(desk.fani)
    post = desk.people["fani"]
    post.end(desk.adi, office.today, "800/9/SK", "Pindah tugas.")
    assert names(asked) == ["Dita"]
    dita = Officer(desk.dita.user, Appointment.objects.get(pk=desk.people["dita"].pk))
    asked.send_answer(dita, "Sudah terbit.", "Hilman", [PROOF])
    desk.people["dita"].end(desk.adi, office.today, "800/10/SK", "Pindah tugas.")
    assert names(asked) == ["Gita"]


def test_where_everybody_is_away_it_stays_with_the_highest(desk, asked):
    away(desk, "fani", "dita", "gita", "hilman", "agus", "dewi", "nadia")
    assert names(asked) == ["Arif Budiman"]


def test_where_no_office_is_held_the_ombudsman_keeps_it_and_says_so(desk, asked, sign_in):
    Appointment.objects.filter(agency__isnull=False).update(revoked_at=timezone.now())
    assert names(asked) == []
    page = sign_in("bayu").get(asked.get_absolute_url()).content.decode()
    assert "Kantor Ombudsman yang memegangnya" in page


def test_whom_the_complaint_is_about_is_left_out_and_sees_nothing(desk, office):
    file = desk.submit(agency=desk.place("disdukcapil"))
    file.reported.create(agency=desk.place("disdukcapil"))
    report = office.submit(complaint=file)
    office.go(ASKED)
    task = report.tasks.get()
    assert names(task) == ["Gita"]
    for key in ("fani", "dita", "hilman", "dewi"):
        assert not LiaisonTask.objects.visible_to(getattr(desk, key)).exists()
    assert LiaisonTask.objects.visible_to(desk.gita).get() == task


def test_more_time_is_asked_and_given_and_the_law_still_counts_by_its_rule(desk, asked, office):
    before = asked.due
    asked.ask_time(desk.fani, before + timedelta(days=5), "Arsip ada di gudang lain.")
    assert "ask_time" not in [deed.name for deed in asked.deeds_for(desk.fani)]
    asked.grant_time(office.bayu, before + timedelta(days=5), "Sekali ini.")
    asked.refresh_from_db()
    report = Report.objects.get()
    clock = report.deadlines.get(rule__code="ori.explain_1")
    assert asked.due == clock.due == before + timedelta(days=5)
    assert report.next_due == clock.due
    moved = report.events.get(kind="deadline_moved")
    assert (moved.facts["before"], moved.public) == (str(before), True)
    assert "waktu tambahan dari Ombudsman" in clock.sentence("id")
    count_again()
    clock.refresh_from_db()
    assert clock.due == before + timedelta(days=5)


def test_more_time_is_given_in_working_days_too(desk, office):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    task = report.tasks.get(kind="correction")
    asked_for = task.due + timedelta(days=10)
    task.ask_time(desk.fani, asked_for, "Anggaran perubahan.")
    task.grant_time(office.bayu, asked_for)
    task.refresh_from_db()
    assert task.due >= asked_for
    assert (task.due - asked_for).days < 5


def test_refused_more_time_keeps_the_day_and_says_why(desk, asked, office):
    before = asked.due
    asked.ask_time(desk.fani, before + timedelta(days=5), "Kepala dinas cuti.")
    asked.refuse_time(office.bayu, "Wakilnya dapat menandatangani.")
    asked.refresh_from_db()
    assert asked.due == before
    assert asked.time_requests.get().granted is False
    # Another reason may be better.
    asked.ask_time(desk.fani, before + timedelta(days=2), "Banjir.")


def test_nothing_is_given_once_the_day_has_passed(desk, asked, pass_days):
    pass_days(20)
    assert "ask_time" not in [deed.name for deed in asked.deeds_for(desk.fani)]


def test_a_unit_liaison_sees_this_task_and_nothing_else(desk, office):
    first, second = office.submit(reported=desk.place("dinkes")), None
    office.go(ASKED)
    second = office.submit(reported=desk.place("dinkes"))
    office.go(ASKED)
    task, other = first.tasks.get(), second.tasks.get()
    task.acknowledge(desk.gita)
    task.name_unit(desk.gita, desk.place("puskesmas-kuaro"))
    assert list(LiaisonTask.objects.visible_to(desk.budi)) == [task]
    assert list(Letter.objects.visible_to(desk.budi)) == [task.event.letter]
    assert not Letter.objects.visible_to(desk.tono).exists()
    assert not Report.objects.visible_to(desk.budi).exists()
    assert [deed.name for deed in task.deeds_for(desk.budi)] == ["draft", "say"]
    assert not LiaisonTask.objects.visible_to(desk.tono).exists()
    assert other.pk


def test_the_question_of_a_secret_report_names_nobody(desk, office):
    report = office.submit(secret_identity=True)
    office.go(TO_EXAMINATION)
    office.go("ask_explanation", report, note="Apa yang terjadi dengan Murni?")
    assert "Murni" not in report.tasks.get().question
    assert "terjadi" in report.tasks.get().question


def test_an_erased_report_leaves_no_word_in_its_tasks(desk, asked, office):
    asked.ask_time(desk.fani, asked.due + timedelta(days=2), "Banjir di Murni.")
    asked.say(desk.fani, "Tentang Murni.")
    asked.send_answer(desk.fani, "Murni sudah dilayani.", "Hilman", [PROOF])
    office.go("withdraw")
    Report.objects.get().erase(office.world.system, "asked")
    task = LiaisonTask.objects.get()
    assert (task.question, task.answer, task.signatory) == ("", "", "")
    assert {m.text for m in task.messages.all()} == {""}
    assert {t.reason for t in task.time_requests.all()} == {""}
    with pytest.raises(PermissionDenied):
        task.say(desk.gita, "Masih ada?")


def test_a_withdrawn_task_asks_nothing_any_more(desk, asked, office):
    asked.withdraw(office.bayu, "Salah alamat.")
    assert (asked.state, asked.settled_by) == ("settled", "withdrawn")
    assert asked.deeds_for(desk.fani) == []
    assert Report.objects.get().events.filter(kind="task_withdrawn").exists()


def test_a_matter_that_comes_back_within_two_years_is_called_repeated(desk, asked, office):
    again = office.submit()
    office.go(ASKED)
    assert (asked.repeated, again.tasks.get().repeated) == (False, True)


def test_a_hidden_matter_makes_no_other_repeated(desk, office):
    file = desk.submit(agency=desk.place("disdukcapil"))
    file.reported.create(agency=desk.place("disdukcapil"))
    office.submit(complaint=file)
    office.go(ASKED)
    other = office.submit()
    office.go(ASKED)
    assert not other.tasks.get().repeated


def test_it_is_kept_whether_a_focal_point_was_in_office_when_the_letter_came(desk, office):
    first = office.submit()
    office.go(ASKED)
    Appointment.objects.filter(role=R.FOCAL_POINT).update(revoked_at=timezone.now())
    second = office.submit()
    office.go(ASKED)
    found = [report.tasks.get().had_focal_point for report in (first, second)]
    assert found == [True, False]
