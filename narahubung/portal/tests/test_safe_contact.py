"""How one may be told: asked at filing, changed at the own file, sealed with the name."""

import pytest
from django.test import Client
from pydantic import SecretStr

from narahubung.accounts.tests.ways_in import enter, enter_confirmed
from narahubung.complaints.models import Event, Identity
from narahubung.notify.contacts import person_of
from narahubung.notify.dispatch import dispatch_next
from narahubung.notify.models import Message
from narahubung.portal.tests.conftest import shows

PERSON = {"name": "Sari", "phone": "0812-5555-0101", "email": "sari@example.org"}


@pytest.fixture
def gateways(settings):
    pytest.importorskip("apprise", reason="the extra narahubung[apprise] is absent")
    url = SecretStr("json://127.0.0.1:9/{to}")
    settings.GATEWAYS = {"sms": url, "whatsapp": url, "telegram": url}


def person():
    return person_of(Identity.objects.get().complaint)


def told():
    dispatch_next()
    return list(Message.objects.filter(recipient="complainant").values_list("channel", flat=True))


def test_only_ways_that_are_open_are_offered(citizen, settings):
    settings.GATEWAYS = {}
    page = citizen.client.get("/lapor/")
    assert 'value="none"' in page.content.decode()
    assert not [
        way for way in ("sms", "whatsapp", "telegram") if f'value="{way}"' in str(page.content)
    ]


def test_with_gateways_all_ways_are_offered(citizen, gateways):
    page = citizen.client.get("/lapor/").content.decode()
    assert all(f'value="{way}"' in page for way in ("email", "sms", "whatsapp", "telegram", "none"))


def test_what_is_chosen_at_filing_goes_through_the_preview_and_is_sealed(citizen, gateways):
    chosen = {"way": "whatsapp", "quiet_from": "18", "quiet_until": "9"}
    assert citizen.preview(**PERSON, **chosen).status_code == 200
    citizen.send(**PERSON, **chosen)
    assert (person().way, person().quiet) == ("whatsapp", "18-9")
    assert b"whatsapp" not in bytes(Identity.objects.get().sealed)
    assert told() == ["whatsapp"]


def test_one_end_of_the_quiet_hours_is_enough(citizen):
    citizen.send(**PERSON, way="email", quiet_from="18")
    assert person().quiet == "18-7"


def test_a_way_without_its_address_is_asked_for_and_the_text_stays(citizen, gateways):
    refused = citizen.preview(way="sms", email="sari@example.org", place="Loket 3")
    assert refused.status_code == 422
    assert shows(refused, "Loket 3")
    assert citizen.preview(way="telegram").status_code == 422
    assert citizen.preview(way="pigeon").status_code == 422


def test_who_gives_no_address_leaves_no_row(citizen):
    citizen.send(way="email", quiet_from="18")
    assert not Identity.objects.exists()


def test_at_the_own_file_the_way_is_changed_and_noted_without_saying_what(citizen, gateways):
    citizen.open_file(*citizen.complain(**PERSON))
    assert shows(citizen.client.get("/lacak/berkas/"), "Lewat surel")
    done = citizen.client.post(
        "/lacak/berkas/kabar/", {"way": "none", "quiet_from": "", "quiet_until": ""}
    )
    assert done.url == "/lacak/berkas/"
    page = citizen.client.get("/lacak/berkas/")
    assert shows(page, "Jangan kabari saya")
    event = Event.objects.get(kind="contact_changed")
    assert (event.note, event.facts) == ("", {})
    assert person().name == "Sari" and person().phone == PERSON["phone"]
    assert told() == []


def test_only_ways_with_a_known_address_can_be_chosen_later(citizen, gateways):
    citizen.open_file(*citizen.complain(name="Sari", email="sari@example.org"))
    page = citizen.client.get("/lacak/berkas/kabar/").content.decode()
    assert 'value="email"' in page and 'value="sms"' not in page
    assert citizen.client.post("/lacak/berkas/kabar/", {"way": "sms"}).status_code == 422


def test_the_page_shows_again_what_was_chosen(citizen):
    citizen.open_file(*citizen.complain(**PERSON, way="none", quiet_from="21", quiet_until="6"))
    page = citizen.client.get("/lacak/berkas/kabar/").content.decode()
    assert '<option value="21" selected>' in page and '<option value="6" selected>' in page


def test_who_told_nothing_of_themselves_can_open_the_page_and_nothing_is_kept(citizen):
    citizen.open_file(*citizen.complain())
    assert citizen.client.get("/lacak/berkas/kabar/").status_code == 200
    assert citizen.client.post("/lacak/berkas/kabar/", {"way": "none"}).status_code == 302
    assert (
        not Identity.objects.exists() and not Event.objects.filter(kind="contact_changed").exists()
    )


def test_without_number_and_words_the_page_is_shut(citizen):
    assert Client().get("/lacak/berkas/kabar/").status_code == 403


def test_an_officer_who_knows_the_name_reads_what_is_safe_and_others_do_not(citizen):
    world = citizen.world
    number, _words = citizen.complain(**PERSON, way="none")
    file = Identity.objects.get().complaint
    world.queue = file
    world.dispose()
    assert shows(enter(world.rina).get(f"/work/{number}/"), "Jangan kabari saya")
    assert not shows(enter(world.tono).get(f"/work/{number}/"), "Jangan kabari saya")


def test_who_opens_a_secret_name_reads_beside_it_what_is_safe(citizen):
    world = citizen.world
    number, _words = citizen.complain(**PERSON, way="none", shield="secret")
    rina, reason = enter_confirmed(world.rina), {"reason": "Saksi harus dihubungi."}
    assert not shows(rina.get(f"/work/{number}/"), "Jangan kabari saya")
    opened = rina.post(f"/work/{number}/identity/", reason)
    assert shows(opened, "Jangan kabari saya")
