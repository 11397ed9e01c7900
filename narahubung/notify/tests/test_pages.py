import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from narahubung.complaints.models import Complaint
from narahubung.notify.dispatch import dispatch_next
from narahubung.notify.models import Message, Preference, Snag
from narahubung.notify.pages import PAGE

LIST, UNDELIVERED = "/notices/", "/notices/undelivered/"


@pytest.fixture
def enter(client, world):
    """Sign somebody in who has a second lock."""

    def sign_in(name):
        user = getattr(world, name).user
        Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def told(world):
    """Budi was told of Sari's file, and Sari's mail came back."""
    world.dispose()
    dispatch_next()
    failed = Message.objects.filter(recipient="complainant", event__kind="dispose")
    failed.update(state="failed", error="bad_address", attempts=6)
    return failed.get()


def text(response):
    return response.content.decode()


PAGES = ["notices", "preference", "undelivered"]
DEEDS = [("read_all", []), ("open", [1]), ("again", [1]), ("settle", [1]), ("event_again", [1])]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_sign_in(client, db, page):
    assert client.get(reverse(f"notify:{page}")).url.startswith("/accounts/login/")


@pytest.mark.parametrize(("deed", "args"), DEEDS)
def test_a_stranger_does_nothing_and_nothing_is_done_by_looking(enter, client, told, deed, args):
    url = reverse(f"notify:{deed}", args=args)
    assert client.post(url).url.startswith("/accounts/login/")
    assert enter("rina").get(url).status_code == 405


def test_an_officer_reads_what_happened_newest_first(enter, world, told):
    world.queue.log("deadline_moved", world.system)
    dispatch_next()
    page = text(enter("budi").get(LIST))
    assert page.index("Sebuah tenggat dihitung ulang") < page.index("didisposisikan ke unit Anda")
    assert page.count("Baru</span>") == 2
    assert world.queue.reference in page
    assert "Sari" not in page and world.queue.title not in page
    assert world.queue.reference not in text(enter("tono").get(LIST))


def test_reading_the_list_marks_nothing_and_opening_does(enter, told):
    client = enter("budi")
    notice = Message.objects.get(user__email__startswith="budi", channel="in_app")
    client.get(LIST)
    assert Message.objects.unread().filter(pk=notice.pk).exists()
    answer = client.post(f"/notices/{notice.pk}/open/")
    assert answer.url == told.file.get_absolute_url()
    assert not Message.objects.unread().filter(pk=notice.pk).exists()
    assert "Baru</span>" not in text(client.get(LIST))


def test_nobody_opens_the_notice_of_another(enter, told):
    notice = Message.objects.get(user__email__startswith="budi", channel="in_app")
    assert enter("tono").post(f"/notices/{notice.pk}/open/").status_code == 404
    assert Message.objects.unread().filter(pk=notice.pk).exists()


def test_all_that_was_on_the_page_is_marked_as_read_and_nothing_later(enter, world, told):
    latest = Message.objects.visible_to(world.budi).first().pk
    world.queue.log("deadline_moved", world.system)
    dispatch_next()
    client = enter("budi")
    client.post("/notices/read/", {"row": latest})
    assert [m.event.kind for m in Message.objects.visible_to(world.budi).unread()] == [
        "deadline_moved"
    ]
    for nonsense in ("", "x", "-1", "9" * 40):
        assert client.post("/notices/read/", {"row": nonsense}).status_code == 302
    assert Message.objects.visible_to(world.budi).unread().count() == 1


def test_the_number_of_unread_notices_stands_in_the_header(enter, told):
    client = enter("budi")
    assert '<span class="count">1</span>' in text(client.get(LIST))
    client.post("/notices/read/", {"row": 10**9})
    assert '<span class="count">' not in text(client.get(LIST))


def fill(world, number):
    for _ in range(number):
        world.queue.log("deadline_moved", world.system)
    dispatch_next()


def test_a_long_list_is_paged_by_key(enter, world, told):
    fill(world, PAGE + 4)
    client = enter("budi")
    first = client.get(LIST).context
    assert len(first["rows"]) == PAGE and not first["page"].previous
    second = client.get(LIST + first["page"].next).context
    assert len(second["rows"]) == 5 and not second["page"].next and second["page"].previous
    assert {r.pk for r in first["rows"]}.isdisjoint({r.pk for r in second["rows"]})
    assert len(client.get(LIST + "?row=x").context["rows"]) == PAGE


def test_the_list_costs_the_same_however_long_it_is(
    enter, world, told, django_assert_max_num_queries
):
    client = enter("budi")
    client.get(LIST)
    with django_assert_max_num_queries(9) as few:
        client.get(LIST)
    fill(world, 20)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_an_empty_list_says_what_will_come(enter):
    assert "Belum ada kabar" in text(enter("budi").get(LIST))
    assert "Semua orang sudah terhubungi" in text(enter("rina").get(UNDELIVERED))


@pytest.mark.parametrize(
    ("name", "status", "seen"),
    [
        ("rina", 200, True),
        ("adi", 200, True),
        ("dewi", 200, False),
        ("budi", 404, False),
        ("tono", 404, False),
        ("hana", 404, False),
        ("wati", 404, False),
        ("agus", 404, False),
    ],
)
def test_who_sees_that_a_complainant_was_not_reached(enter, world, told, name, status, seen):
    client = enter(name)
    answer = client.get(UNDELIVERED)
    assert answer.status_code == status
    assert (world.queue.reference in text(answer)) is seen
    for deed in ("again", "settle"):
        assert client.post(f"/notices/undelivered/{told.pk}/{deed}/").status_code == (
            (404 if deed == "settle" else 302) if seen else 404
        )


def test_it_is_told_in_plain_words_and_without_the_name(enter, world, told):
    page = " ".join(text(enter("rina").get(UNDELIVERED)).split())
    assert "Untuk pelapor · Surel." in page
    assert "Alamatnya tidak ada atau ditolak." in page
    assert "Dicoba 6 kali." in page
    assert "Sari" not in page and "sari@" not in page and world.queue.title not in page


def test_only_who_works_with_files_is_given_their_address(enter, world, told):
    address = f'href="/work/{world.queue.reference}/"'
    assert address in text(enter("rina").get(UNDELIVERED))
    assert address not in text(enter("adi").get(UNDELIVERED))


def test_it_is_sent_again(enter, told):
    enter("rina").post(f"/notices/undelivered/{told.pk}/again/")
    told.refresh_from_db()
    assert (told.state, told.attempts) == ("waiting", 0)
    assert Message.objects.due().filter(pk=told.pk).exists()


def test_who_told_it_in_another_way_is_kept_with_the_time(enter, world, told):
    client = enter("rina")
    client.post(f"/notices/undelivered/{told.pk}/settle/")
    told.refresh_from_db()
    assert (told.state, told.settled_by) == ("settled", world.rina.user)
    assert told.settled_at
    assert "Semua orang sudah terhubungi" in text(client.get(UNDELIVERED))
    assert client.post(f"/notices/undelivered/{told.pk}/again/").status_code == 404


def test_a_parked_event_is_seen_by_the_operator_alone(enter, world, told):
    event = world.queue.events.last()
    Snag.objects.note(event)
    snag = Snag.objects.get()
    title = "Kejadian yang belum dapat diberitahukan"
    assert title not in text(enter("rina").get(UNDELIVERED))
    again = f"/notices/undelivered/events/{snag.pk}/again/"
    assert enter("rina").post(again).status_code == 404
    client = enter("adi")
    assert title in text(client.get(UNDELIVERED))
    client.post(again)
    before = snag.next_attempt_at
    snag.refresh_from_db()
    assert snag.next_attempt_at < before


def test_mails_that_are_held_up_are_mentioned(enter, told, time_machine):
    time_machine.move_to(told.next_attempt_at)
    assert "seperempat jam" not in text(enter("adi").get(UNDELIVERED))
    Message.objects.filter(channel="email").update(
        state="waiting", next_attempt_at="2026-01-01T00:00Z"
    )
    assert "seperempat jam" in text(enter("adi").get(UNDELIVERED))


def test_an_officer_chooses_what_comes_by_mail(enter, world):
    client = enter("budi")
    assert "budi@demo.narahubung.example" in text(client.get("/notices/by-email/"))
    assert client.post("/notices/by-email/", {"mail": "must_act"}).status_code == 302
    assert client.post("/notices/by-email/", {"mail": "none"}).status_code == 302
    assert Preference.objects.get().mail == "none"
    assert client.post("/notices/by-email/", {"mail": "everything"}).status_code == 422
    assert Preference.objects.visible_to(world.budi).get().mail == "none"


def test_no_page_is_kept_by_a_cache(enter, told):
    for page in PAGES:
        assert "no-store" in enter("rina").get(reverse(f"notify:{page}"))["Cache-Control"]


def test_a_notice_of_a_file_that_went_elsewhere_opens_nothing(enter, world, told):
    Complaint.objects.update(unit=world.place("puskesmas-senaken"))
    notice = Message.objects.get(user__email__startswith="budi", channel="in_app")
    client = enter("budi")
    assert not Complaint.objects.visible_to(world.budi).exists()
    assert client.post(f"/notices/{notice.pk}/open/").status_code == 302
