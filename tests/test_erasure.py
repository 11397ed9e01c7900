"""A person is erased from a file: no byte of them stays, the ledger verifies, the figures do not move."""

import io
import logging
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from narahubung.accounts.tests.ways_in import enter
from narahubung.cases.erasers import ERASERS
from narahubung.cases.erasure import Reason
from narahubung.complaints import jobs
from narahubung.complaints.models import Attachment, Complaint, Event, Identity
from narahubung.integrations.lapor.exporting import chosen, csv_lines, rows
from narahubung.integrations.lapor.models import LaporRecord
from narahubung.integrations.lapor.tests.sheets import bring, report
from narahubung.jobs import run_job
from narahubung.notify.jobs import work_the_outbox
from narahubung.notify.models import Message, State
from narahubung.patterns.following import follow_all
from narahubung.patterns.jobs import settle_index
from narahubung.portal.drafts import locked
from narahubung.portal.figures import counted
from narahubung.portal.models import Draft
from tests import canaries as c

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_index():
    """The index is no table of Django, so it is not emptied after a test with transactions of its own."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_complaint")


@pytest.fixture
def told(world, settings, tmp_path, caplog):
    """A file in which the person left traces at every place there is, answered and closed."""
    settings.MEDIA_ROOT, settings.HOME = tmp_path / "files", tmp_path / "home"
    caplog.set_level(logging.INFO)
    file = world.submit(
        person=c.PERSON,
        title=f"{c.TITLE} di loket",
        text=f"{c.TEXT} kata {c.PERSON.name}",
        place=c.PLACE,
        other_number=c.NUMBER,
        files=[c.photo()],
        note=c.NOTE,
    )
    keep_draft(file, world.secret)
    file.say(f"{c.SAID} {c.PERSON.phone}", by=world.sari)
    world.dispose()
    file.reclassify(by=world.rina, note=c.NOTE, text_final=f"{c.FINAL} singkat")
    file.say(c.WHISPER, by=world.budi, side="internal")
    file.take("accept", by=world.budi)
    answer(world, file)
    work_the_outbox()
    follow_all()
    return file


def answer(world, file):
    file.take(
        "answer",
        by=world.budi,
        kind=world.term("remedy", "full"),
        text=f"{c.ANSWER}, Ibu {c.PERSON.name}",
        signatory="dr. Hana Prasetya",
    )
    file.take("confirm", by=world.sari, note=c.VERDICT, rating=4)


def keep_draft(file, secret):
    draft = locked("x" * 43)
    draft.reference, draft.sent_at = file.reference, timezone.now()
    draft.secret = draft.seal(secret.encode())
    draft.save()


def after():
    """Do what the worker does after an erasure, the night included."""
    jobs.erase_traces()
    settle_index()
    jobs.rewrite_at_night()
    work_the_outbox()
    follow_all()


def test_no_byte_of_the_person_is_left(told, world, settings, tmp_path, caplog, mailoutbox):
    assert c.in_tables() and c.files_kept() and c.in_mails()
    mailoutbox.clear()

    told.erase(world.sari, Reason.ASKED)
    after()

    assert c.in_tables() == set()
    assert c.in_pages() == set()
    assert c.in_files(settings.MEDIA_ROOT, settings.HOME) == set()
    assert c.files_kept() == []
    assert c.in_logs(caplog) == set()
    assert c.in_mails() == set()


def test_no_page_list_search_or_export_tells_of_the_person(told, world):
    told.erase(world.sari, Reason.ASKED)
    after()
    client = enter(world.rina)
    for url in (
        *("/work/?tab=all", "/work/?tab=ended", f"/work/{told.reference}/"),
        *(f"{reverse('complaints:export', args=[kind])}?tab=all" for kind in ("csv", "xlsx")),
    ):
        response = client.get(url)
        assert response.status_code == 200, url
        assert c.found_in(unpacked(response)) == set(), url
    for word in (c.TITLE, c.TEXT, c.FINAL, c.PLACE, c.NUMBER, c.PERSON.name):
        assert not Complaint.objects.visible_to(world.rina).matching(word).exists()
    assert Complaint.objects.matching(told.reference).get() == told


def unpacked(response):
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            raw = b"".join(book.read(name) for name in book.namelist())
    return raw


def test_the_ledger_still_verifies_and_counts_what_was_erased(told, world, capsys):
    length, hashes = told.chain_length, list(told.events.values_list("hash", flat=True))
    told.erase(world.sari, Reason.ASKED)
    after()

    call_command("verify")

    out = capsys.readouterr().out
    assert f"verified {Event.objects.count()} entries" in out
    assert f"of {length} the words were erased" in out
    assert list(told.events.values_list("hash", flat=True))[:-1] == hashes
    last = told.events.get(seq=length + 1)
    assert (last.kind, last.facts, last.public) == ("erased", {"reason": "asked"}, True)


def test_figures_and_counts_do_not_move(told, world):
    for _n in range(6):
        world.submit()
    before = standing(world)
    told.erase(world.system, Reason.ASKED)
    after()
    assert standing(world) == before


def standing(world):
    of = ("agency", "unit", "stage", "outcome", "category", "received_on", "closed_at")
    rows = Complaint.objects.order_by("pk").values_list(*of)
    lists = [
        len(Complaint.objects.visible_to(actor).filter(stage=stage))
        for actor in (world.rina, world.budi, world.hana)
        for stage in ("closed", "received")
    ]
    public = sorted(Complaint.objects.public(), key=str)
    return list(rows), lists, counted(timezone.localdate()), public


def test_erasing_twice_is_no_error_and_is_written_once(told, world):
    assert told.erase(world.sari, Reason.ASKED)
    assert told.erase(world.sari, Reason.ASKED) is None
    assert Complaint.objects.get(pk=told.pk).erase(world.system, Reason.RETENTION) is None
    assert told.events.filter(kind="erased").count() == 1


def test_what_breaks_in_the_middle_has_erased_nothing(told, world, monkeypatch):
    before = c.in_tables()
    monkeypatch.setitem(ERASERS, "complaint", [*ERASERS["complaint"], "os.abort.missing"])
    with pytest.raises(ImportError):
        told.erase(world.sari, Reason.ASKED)
    assert c.in_tables() == before
    assert Identity.objects.get(complaint=told).person() == c.PERSON
    assert c.files_kept()


def test_files_are_removed_by_a_job_that_may_be_cut_off(told, world, monkeypatch):
    told.erase(world.sari, Reason.ASKED)
    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "delete", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            jobs.erase_traces()
    assert c.files_kept()
    # What is left cannot be opened: its key went with the transaction.
    assert not Attachment.objects.exclude(original_key=b"").exists()
    jobs.erase_traces()
    assert not c.files_kept()
    jobs.erase_traces()


def test_an_open_file_is_withdrawn_before_it_is_erased(world):
    file = world.dispose()
    file.erase(world.sari, Reason.ASKED)
    assert [e.kind for e in file.events.all()][-2:] == ["withdraw", "erased"]
    assert file.stage == "withdrawn" and not file.deadlines.running().exists()


def test_nothing_can_be_done_to_an_erased_file(told, world):
    told.erase(world.sari, Reason.ASKED)
    assert told.moves_for(world.rina) == told.moves_for(world.sari) == []
    for deed in (
        lambda: told.take("reopen", by=world.rina, note="x"),
        lambda: told.say("x", by=world.rina),
        lambda: told.reclassify(by=world.rina, title="x"),
        lambda: told.hold(world.rina, "x"),
    ):
        with pytest.raises(PermissionDenied, match="erased|dihapus"):
            deed()
    assert told.events.last().kind == "erased"


def test_what_was_not_sent_yet_never_is(world, mailoutbox, settings, tmp_path):
    settings.MEDIA_ROOT, settings.HOME = tmp_path, tmp_path
    file = world.submit(person=c.PERSON)
    file.take("verify", by=world.rina)
    file.take("ask", by=world.rina, note="?")
    event = file.events.get(kind="received")
    Message.objects.create(event=event, recipient="complainant", channel="email")

    file.erase(world.sari, Reason.ASKED)
    work_the_outbox()

    assert not [m for m in mailoutbox if "zubaqir" in str(m.to)]
    states = Message.objects.filter(recipient="complainant").values_list("state", flat=True)
    assert set(states) == {State.ERASED}


def test_the_folder_of_mails_forgets_those_to_the_person_alone(world, settings, tmp_path):
    settings.HOME, settings.EMAIL_URL = tmp_path, ""
    settings.EMAIL_BACKEND = "narahubung.notify.mail.Backend"
    file = world.submit(person=c.PERSON)
    work_the_outbox()
    assert c.in_files(tmp_path / "mail")
    many = len(list((tmp_path / "mail").iterdir()))

    file.erase(world.sari, Reason.ASKED)
    run_job("notify.remove_mails", f'{{"complaint": {file.pk}}}')

    assert not c.in_files(tmp_path / "mail")
    assert len(list((tmp_path / "mail").iterdir())) == many - 1


def test_the_receipt_of_an_erased_file_is_closed(told, world):
    told.erase(world.sari, Reason.ASKED)
    draft = Draft.objects.get(reference=told.reference)
    assert not draft.has_receipt() and not draft.secret and not draft.data_key


def test_a_report_of_sp4n_lapor_is_erased_and_does_not_come_back(world):
    row = report(
        Nama_Pelapor=c.PERSON.name,
        Judul_Laporan=c.TITLE,
        Kelurahan=c.PLACE,
        extra={"Isi Laporan Awal": c.TEXT, "Isi Laporan Akhir": c.FINAL},
    )
    bring([row])
    record = LaporRecord.objects.get()
    name_index, row_hash = record.name_index, record.row_hash
    record.complaint.erase(world.system, Reason.ORDERED)

    again = bring([row, {**row, "Judul Laporan": f"{c.TITLE} lagi"}])
    assert (again.new, again.changed) == (0, 0)
    assert {code for _n, _id, code, _facts in again.refusals} == {"erased", "twice"}
    jobs.erase_traces()

    assert c.in_tables() == set()
    kept = LaporRecord.objects.get()
    assert kept.tracking_id == record.tracking_id
    assert not {name_index, row_hash} & {str(v) for v in vars(kept).values()}
    sheet = "".join(csv_lines(rows(chosen(world.system), world.system), "Uji"))
    assert record.tracking_id in sheet and c.found_in(sheet.encode()) == set()


def test_the_file_says_on_its_page_that_the_person_was_erased(told, world):
    told.erase(world.system, Reason.ORDERED)
    page = enter(world.rina).get(f"/work/{told.reference}/").content.decode()
    assert "Dihapus pada" in page and "/reopen/" not in page and "/reclassify/" not in page
