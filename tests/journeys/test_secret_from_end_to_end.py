"""A secret reporter from the counter to the action point: no word that leads to her is found by anybody else, anywhere.

Everybody walks over every address that shows reports, letters, tasks, products, figures and files, PDFs read as text.
"""

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.reports.tests.pdf_words import words_of
from tests import canaries as c
from tests.journeys.people import photo
from tests.test_visibility_matrix import FILE, SURFACES, body_of, urls_of

NAME = c.PERSON.name
SHOWN = ("reports:", "desk:", "notify:notices", "insight:", "portal:letter", "portal:agency")
OF_THE_OFFICE = ("eka", "bayu", "yoga", "sinta", "mira", "joko", "laras")
OF_AGENCIES = ("fani", "hilman", "agus", "wati", "dewi", "rina", "tono", "nadia", "adi")


def told():
    fields = ("name", "phone", "email", "nik", "address")
    return {field: getattr(c.PERSON, field) for field in fields} | {"secret_identity": "on"}


def taken_in(office):
    for key, role in (("fani", "focal_point"), ("hilman", "head")):
        office.world.appoint(key, key.title(), role, "disdukcapil")
    return office.takes_in(files=card_of_her(), **told())


def card_of_her():
    """A paper that bears her name on its file; what it is called goes to agencies, too."""
    return SimpleUploadedFile(f"KTP {NAME}.jpg", photo().read(), "image/jpeg")


def to_the_action_point(office, report):
    """The way with letters that are written here, a task that is answered, and a result with one point."""
    bayu, sinta, fani = office.bayu, office.sinta, office.fani
    office.until_examined(report)
    letter = office.writes(report, "ask_explanation", "explanation_1", bayu, sinta)
    bayu.takes(report, "ask_explanation", letter=letter, note="Mengapa akta belum terbit?")
    task = report.tasks.get()
    fani.on_task(task, "acknowledge")
    given = {"text": "Blangko habis.", "signatory": "Hilman", "files": photo()}
    fani.on_task(task, "answer", **given)
    bayu.takes(report, "explained", done_on=office.today, note="Blangko habis.")
    when = {"meets_on": office.today, "people": "Sinta, Bayu.", "evidence": "Buku loket."}
    bayu.takes(report, "confer", **when, note="Penundaan berlarut.")
    result = office.writes(report, "", "findings", bayu, sinta, "send")
    found = [office.term("maladministration", "undue_delay").pk]
    said = {"conclusion": "found", "found": found, "note": "Terbukti.", "rows-0-text": "Terbitkan."}
    said["files"] = card_of_her()
    sinta.takes(report, "issue", letter=result, **said)
    cover = office.writes(report, "deliver", "findings_cover", bayu, sinta)
    bayu.takes(report, "deliver", letter=cover)


def addresses():
    names = [n for n, kind in SURFACES.items() if n.startswith(SHOWN) and kind != FILE]
    return [url for name in names for url in urls_of(name, SURFACES[name], {})]


def seen(response) -> str:
    """Return all that an answer says: head, body, what is packed, and the words of a PDF."""
    if response.streaming:
        response.streaming_content = [raw := b"".join(response.streaming_content)]
    else:
        raw = response.content
    return body_of(response) + (words_of(raw) if raw.startswith(b"%PDF") else "")


def walked(client, urls):
    """Return where words that lead to her stand, and how many addresses opened."""
    found, opened = {}, 0
    for url in urls:
        response = client.get(url)
        opened += response.status_code == 200
        if words := c.found_in(seen(response).encode()):
            found[url] = words
    return found, opened


def test_nobody_but_she_finds_a_word_that_leads_to_her(office):
    report, murni = taken_in(office)
    to_the_action_point(office, report)
    office.on("2026-11-03")
    urls = addresses()
    for key in (*OF_THE_OFFICE, *OF_AGENCIES):
        found, opened = walked(enter(getattr(office, key).actor), urls)
        assert not found, (key, found)
        assert opened > 5 or key in ("nadia", "adi"), (key, opened)
    assert walked(Client(), urls)[0] == {}
    murni.looks()
    assert NAME in body_of(murni.client.get("/lacak/berkas/data-saya.zip"))


def test_no_letter_mail_table_or_name_of_a_file_holds_one(office, settings):
    report, _murni = taken_in(office)
    to_the_action_point(office, report)
    office.on("2026-11-03")
    for letter in report.letters.all():
        said = words_of(office.bayu.opens_pdf(letter))
        assert "".join(letter.number.split()) in said and not c.found_in(said.encode())
        assert not c.found_in(letter.file_name.encode())
    told_others = [m for m in mail.outbox if m.to != [c.PERSON.email]]
    assert len(told_others) < len(mail.outbox) and told_others
    said = "\n".join(m.message().as_string() for m in told_others)
    assert not c.found_in(said.encode())
    hers = [m for m in mail.outbox if m.to == [c.PERSON.email]]
    assert not any(NAME in f"{m.subject} {m.body}" for m in hers)
    assert c.in_files(settings.MEDIA_ROOT) == set() and c.in_tables() == set()


def test_what_an_examiner_writes_of_her_does_not_reach_the_agency(office):
    report, _murni = taken_in(office)
    bayu = office.bayu
    office.until_examined(report)
    draft = bayu.begins_letter(report, "ask_explanation", "explanation_1")
    bayu.on_letter(draft, "edit", refused=422, body=f"Ibu {NAME} menunggu.")
    bayu.page.shows("dirahasiakan", NAME)
    letter = bayu.enters(report, "explanation_1")
    asked = f"Mengapa akta {NAME} ({c.PERSON.phone}) belum terbit?"
    bayu.takes(report, "ask_explanation", letter=letter, note=asked)
    office.on("2026-11-03")
    urls = addresses()
    for key in OF_AGENCIES:
        assert walked(enter(getattr(office, key).actor), urls)[0] == {}, key
    office.fani.comes_to(report.tasks.get().get_absolute_url()).shows("Mengapa akta")


def test_who_opens_the_name_says_why_and_she_reads_it(office):
    report, murni = taken_in(office)
    url = f"{report.get_absolute_url()}identity/"
    eka = office.eka
    eka.reads(report).hides(NAME)
    confirm(eka.client, url)
    eka.opens(url)
    eka.presses("Buka identitas", {"Mengapa": "Alamat harus dicocokkan."}).shows(NAME)
    murni.looks().shows("Alamat harus dicocokkan.", "Eka Damayanti")
    eka.reads(report).hides(NAME)
    for key in ("fani", "rina", "mira", "yoga"):
        assert getattr(office, key).comes_to(url).status == 404, key
