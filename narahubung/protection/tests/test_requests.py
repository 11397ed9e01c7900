from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from narahubung.accounts.actors import Complainant, System
from narahubung.accounts.models import Role
from narahubung.clocks.models import Rule
from narahubung.complaints.models import Event, Identity
from narahubung.complaints.wall import ReportedParty
from narahubung.journal.verification import Tally, faults
from narahubung.protection.grounds import grounds, grounds_for
from narahubung.protection.jobs import remind
from narahubung.protection.lifecycle import MOVES, RIGHTS, Kind, Stage
from narahubung.protection.models import DataRequest, Reminder
from narahubung.protection.reach import files_of
from narahubung.protection.tests.conftest import FRIDAY
from narahubung.protection.timeline import HAPPENED


def identity_of(file):
    return Identity.objects.get(complaint=file).person()


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_has_its_article_and_three_times_24_hours(world, friday, ask, kind):
    case = ask(kind)
    assert case.rule.code == RIGHTS[kind][1]
    assert case.due_at - case.starts_at == timedelta(hours=72)
    assert case.article.startswith("UU 27/2022 Pasal")
    assert "Senin 23 November 2026 pukul 16.30 WITA" in case.sentence("id")


def test_hours_do_not_stop_on_days_off_and_are_late_by_the_minute(world, friday, ask):
    case = ask()
    friday.move_to(FRIDAY + timedelta(hours=72))
    assert not case.is_late()
    friday.move_to(FRIDAY + timedelta(hours=72, minutes=1))
    assert case.is_late()
    assert list(DataRequest.objects.late()) == [case]


def test_number_and_secret_words_are_proof_enough(world, ask):
    case = ask()
    assert case.stage == Stage.VERIFIED
    assert case.checked == "secret_words"


def test_a_letter_waits_until_the_identity_was_checked(world):
    case = letter(world)
    assert [m.name for m in case.moves_for(world.nadia)] == ["verify", "refuse"]
    case.take("verify", by=world.nadia, checked="card_copy")
    assert [m.name for m in case.moves_for(world.nadia)] == ["grant", "refuse"]


def letter(world, **details):
    details = {"agency": world.place("kutai-raya"), "complaint": None, **details}
    return DataRequest.objects.submit(
        kind="access",
        words={"text": "Apa yang disimpan tentang saya?", "name": "Sari", "contact": "RT 3"},
        by=world.nadia,
        channel="letter",
        received_at=FRIDAY,
        **details,
    )


def test_the_clock_of_a_letter_runs_from_its_receipt(world, time_machine):
    time_machine.move_to(FRIDAY + timedelta(hours=20))
    assert letter(world).due_at == FRIDAY + timedelta(hours=72)


@pytest.mark.parametrize("name", ["rina", "hana", "budi", "wati", "agus", "adi", "dewi"])
def test_nobody_but_the_officer_sees_a_request(world, ask, name):
    ask()
    assert not DataRequest.objects.visible_to(getattr(world, name)).exists()


def test_the_officer_sees_no_file_and_no_identity(world, ask):
    file = ask().complaint
    assert DataRequest.objects.visible_to(world.nadia).exists()
    assert not type(file).objects.visible_to(world.nadia).exists()
    assert not Identity.objects.visible_to(world.nadia).exists()


def test_an_officer_sees_only_what_lies_below_the_own_place(world, ask):
    ask()
    world.appoint("oki", "Oki", Role.DATA_PROTECTION, "disdukcapil")
    assert not DataRequest.objects.visible_to(world.oki).exists()


def test_a_request_from_a_file_about_the_officer_is_hidden_from_that_officer(world, friday, ask):
    case = ask()
    about = {"agency": world.place("inspektorat"), "user": world.nadia.user}
    ReportedParty.objects.create(complaint=case.complaint, **about)
    world.appoint("oki", "Oki", Role.DATA_PROTECTION, "kutai-raya")
    assert not DataRequest.objects.visible_to(world.nadia).exists()
    assert not files_of(world.nadia).exists()
    assert DataRequest.objects.visible_to(world.oki).exists()
    remind()
    assert [r.user for r in Reminder.objects.all()] == [world.oki.user]


def test_a_person_sees_the_own_requests_only(world, ask):
    case = ask()
    other = world.submit()
    assert list(DataRequest.objects.visible_to(Complainant(case.complaint_id))) == [case]
    assert not DataRequest.objects.visible_to(Complainant(other.pk)).exists()


def test_what_was_written_lies_sealed_in_the_database(world, ask):
    ask(text="burungrahasia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM protection_datarequest")
        stored = repr([bytes(v) if isinstance(v, memoryview) else v for v in cursor.fetchone()])
    assert "burungrahasia" not in stored


def test_the_same_is_asked_once_at_a_time(world, ask):
    case = ask()
    with pytest.raises(IntegrityError):
        ask(complaint=case.complaint)


def test_a_correction_seals_the_person_again_and_changes_nothing_else(world, ask):
    case = ask()
    before = identity_of(case.complaint)
    case.take("grant", by=world.nadia)
    case.take("finish", by=world.nadia, person={"name": "Melati Sari", "phone": ""})
    after = identity_of(case.complaint)
    assert (after.name, after.phone, after.email) == ("Melati Sari", before.phone, before.email)
    assert case.stage == Stage.DONE
    assert case.stopped_at
    assert case.events.last().facts["changed"] == ["name"]
    assert "Melati" not in repr(list(Event.objects.values_list("facts", "note")))


def test_a_corrected_number_is_found_and_the_old_one_is_not(world, ask):
    case = ask()
    old = Identity.objects.get(complaint=case.complaint).phone_index
    case.take("grant", by=world.nadia)
    case.take("finish", by=world.nadia, person={"phone": "0813 0000 1111"})
    assert Identity.objects.get(complaint=case.complaint).phone_index not in ("", old)


def test_nothing_can_be_corrected_where_nothing_is_kept(world, ask):
    case = ask(complaint=world.submit(person=None))
    case.take("grant", by=world.nadia)
    with pytest.raises(PermissionDenied):
        case.take("finish", by=world.nadia, person={"name": "Siapa"})
    case.refresh_from_db()
    assert case.stage == Stage.GRANTED


def test_a_refusal_names_its_article_and_ends_the_clock(world, ask):
    case = ask("objection")
    case.take("refuse", by=world.nadia, ground="law_enforcement", note="Sedang diperiksa.")
    assert case.stopped_at
    assert "Pasal 15 ayat (1) huruf b" in str(grounds()[case.ground])
    event = Event.objects.filter(kind="data_decision").get()
    assert event.facts["refusal"] == "law_enforcement"
    assert event.note == "Sedang diperiksa."


def test_every_kind_can_be_refused_on_some_ground_with_an_article(db):
    assert all(grounds_for(kind) for kind in Kind.values)
    assert all(g.article.startswith("UU 27/2022 Pasal") for g in grounds().values())
    assert all(set(g.kinds) <= set(Kind.values) for g in grounds().values())


def test_each_step_stands_in_both_chains_and_both_verify(world, ask):
    case = ask()
    case.take("grant", by=world.nadia, note="Baik.")
    case.take("finish", by=world.nadia, note="Sudah.", person={"name": "Melati Sari"})
    assert [e.kind for e in case.events.all()] == ["received", "verify", "grant", "finish"]
    kinds = [e.kind for e in case.complaint.events.filter(public=True)]
    assert kinds[-3:] == ["data_request", "data_decision", "data_decision"]
    assert list(faults(Tally(), {})) == []


def test_who_granted_it_stands_in_the_history_of_the_file(world, ask):
    case = ask()
    case.take("grant", by=world.nadia)
    assert Event.objects.get(kind="data_decision").actor == world.nadia.user


@pytest.mark.parametrize("name", ["rina", "agus"])
def test_nobody_else_can_take_a_step(world, ask, name):
    case = ask()
    with pytest.raises(DataRequest.DoesNotExist):
        case.take("grant", by=getattr(world, name))


def test_every_stage_is_reached_and_every_step_has_its_words():
    assert {m.to_stage for m in MOVES} | {Stage.RECEIVED} == set(Stage)
    assert {m.name for m in MOVES} <= set(HAPPENED)


def test_every_clock_of_the_desk_has_its_rule_of_law(world):
    codes = {code for _article, code in RIGHTS.values()} | {"pdp.breach"}
    rules = Rule.objects.filter(code__in=codes)
    assert {rule.code for rule in rules} == codes
    assert {(rule.length, rule.unit) for rule in rules} == {(72, "hours")}


def test_the_house_itself_may_only_check_and_end_what_was_erased(world, ask):
    assert {m.name for m in MOVES if System().role in m.who} == {"verify", "erased"}


def test_to_grant_an_erasure_is_to_erase(world, ask):
    case = ask("erasure", text="Hapus semuanya, burungrahasia.")
    case.take("grant", by=world.nadia, note="Dihapus.")
    case.complaint.refresh_from_db()
    assert case.complaint.erased_at
    assert not Identity.objects.filter(complaint=case.complaint).exists()
    assert case.stage == Stage.DONE
    assert case.stopped_at
    assert case.words() == {}
    assert not case.events.exclude(note="").exists()
    assert [e.kind for e in case.events.all()] == ["received", "verify", "grant", "erased"]
    assert Event.objects.filter(kind="data_decision", actor=world.nadia.user).exists()
    assert list(faults(Tally(), {})) == []


def test_a_legal_hold_refuses_with_a_sentence_and_leaves_all_as_it_was(world, ask):
    case = ask("erasure")
    case.complaint.hold(by=world.rina, reason="Bukti.")
    with pytest.raises(PermissionDenied, match="hukum"):
        case.take("grant", by=world.nadia)
    case.refresh_from_db()
    assert case.stage == Stage.VERIFIED
    assert identity_of(case.complaint).name


def test_whoever_erases_themselves_leaves_no_word_on_the_desk(world, ask):
    case = ask("correction", text="burungrahasia")
    case.complaint.erase(by=Complainant(case.complaint_id), reason="asked")
    case.refresh_from_db()
    assert (case.stage, case.words(), bytes(case.sealed)) == (Stage.DONE, {}, b"")
    assert list(faults(Tally(), {})) == []


def test_nothing_is_asked_about_a_file_that_was_erased(world, ask):
    file = world.submit()
    file.erase(by=Complainant(file.pk), reason="asked")
    with pytest.raises(PermissionDenied):
        ask(complaint=file)
    assert not files_of(world.nadia).exists()
