"""A reporter is erased from an ended report: words, papers and keys go, and the ledger still verifies."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Kept, Reason
from narahubung.operations.ombudsman import TO_FORMAL, TO_PLENARY
from narahubung.reports.jobs import erase_traces
from narahubung.reports.letter_writing import draft
from narahubung.reports.letters import LetterPaper
from narahubung.reports.models import Report
from narahubung.vault.rotation import columns
from tests import canaries as c


@pytest.fixture
def told(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = office.submit(
        title=c.TITLE,
        text=c.TEXT,
        place=c.PLACE,
        earlier_effort=c.SAID,
        expectation=c.VERDICT,
        files=[c.photo()],
        note=c.NOTE,
    )
    office.go(TO_FORMAL)
    office.verify(report, "formal", account=("missing", c.WHISPER, None))
    office.go("formal check_material material submit_plenary")
    report.say(c.ANSWER, by=office.eka)
    write_letters(office, report)
    report.take(
        "close_intake",
        by=office.sinta,
        **{**office.usual(report)["close_intake"], "minutes": c.FINAL},
    )
    return report


def write_letters(office, report):
    """One to the reporter with a signed scan and a slip, and one that was taken back."""
    letter = draft(report, "complete_report", office.eka)
    words = {"addressee_name": c.PERSON.name, "addressee_place": c.PERSON.address}
    letter.revise(office.eka, body=c.TEXT, matter=c.TITLE, copies=[c.PERSON.name], **words)
    letter.review(office.sinta)
    letter.sign(office.eka, signed_on=office.today, scan=c.photo())
    letter.send(office.eka, sent_on=office.today, way="post")
    letter.receive(office.eka, received_on=office.today, received_by=c.PERSON.name, proof=c.photo())
    draft(report, "transfer_notice", office.eka).void(office.eka, c.NOTE)


@pytest.mark.django_db(transaction=True)
def test_of_a_letter_number_days_and_checksum_stay_and_no_paper(told, client):
    told.erase(System(), Reason.ASKED)
    erase_traces()
    letter = told.letters.get(kind="complete_report")
    assert letter.number and letter.sha256 and letter.received_on and not letter.body
    assert not LetterPaper.objects.visible_to(System()).exists()
    assert not any(paper.has_original() for paper in LetterPaper.objects.all())
    page = client.get(f"/surat/{letter.written_code}/").content.decode()
    assert letter.number in page and "Asli" in page


@pytest.mark.django_db(transaction=True)
def test_no_word_of_the_person_stays(told):
    told.erase(System(), Reason.ASKED)
    erase_traces()
    assert c.in_tables() == set()
    assert c.files_kept() == []
    assert told.erase(System(), Reason.ASKED) is None


def test_the_ledger_still_verifies_and_the_number_stays(told):
    number = told.number
    told.erase(System(), Reason.RETENTION)
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "verified" in out.getvalue()
    assert Report.objects.get().number == number


def test_a_report_at_the_desk_stands_where_its_first_entry_says(office):
    office.submit()
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "verified 1 entr" in out.getvalue()


def test_an_open_report_is_not_erased_and_an_erased_one_not_changed(office):
    report = office.submit()
    with pytest.raises(Kept):
        report.erase(System(), Reason.ASKED)
    office.go(f"{TO_PLENARY} close_intake")
    report.erase(System(), Reason.ASKED)
    assert report.moves_for(office.eka) == []
    with pytest.raises(PermissionDenied):
        report.say("Masih ada?", by=office.eka)


def test_rotation_of_the_master_key_reaches_every_key_of_a_report():
    labels = [column.label for column in columns()]
    assert {"reports.Identity.data_key", "reports.Attachment.original_key"} <= set(labels)
