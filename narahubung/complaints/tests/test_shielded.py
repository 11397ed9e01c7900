"""The words of somebody who hides: read by officers without name and number, by the writer as written."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.complaints.bulk import dispose_each
from narahubung.complaints.models import Attachment, Complaint, Identity, Message, Original
from narahubung.documents import CleanFile
from narahubung.journal.check_receipt import check
from narahubung.journal.publishing import publish
from narahubung.journal.verification import Tally, faults
from narahubung.portal.tracking import hand_key

STORY = "Saya, Sari Melati, bidan di Kuaro. Telepon saya 0812 5555 0101. Obat dijual di loket."
LEFT = "Saya, [nama], bidan di Kuaro. Telepon saya [nomor telepon]. Obat dijual di loket."
HIDDEN = ["secret", "anonymous"]


@pytest.fixture
def filed(world):
    return world.submit(text=STORY, title="Laporan Sari", place="Rumah Melati", shield="secret")


def given(world, **words):
    return {
        "unit": world.place("puskesmas-kuaro"),
        "classification": world.term("classification", "complaint_ordinary"),
        "category": world.term("category", "health"),
        **words,
    }


def sent(world, **words):
    return {name: getattr(value, "pk", value) for name, value in given(world, **words).items()}


def own(client, file, url="/lacak/berkas/"):
    response = client.get("/lacak/")
    hand_key(response, file.pk)
    client.cookies.load(response.cookies.output(header="", sep=";"))
    return client.get(url).content.decode()


def in_the_database(*words):
    """Return the words that stand anywhere in the database as they are."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    dump = repr([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in rows])
    return [word for word in words if word.casefold() in dump.casefold()]


@pytest.mark.parametrize("shield", HIDDEN)
def test_what_is_filed_is_stored_without_the_person(world, shield):
    file = world.submit(text=STORY, title="Laporan Sari", place="Rumah Melati", shield=shield)
    file.refresh_from_db()
    assert (file.text, file.title, file.place) == (LEFT, "Laporan [nama]", "Rumah [nama]")
    assert in_the_database("Sari", "Melati", "5555 0101", "55550101", "5555-0101") == []


def test_an_open_file_keeps_every_word(world):
    file = world.submit(text=STORY, shield="open")
    assert file.text == STORY
    assert not Original.objects.exists()


def test_nobody_finds_the_name_by_searching_for_it(world, filed):
    for name in ("rina", "hana", "wati", "agus"):
        actor = getattr(world, name)
        assert not Complaint.objects.visible_to(actor).matching("melati").exists()
        assert Complaint.objects.visible_to(actor).matching("bidan").exists()


def test_the_complainant_reads_the_own_words_everywhere(world, filed, client):
    page = own(client, filed)
    for words in (STORY, "Laporan Sari", "Rumah Melati"):
        assert words in page
    assert "[nama]" not in page


def test_the_proof_verifies_with_the_original_words(world, filed, client):
    words = sent(world, text="Obat dijual di loket.", title="Obat")
    filed.take("verify", by=world.rina)
    enter(world.rina).post(f"/work/{filed.reference}/dispose/", words)
    publish()
    receipt = json.loads(own(client, filed, "/lacak/berkas/bukti.json"))
    assert receipt["text"] == STORY
    check(receipt)
    assert list(faults(Tally(), {})) == []


def test_the_step_offers_the_masked_words_and_tells_what_was_taken_out(world, filed):
    filed.take("verify", by=world.rina)
    for step in ("dispose", "pass_on"):
        page = enter(world.rina).get(f"/work/{filed.reference}/{step}/")
        text = page.content.decode()
        assert LEFT in text
        assert page.context["form"].marks == {"[nama]": 3, "[nomor telepon]": 1}
        assert "[nomor telepon] 1×" in text
        assert "Sari" not in text


def test_where_nothing_was_found_nothing_is_asked(world):
    for shield in ("open", *HIDDEN):
        file = world.submit(text="Antrean lima jam.", shield=shield)
        file.take("verify", by=world.rina)
        form = enter(world.rina).get(f"/work/{file.reference}/dispose/").context["form"]
        assert not {"title", "text", "place"} & set(form.fields)
        file.take("dispose", by=world.rina, **given(world))


def test_without_a_decision_the_file_does_not_go_on(world, filed):
    filed.take("verify", by=world.rina)
    with pytest.raises(PermissionDenied, match="pelapor"):
        filed.take("dispose", by=world.rina, **given(world))
    reason = world.term("pass_on_reason", "other_agency")
    with pytest.raises(PermissionDenied):
        filed.take("pass_on", by=world.rina, to_agency=world.place("disdukcapil"), reason=reason)
    filed.refresh_from_db()
    assert filed.stage == "verifying"


def test_many_at_once_go_on_but_for_those_that_somebody_must_read(world, filed):
    plain = world.submit(text="Antrean lima jam.", shield="secret")
    open_file = world.submit(text=STORY)
    references = [filed.reference, plain.reference, open_file.reference]
    results = dispose_each(references, world.rina, **given(world))
    assert [bool(result.refusal) for result in results] == [True, False, False]
    assert "putuskan apa yang boleh dibaca unit" in results[0].refusal


def test_what_the_manager_decides_is_what_the_unit_reads(world, filed):
    filed.take("verify", by=world.rina)
    words = sent(world, text="Seorang petugas, bukan Sari, melihat obat dijual.", title="Obat")
    page = enter(world.rina).post(f"/work/{filed.reference}/dispose/", words)
    assert page.status_code == 302
    filed.refresh_from_db()
    assert filed.text == "Seorang petugas, bukan [nama], melihat obat dijual."
    assert (filed.title, filed.place) == ("Obat", "")
    assert filed.events.filter(kind="reclassified").count() == 1
    assert not Complaint.objects.visible_to(world.budi).matching("bidan").exists()
    assert Complaint.objects.visible_to(world.budi).matching("petugas").exists()
    page = enter(world.budi).get(filed.get_absolute_url()).content.decode()
    assert "bidan" not in page
    assert filed.as_told().text == STORY


def test_the_original_is_read_by_whoever_opens_the_identity(world, filed):
    client = enter(world.rina)
    confirm(client, "/work/")
    url = f"/work/{filed.reference}/identity/"
    page = client.post(url, {"reason": "Harus tahu siapa saksinya."}).content.decode()
    assert STORY in page
    assert "Laporan Sari" in page


@pytest.mark.parametrize("shield", HIDDEN)
def test_what_the_complainant_writes_later_is_masked_too(world, client, shield):
    world.submit(shield=shield)
    file = world.dispose()
    file.say("Ini Sari lagi, NIK 6469014101900001.", by=world.sari)
    file.take("accept", by=world.budi)
    kind = world.term("remedy", "full")
    answer = {"kind": kind, "text": "Ibu Sari sudah dilayani.", "signatory": "dr. Hana"}
    file.take("answer", by=world.budi, **answer)
    file.take("reply", by=world.sari, note="Belum. Hubungi Melati di 0857-1111-2222.")

    page = enter(world.budi).get(file.get_absolute_url()).content.decode()
    for words in ("Ini [nama] lagi, NIK [NIK].", "Ibu [nama] sudah dilayani.", "[nomor telepon]"):
        assert words in page
    assert in_the_database("Sari", "Melati", "6469014101900001", "1111-2222") == []
    page = own(client, file)
    assert "Ini Sari lagi, NIK 6469014101900001." in page
    assert "Hubungi Melati di 0857-1111-2222." in page


def test_an_officer_does_not_write_the_name_by_mistake_and_keeps_other_numbers(world):
    world.submit(shield="secret")
    file = world.dispose()
    file.say("Bu Sari, kantor kami 0541-123456.", by=world.rina)
    file.reclassify(by=world.rina, title="Keluhan Sari", text_final="Sari menunggu lima jam.")
    assert Message.objects.get().text == "Bu [nama], kantor kami 0541-123456."
    assert (file.title, file.text_final) == ("Keluhan [nama]", "[nama] menunggu lima jam.")
    assert not Original.objects.exists()


def test_the_name_of_a_paper_does_not_give_the_person_away(world):
    paper = CleanFile("KTP_Sari_Melati.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
    world.submit(shield="secret", files=[paper])
    assert Attachment.objects.get().name == "KTP_[nama]_[nama].pdf"


def test_a_title_that_grows_by_its_marks_still_fits(world):
    file = world.submit(title="Sri " * 49, shield="secret", person=None)
    assert file.title == "Sri " * 49
    person = type(world.sari_person)(name="Sri")
    file = world.submit(
        title=("Sri, " * 40)[:200], place="Sri-" * 50, shield="secret", person=person
    )
    assert len(file.title) <= 200
    assert len(file.place) <= 200


def test_with_the_key_the_original_is_gone_and_nothing_is_sealed_anew(world, filed, client):
    Identity.objects.update(data_key=b"")
    page = own(client, filed)
    assert LEFT in page
    filed.say("Ini Sari.", by=world.sari)
    assert Original.objects.count() == 1
    client = enter(world.rina)
    confirm(client, "/work/")
    assert client.get(f"/work/{filed.reference}/identity/").status_code == 404
