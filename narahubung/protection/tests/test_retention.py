"""What was kept long enough goes, what is held stays, and a dry run changes nothing."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_q.models import Task
from hypothesis import HealthCheck, given
from hypothesis import settings as careful
from hypothesis import strategies as st

from narahubung.complaints.jobs import erase_asked
from narahubung.complaints.models import Complaint
from narahubung.complaints.traces import remove_files
from narahubung.documents import CleanFile
from narahubung.notify.jobs import work_the_outbox
from narahubung.notify.models import Message
from narahubung.protection import retention_deeds
from narahubung.protection.jobs import keep_the_schedule
from narahubung.protection.retention import BadSchedule, let_go, schedule
from narahubung.protection.retention_finds import FINDS

LONG_AGO = timedelta(days=5000)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


def ended(world, ago=LONG_AGO, **details):
    file = world.submit(**details)
    file.take("withdraw", by=world.sari)
    Complaint.objects.filter(pk=file.pk).update(closed_at=timezone.now() - ago)
    return file


def run(*words):
    out = StringIO()
    call_command("retention", *words, stdout=out)
    return out.getvalue()


def is_erased(file):
    return Complaint.objects.get(pk=file.pk).erased_at is not None


def test_every_kind_that_we_end_is_found_somewhere_and_has_its_reason():
    kinds = schedule()
    assert {kind.code for kind in kinds if kind.is_ours_to_end()} == set(FINDS)
    assert {kind.how for kind in kinds} <= {*retention_deeds.DEEDS, "swept", "kept", "outside"}
    for kind in kinds:
        assert kind.what and kind.basis, kind.code
        assert kind.confidence in ("high", "medium", "low"), kind.code
        assert (kind.days is None) == (kind.how == "kept"), kind.code


def test_a_dry_run_counts_and_changes_nothing(world):
    file = ended(world)
    out = run("--dry-run")
    assert "files_ended: 1 would go" in out and "events: kept" in out
    assert not is_erased(file)


def test_a_file_goes_when_its_time_is_over_and_not_before(world):
    old, young, still_open = ended(world), ended(world, timedelta(days=1800)), world.submit()
    assert "files_ended: 1 over, 1 went" in run("--kind", "files_ended")
    assert [is_erased(f) for f in (old, young, still_open)] == [True, False, False]
    last = Complaint.objects.get(pk=old.pk).events.last()
    assert (last.kind, last.facts, last.role) == ("erased", {"reason": "retention"}, "system")
    assert "files_ended: 0 over" in run("--kind", "files_ended")


def test_a_held_file_stays_until_the_hold_is_lifted(world):
    file = ended(world)
    file.hold(world.rina, "Perkara 12/G/2026")
    assert "files_ended: 0 over" in run("--kind", "files_ended")
    assert not is_erased(file)
    file.lift_hold(world.rina)
    assert "1 went" in run("--kind", "files_ended")
    assert is_erased(file)


def test_a_hold_that_comes_while_we_are_at_it_is_respected(world):
    file = ended(world)
    found = FINDS["files_ended"](timezone.now())
    keys = list(retention_deeds.batches(found))
    file.hold(world.rina, "Perkara")
    assert keys == [[file.pk]]
    assert list(retention_deeds.erase(Complaint.objects.filter(pk=file.pk))) == [0]
    assert not is_erased(file)


def test_one_file_that_cannot_be_erased_does_not_stop_the_others(world, monkeypatch):
    files = [ended(world) for _n in range(3)]
    monkeypatch.setattr(retention_deeds, "BATCH", 2)
    found = Complaint.objects.filter(pk__in=[f.pk for f in files])
    Complaint.objects.filter(pk=files[1].pk).update(
        stage="examined", unit=world.place("dinkes"), closed_at=None
    )
    assert sum(retention_deeds.erase(found)) == 2
    assert [is_erased(f) for f in files] == [True, False, True]


def test_papers_of_a_withdrawn_file_go_before_the_file(world):
    paper = CleanFile("ktp.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF-asli")
    file = ended(world, timedelta(days=400), files=[paper])
    held = ended(world, timedelta(days=400), files=[paper])
    held.hold(world.rina, "Perkara")
    assert "papers_withdrawn: 1 over, 1 went" in run()
    assert remove_files() == 1
    kept = file.attachments.get()
    assert (kept.name, bytes(kept.original_key), kept.cleaned.name) == ("", b"", "")
    assert held.attachments.get().unsealed_original() == b"%PDF-asli"
    assert not is_erased(file)


def test_what_the_house_remembers_of_its_work_goes_too(world, home):
    world.submit()
    work_the_outbox()
    old = timezone.now() - LONG_AGO
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=old)
    Session.objects.create(
        session_key="b" * 32, session_data="x", expire_date=timezone.now() + LONG_AGO
    )
    Task.objects.create(id="t", name="t", func="f", started=old, stopped=old, success=True)
    mail = home / "mail" / "1.log"
    mail.parent.mkdir(exist_ok=True)
    mail.write_text("To: x")
    os.utime(mail, (old.timestamp(), old.timestamp()))
    run()
    assert [s.session_key[0] for s in Session.objects.all()] == ["b"]
    assert not Task.objects.exists() and not mail.exists()
    assert Message.objects.exists()


def test_notices_go_after_their_time_and_nobody_is_told_again(world, time_machine):
    world.submit()
    held = world.submit()
    held.hold(world.rina, "Perkara")
    work_the_outbox()
    time_machine.move_to(timezone.now() + timedelta(days=800))
    Message.objects.update(state="sent")
    run("--kind", "messages")
    assert {m.event.complaint_id for m in Message.objects.all()} == {held.pk}
    before = Message.objects.count()
    work_the_outbox()
    assert Message.objects.count() == before


def test_the_night_does_nothing_until_it_is_switched_on(world, settings):
    file = ended(world)
    settings.RETENTION = False
    keep_the_schedule()
    assert not is_erased(file)
    settings.RETENTION = True
    keep_the_schedule()
    assert is_erased(file)


def test_an_installation_may_change_days_and_nothing_else(world, home):
    file = ended(world, timedelta(days=40))
    (home / "retention.toml").write_text('[files_ended]\ndays = 30\nbasis = "JRA 2026"\n')
    run("--kind", "files_ended")
    assert is_erased(file)
    for wrong in (
        '[files_ended]\nhow = "kept"\n',
        "[files]\ndays = 3\n",
        "[files_ended]\ndays = -1\n",
    ):
        (home / "retention.toml").write_text(wrong)
        with pytest.raises(BadSchedule):
            schedule()
        with pytest.raises(CommandError):
            run("--dry-run")


def test_an_unknown_kind_is_refused_with_those_there_are(world):
    with pytest.raises(CommandError, match="files_ended"):
        run("--kind", "semua")


@careful(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.lists(st.tuples(st.integers(0, 4000), st.booleans()), min_size=1, max_size=4))
def test_whatever_there_is_exactly_what_is_over_and_free_goes(world, files):
    """For any ages and holds: erased are those that ended before the day and are not held, and no others."""
    made = [(ended(world, timedelta(days=d)), d, held) for d, held in files]
    for file, _days, held in made:
        if held:
            file.hold(world.rina, "Perkara")
    for _round in range(2):
        assert all(result.over >= result.gone for result in let_go(only="files_ended"))
    for file, days, held in made:
        assert is_erased(file) is (days >= 1826 and not held)


def test_a_wish_that_had_to_wait_is_granted_when_nothing_keeps_the_file(world):
    file = ended(world, timedelta(days=1))
    file.hold(world.rina, "Perkara")
    assert file.ask_erasure(world.sari)
    assert file.ask_erasure(world.sari) is None
    assert erase_asked() == 0
    file.lift_hold(world.rina)
    assert erase_asked() == 1
    assert is_erased(file)


def test_an_operator_sets_and_lifts_a_hold_and_both_are_events(world, capsys):
    file = ended(world)
    call_command("hold", file.reference.lower(), reason="Perkara 12")
    call_command("hold", file.reference, reason="Perkara 12")
    call_command("hold", file.reference, lift=True)
    call_command("hold", file.reference, lift=True)
    said = capsys.readouterr().out.split("\n")
    assert [line.partition(" ")[2] for line in said[:4]] == [
        *("is held", "was already held", "is free", "was already free"),
    ]
    events = Complaint.objects.get(pk=file.pk).events.filter(kind__in=("held", "hold_lifted"))
    assert [(e.kind, e.public) for e in events] == [("held", False), ("hold_lifted", False)]
    for wrong in (["6469-26-00000-0", "--reason", "x"], [file.reference]):
        with pytest.raises(CommandError):
            call_command("hold", *wrong)
