"""A secret name is opened with a reason, once, and leaves a trace; an anonymous one is opened by nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.complaints.identity import Identity, Person
from narahubung.complaints.models import Event
from narahubung.journal.chain import first_fault
from narahubung.notify.dispatch import dispatch_next
from narahubung.notify.models import Message as Notice
from narahubung.portal.tracking import hand_key

REASON = "Saksi harus dihubungi sebelum pemeriksaan."


@pytest.fixture
def secret(world):
    world.submit(shield="secret")
    return world.dispose()


def address(file):
    return f"/work/{file.reference}/identity/"


def opened(world, name, file, reason=REASON):
    client = enter(getattr(world, name))
    confirm(client, "/work/")
    return client.post(address(file), {"reason": reason})


def own_page(client, file):
    response = client.get("/lacak/")
    hand_key(response, file.pk)
    client.cookies.load(response.cookies.output(header="", sep=";"))
    return client.get("/lacak/berkas/").content.decode()


@pytest.mark.parametrize("name", ["rina", "wati"])
def test_manager_and_inspectorate_open_a_secret_name_with_a_reason(world, secret, name):
    page = opened(world, name, secret)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Sari Melati" in text
    assert "0812-5555-0101" in text
    event = secret.events.get(kind="identity_opened")
    assert (event.actor, event.note, event.public) == (getattr(world, name).user, REASON, True)


def test_the_page_with_the_name_is_shown_once_and_kept_nowhere(world, secret):
    client = enter(world.rina)
    confirm(client, "/work/")
    page = client.post(address(secret), {"reason": REASON})
    assert "no-store" in page["Cache-Control"]
    assert set(page.cookies) <= {"csrf"}
    for url in (address(secret), secret.get_absolute_url(), "/work/?tab=all"):
        assert "Sari Melati" not in client.get(url).content.decode()
    client.post(address(secret), {"reason": REASON})
    assert secret.events.filter(kind="identity_opened").count() == 2


@pytest.mark.parametrize("name", ["budi", "hana", "tono", "dewi", "agus", "adi"])
def test_nobody_else_opens_it(world, secret, name):
    assert opened(world, name, secret).status_code == 404
    assert not secret.events.filter(kind="identity_opened").exists()


@pytest.mark.parametrize("name", ["rina", "wati", "hana", "budi"])
def test_an_anonymous_or_open_name_is_opened_by_nobody(world, name):
    for shield in ("anonymous", "open"):
        file = world.submit(shield=shield)
        assert opened(world, name, file).status_code == 404
        assert not file.events.filter(kind="identity_opened").exists()


@pytest.mark.parametrize("reason", ["", "perlu", "         a"])
def test_without_a_reason_nothing_is_opened(world, secret, reason):
    page = opened(world, "rina", secret, reason)
    assert page.status_code == 422
    assert "Sari Melati" not in page.content.decode()
    assert not secret.events.filter(kind="identity_opened").exists()


def test_the_password_is_asked_again_before_a_name_is_opened(world, secret):
    client = enter(world.rina)
    for page in (client.get(address(secret)), client.post(address(secret), {"reason": REASON})):
        assert page.url.startswith("/accounts/reauthenticate/")
    assert not secret.events.filter(kind="identity_opened").exists()


def test_the_complainant_is_told_and_reads_who_when_and_why(world, secret, client):
    assert "Belum ada yang membuka identitas Anda." in own_page(client, secret)
    while dispatch_next():
        pass
    Notice.objects.all().delete()
    opened(world, "rina", secret)
    while dispatch_next():
        pass

    notices = list(Notice.objects.all())
    assert [(n.user, n.event.kind) for n in notices] == [(None, "identity_opened")]
    page = own_page(client, secret)
    for words in ("Rina Wulandari", "Dinas Kesehatan", REASON):
        assert words in page
    assert "Belum ada yang membuka identitas Anda." not in page


def test_officers_read_the_opening_in_the_thread_and_the_chain_verifies(world, secret):
    opened(world, "wati", secret)
    page = enter(world.budi).get(secret.get_absolute_url()).content.decode()
    assert REASON in page
    assert "Identitas dibuka" in page
    events = list(Event.objects.filter(complaint=secret).order_by("seq"))
    assert first_fault(secret.reference, events) == ""


def test_an_anonymous_complainant_reads_that_nobody_can_open_it(world, client):
    file = world.submit(shield="anonymous")
    assert "tidak ada petugas yang dapat membuka identitas Anda" in own_page(client, file)


def test_the_button_stands_only_with_those_who_may_press_it(world, secret):
    for name, may in (("rina", True), ("wati", True), ("hana", False), ("budi", False)):
        page = enter(getattr(world, name)).get(secret.get_absolute_url()).content.decode()
        assert (address(secret) in page) is may, name


# The same person again.


def test_open_files_of_the_same_person_are_named_on_the_page(world):
    first = world.submit(title="Pertama")
    other = world.submit(title="Kedua", person=Person(name="S.", phone="+62 812 5555 0101"))
    world.submit(title="Orang lain", person=Person(name="Sari", phone="0813-1111-2222"))
    world.submit(title="Rahasia", shield="secret")
    world.submit(title="Anonim", shield="anonymous")
    world.submit(title="Di instansi lain", agency=world.place("disdukcapil"))
    page = enter(world.rina).get(first.get_absolute_url())
    assert page.context["same_person"] == [other]


def test_a_secret_file_tells_of_the_same_person_only_where_it_is_opened(world, secret):
    also = world.submit(title="Terbuka")
    hidden = world.submit(title="Rahasia juga", shield="secret")
    world.submit(title="Anonim", shield="anonymous")
    client = enter(world.rina)
    assert "same_person" not in client.get(secret.get_absolute_url()).context
    assert opened(world, "rina", secret).context["same_person"] == [hidden, also]
    assert opened(world, "wati", secret).context["same_person"] == [hidden]


def test_numbers_that_are_none_make_nobody_the_same(world):
    first = world.submit(person=Person(name="A", phone="tidak punya", email="-"))
    world.submit(person=Person(name="B", phone="nanti", email="-"))
    assert enter(world.rina).get(first.get_absolute_url()).context["same_person"] == []
    assert not Identity.objects.exclude(phone_index="", email_index="").exists()


@pytest.mark.parametrize(
    "question", ["081255550101", "+62 812-5555-0101", "SARI@example.org", "6469 0141 0190 0001"]
)
def test_an_open_file_is_found_by_the_number_of_its_person(world, question):
    person = Person("Sari Melati", "0812-5555-0101", "sari@example.org", "6469014101900001")
    file = world.submit(person=person)
    for shield in ("secret", "anonymous"):
        world.submit(person=person, shield=shield)
    for name, found in (("rina", [file]), ("hana", [file]), ("wati", []), ("dewi", [])):
        page = enter(getattr(world, name)).get("/work/", {"q": question})
        assert [row["file"] for row in page.context["rows"]] == found, name


def test_the_same_person_costs_the_same_for_one_file_and_for_many(world):
    file = world.submit()
    client = enter(world.rina)

    def asked(url):
        with CaptureQueriesContext(connection) as statements:
            assert client.get(url).status_code == 200
        return len(statements)

    urls = (file.get_absolute_url(), "/work/?q=081255550101")
    world.submit()
    few = [asked(url) for url in urls + urls][2:]  # The first look fills what is remembered.
    for _ in range(6):
        world.submit()
    assert [asked(url) for url in urls] == few
