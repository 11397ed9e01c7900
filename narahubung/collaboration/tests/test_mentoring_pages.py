"""The pages of mentoring: from asking to completed without a script, each number with its list, in fixed statements."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from narahubung.collaboration.mentoring_conditions import conditions
from narahubung.collaboration.models import Mentoring, MentoringPaper


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def scores(value):
    fields = {one.code: value for one in conditions()}
    return fields | {f"{one.code}_words": "Dilihat bersama." for one in conditions()}


def test_a_mentoring_from_asking_to_its_result(world, sign_in, photo):
    fitri, bayu, sinta = sign_in("fitri"), sign_in("bayu"), sign_in("sinta")
    kind = world.term("mentoring_kind", "complaint_handling").pk
    asked = {"agency": world.place("dinkes").pk, "kind": kind, "wished_month": in_days(40)}
    answer = fitri.post("/mentoring/ask/", asked)
    assert answer.status_code == 422
    fitri.post("/mentoring/ask/", {**asked, "why": "Register belum ada."})
    found = Mentoring.objects.get()
    base = found.get_absolute_url()
    assert fitri.post("/mentoring/ask/", {**asked, "why": "Lagi."}).status_code == 422

    plan = {"mentor": world.bayu.user.pk, "team": [world.fitri.user.pk], "due": in_days(9)}
    assert sinta.post(f"{base}step/plan/", plan).status_code == 422
    sinta.post(f"{base}step/plan/", {**plan, "title": "Melihat loket"})
    fitri.post(f"{base}conditions/before/", scores(0))
    bayu.post(f"{base}conditions/before/agree/")
    session = {"day": in_days(0), "begins": "09:00", "place": "Aula", "about": "Alur"}
    assert bayu.post(f"{base}sessions/new/", {**session, "day": in_days(-1)}).status_code == 422
    bayu.post(f"{base}sessions/new/", session)
    held = f"{base}sessions/{found.sessions.get().pk}/held/"
    bayu.post(held, {"who_came": "Sembilan petugas", "done": "Alur digambar.", "files": photo()})

    kind = world.term("mentoring_output", "sop").pk
    output = {"kind": kind, "title": "SOP nomor 1", "files": photo()}
    fitri.post(f"{base}results/new/", output)
    check = f"{base}results/{found.outputs.get().pk}/"
    assert bayu.post(check, {"accepted": "no"}).status_code == 422
    bayu.post(check, {"accepted": "yes"})
    bayu.post(f"{base}plan/{found.steps.get().pk}/", {"done_on": in_days(0)})
    bayu.post(f"{base}conditions/after/", scores(2))
    shown = sinta.get(base).text
    assert "step/finish/" not in shown
    fitri.post(f"{base}conditions/after/agree/")
    sinta.post(f"{base}step/finish/", {"result": "Semua pengaduan tercatat."})
    found.refresh_from_db()
    assert found.stage == "done"
    shown = fitri.get(base).text
    assert "Semua pengaduan tercatat." in shown and shown.count("<circle") == 16
    assert MentoringPaper.objects.count() == 2


def test_the_scores_can_be_read_without_seeing_the_picture(sign_in, ship):
    text = sign_in("hana").get(ship.done().get_absolute_url()).text
    assert "dari 1 ke 2: Ada dan berjalan" in text or "from 1 to 2" in text


def test_a_paper_is_handed_to_the_two_sides_alone(sign_in, ship):
    ship.running()
    url = f"/mentoring/paper/{MentoringPaper.objects.get().key}/"
    for name, status in (
        ("bayu", 200),
        ("fitri", 200),
        ("wati", 200),
        ("mira", 404),
        ("dewi", 404),
    ):
        assert sign_in(name).get(url).status_code == status


def test_a_paper_that_is_none_comes_back_with_what_was_typed(world, sign_in, ship):
    base = ship.running().get_absolute_url()
    kind = world.term("mentoring_output", "sop").pk
    bad = SimpleUploadedFile("sop.pdf", b"MZ no paper")
    sent = {"kind": kind, "title": "SOP nomor 7", "files": bad}
    answer = sign_in("fitri").post(f"{base}results/new/", sent)
    assert answer.status_code == 422 and "SOP nomor 7" in answer.text


@pytest.mark.parametrize("name", ["eka", "fitri"])
def test_every_number_opens_a_list_of_its_length(world, sign_in, ship, name):
    for kind in ("complaint_handling", "innovation", "assessment"):
        ship.asked(kind=kind)
    ship.offered(kind="service_standard").take("decline", by=world.fitri, note="Belum.")
    browser = sign_in(name)
    work = browser.get("/mentoring/").context["work"]
    tiles = [*work.tiles(), work.ended()]
    assert [t["n"] for t in tiles if t["n"]] == [3, 1]
    for tile in tiles:
        rows = browser.get(f"/mentoring/{tile['url']}").context["rows"]
        assert len(rows) == tile["n"]


def test_those_not_reached_are_offered_several_at_once(world, sign_in, ship):
    world.appoint("yanto", "Yanto", "focal_point", "disdukcapil")
    browser = sign_in("sinta")
    page = browser.get("/mentoring/?tab=waiting")
    assert page.text.count('name="agency"') == 2 == page.context["work"].waiting
    keys = [world.place("dinkes").pk, world.place("disdukcapil").pk]
    form = browser.get("/mentoring/offer/", {"agency": keys})
    assert form.text.count("checked") == 2
    kind = world.term("mentoring_kind", "complaint_handling").pk
    browser.post("/mentoring/offer/", {"agencies": keys, "kind": kind, "why": "Mari bersama."})
    assert {m.stage for m in Mentoring.objects.all()} == {"offered"}
    assert Mentoring.objects.count() == 2
    work = browser.get("/mentoring/").context["work"]
    assert (work.waiting, work.asked()) == (0, 0)
    again = {"agencies": keys, "kind": kind, "why": "Sekali lagi."}
    assert browser.post("/mentoring/offer/", again).status_code == 422


def test_nothing_chosen_offers_nothing_and_a_number_that_is_none_is_passed_over(sign_in, office):
    browser = sign_in("eka")
    assert browser.get("/mentoring/offer/").status_code == 302
    assert browser.get("/mentoring/offer/?agency=x").status_code == 302
    assert browser.get("/mentoring/offer/?agency=999999").status_code == 200


def test_an_office_offers_to_nobody_outside_its_provinces(world, sign_in, office):
    key = world.place("dinkes").pk
    kind = world.term("mentoring_kind", "assessment").pk
    sent = {"agencies": [key], "kind": kind, "why": "Mari."}
    assert sign_in("mira").post("/mentoring/offer/", sent).status_code == 422


@pytest.mark.parametrize(
    ("page", "ours", "theirs"),
    [
        ("plan/new/", 200, 403),
        ("sessions/new/", 200, 403),
        ("results/new/", 200, 200),
        ("conditions/before/", 403, 403),
        ("conditions/after/", 200, 200),
        ("conditions/later/", 404, 404),
        ("step/withdraw/", 200, 200),
        ("step/plan/", 302, 403),
        ("step/begin/", 404, 404),
    ],
)
def test_each_side_opens_what_is_its_own(sign_in, ship, page, ours, theirs):
    base = ship.running().get_absolute_url()
    assert sign_in("bayu").get(f"{base}{page}").status_code == ours
    assert sign_in("fitri").get(f"{base}{page}").status_code == theirs
    assert sign_in("mira").get(f"{base}{page}").status_code == 404


def test_an_agency_asks_for_itself_and_what_is_below_it(world, sign_in, office):
    kind = world.term("mentoring_kind", "assessment").pk
    sent = {"agency": world.place("disdukcapil").pk, "kind": kind, "why": "Mari."}
    assert sign_in("fitri").post("/mentoring/ask/", sent).status_code == 422
    sign_in("wati").post("/mentoring/ask/", sent)
    assert Mentoring.objects.get().agency == world.place("disdukcapil")
    assert sign_in("rina").get("/mentoring/ask/").status_code == 403
    assert sign_in("budi").get("/mentoring/").status_code == 403


def more(ship, found, many):
    for n in range(many):
        found.add_step(ship.office.bayu, f"Langkah {n}", found.today)
        ship.session(found, days=2 + n)
        ship.output(found)


@pytest.mark.parametrize("name", ["eka", "fitri"])
def test_more_of_everything_asks_no_more_of_the_database(
    sign_in, ship, django_assert_max_num_queries, name
):
    found, browser = ship.running(), sign_in(name)
    ship.asked(kind="innovation")
    more(ship, found, 1)
    paths = (found.get_absolute_url(), "/mentoring/?tab=asked", "/mentoring/?tab=running")
    before = []
    for path in paths:
        browser.get(path)
        with django_assert_max_num_queries(40) as asked:
            browser.get(path)
        before.append(len(asked))
    more(ship, found, 5)
    for kind in ("assessment", "service_standard"):
        ship.asked(kind=kind)
    for path, number in zip(paths, before, strict=True):
        with django_assert_max_num_queries(number):
            browser.get(path)
