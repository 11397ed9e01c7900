"""The pages of an office: taking in, the register, the file, the steps."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from narahubung.operations.ombudsman import (
    MURNI,
    TO_EXAMINATION,
    TO_FORMAL,
    TO_PLENARY,
    TO_RESULT,
)
from narahubung.operations.reports_told import STORIES
from narahubung.reports.forms import AT_ONCE, FORMS
from narahubung.reports.lifecycle import MOVES
from narahubung.reports.models import Report
from narahubung.reports.timeline import HAPPENED


def text(response):
    return response.content.decode()


def test_every_step_has_its_form_and_its_words():
    names = {move.name for move in MOVES}
    assert names == set(FORMS)
    assert names <= set(HAPPENED)


def entry(office, **more):
    return {
        "channel": "walk_in",
        "received_on": office.today.isoformat(),
        "access": office.term("access_kind", "lm").pk,
        "title": "KTP belum dicetak",
        "text": "Sudah setahun menunggu.",
        "name": "Murni Astuti",
        "birth_date": "1980-07-01",
        "language": "Dayak Kenyah",
        "interpreter": "Pak Lukas",
        "proxy_name": "Anton Sihombing",
        "proxy_letter": "12/SK/2026",
        **more,
    }


def test_eka_takes_in_a_walk_in_with_interpreter_and_proxy_and_prints_the_slip(
    office, sign_in, photo
):
    eka = sign_in("eka")
    answer = eka.post(reverse("reports:new"), entry(office, files=[photo()]))
    assert answer.url == reverse("reports:receipt")
    report = Report.objects.get()
    person = report.identity.person()
    assert (person.interpreter, person.proxy_letter, person.birth_date) == (
        *("Pak Lukas", "12/SK/2026"),
        "1980-07-01",
    )
    assert report.is_represented and report.attachments.count() == 1
    slip = text(eka.get(reverse("reports:receipt")))
    assert report.reference in slip
    page = text(eka.get(report.get_absolute_url()))
    assert "Pak Lukas" in page and "Anton Sihombing" in page
    paper = report.attachments.get()
    assert eka.get(reverse("reports:file", args=[paper.key])).status_code == 200
    assert sign_in("mira").get(reverse("reports:file", args=[paper.key])).status_code == 404


def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(office, sign_in):
    eka = sign_in("eka")
    wrong = {"received_on": (office.today + timedelta(days=1)).isoformat(), "nik": "123"}
    answer = eka.post(reverse("reports:new"), entry(office, **wrong))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"received_on", "nik"}
    assert "Sudah setahun menunggu." in text(answer)
    assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["bayu", "sinta"])
def test_only_the_desk_takes_in(office, sign_in, name):
    assert sign_in(name).get(reverse("reports:new")).status_code == 403


@pytest.mark.parametrize("name", ["rina", "adi", "wati"])
def test_an_agency_has_no_register(world, office, sign_in, name):
    office.people[name] = world.people[name]
    assert sign_in(name).get(reverse("reports:list")).status_code == 403


def test_the_register_is_searched_by_number_words_and_phone(office, sign_in):
    eka = sign_in("eka")
    report, other = office.submit(), office.submit(title="Jalan rusak", person=None)
    office.go("register", report)
    address = reverse("reports:list")
    assert eka.get(address, {"q": report.number.lower()}).url == report.get_absolute_url()
    assert eka.get(address, {"q": report.reference}).url == report.get_absolute_url()
    assert [r["file"] for r in eka.get(address, {"q": "jalan"}).context["rows"]] == [other]
    assert [r["file"] for r in eka.get(address, {"q": MURNI.phone}).context["rows"]] == [report]


@pytest.mark.parametrize("order", ["due", "newest", "number", "stage"])
def test_the_register_is_paged_in_each_order_without_losing_a_row(office, sign_in, order):
    for n in range(30):
        report = office.submit(received_on=office.today - timedelta(days=n % 5))
        if n % 2:
            office.go("register", report)
    eka, seen = sign_in("eka"), []
    answer = eka.get(reverse("reports:list"), {"tab": "all", "order": order})
    for _page in range(2):
        seen += [row["file"].pk for row in answer.context["rows"]]
        if following := answer.context["page"].next:
            answer = eka.get(reverse("reports:list") + following)
    assert len(seen) == len(set(seen)) == 30


def test_the_register_costs_the_same_for_many_as_for_few(office, sign_in):
    bayu = sign_in("eka")

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert bayu.get(reverse("reports:list"), {"tab": "all"}).status_code == 200
        return len(asked)

    office.go(TO_FORMAL, office.submit())
    few = cost()
    for _n in range(10):
        office.go(TO_FORMAL, office.submit())
    assert cost() <= few


def test_the_register_is_taken_along_without_names_and_defused(office, sign_in):
    report = office.submit(title="=1+1")
    office.go("register")
    answer = sign_in("eka").get(reverse("reports:export"), {"tab": "all"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][0] == report.number
    assert rows[1][5] == "'=1+1"
    assert MURNI.name not in str(rows)


@pytest.mark.parametrize(
    ("name", "steps", "offered"),
    [
        ("eka", "", "register"),
        ("sinta", "", "respond_at_once"),
        ("eka", TO_FORMAL, "ask"),
        ("eka", f"{TO_FORMAL} formal check_material material", "submit_plenary"),
        ("eka", "register", "transfer"),
        ("sinta", TO_PLENARY, "examine"),
        ("sinta", TO_PLENARY, "close_intake"),
        ("bayu", TO_EXAMINATION, "ask_explanation"),
        ("bayu", f"{TO_EXAMINATION} inspect", "inspected"),
        ("bayu", f"{TO_EXAMINATION} confer", "examine_on"),
        ("sinta", f"{TO_EXAMINATION} confer", "issue"),
        ("bayu", TO_RESULT, "deliver"),
    ],
)
def test_the_page_offers_the_step_and_the_form_opens(office, sign_in, name, steps, offered):
    report = office.submit()
    office.go(steps)
    client, address = sign_in(name), reverse("reports:move", args=[report.reference, offered])
    assert address in text(client.get(report.get_absolute_url()))
    answer = client.get(address)
    assert answer.status_code == 200
    if FORMS[offered].base_fields:
        assert client.post(address, {}).status_code == 422


def test_registering_by_the_form_gives_number_and_rules(office, sign_in):
    report = office.submit()
    given = {"access": report.access_id, "opened_on": office.today.isoformat()}
    eka, address = sign_in("eka"), reverse("reports:move", args=[report.reference, "register"])
    assert eka.post(address, {**given, "by_hand": "178"}).status_code == 302
    report.refresh_from_db()
    assert report.number.startswith("0178/LM/")
    other = office.submit()
    answer = eka.post(
        reverse("reports:move", args=[other.reference, "register"]), {**given, "by_hand": "178"}
    )
    assert answer.status_code == 409
    assert "178" in text(answer)
    early = (report.received_on - timedelta(days=3)).isoformat()
    assert (
        eka.post(
            reverse("reports:move", args=[other.reference, "register"]),
            {**given, "opened_on": early},
        ).status_code
        == 422
    )


def test_the_plenary_by_the_form(office, sign_in):
    report = office.submit()
    office.go(TO_PLENARY)
    given = {
        "met_on": office.today.isoformat(),
        "minutes": "Semua setuju.",
        "examiner": office.bayu.user.pk,
        "recused": [office.yoga.user.pk],
    }
    sinta, address = sign_in("sinta"), reverse("reports:move", args=[report.reference, "examine"])
    assert office.sinta.user not in sinta.get(address).context["form"].fields["recused"].queryset
    assert sinta.post(address, given).status_code == 302
    report.refresh_from_db()
    assert (report.stage, report.examiner) == ("examination", office.bayu.user)
    page = text(sinta.get(report.get_absolute_url()))
    assert "Semua setuju." in page and "Yoga Pradana" in page


def test_the_examiner_declares_on_a_page_before_anything_else(office, sign_in):
    report = office.submit()
    office.go(f"{TO_PLENARY} examine")
    bayu, address = sign_in("bayu"), reverse("reports:declare", args=[report.reference])
    assert address in text(bayu.get(report.get_absolute_url()))
    assert bayu.post(address, {"has_conflict": "yes"}).status_code == 422
    answer = bayu.post(address, {"has_conflict": "yes", "note": "Teman lama."})
    assert answer.url == reverse("reports:list")
    assert bayu.get(report.get_absolute_url()).status_code == 404
    sinta, assign = sign_in("sinta"), reverse("reports:assign", args=[report.reference])
    choices = sinta.get(assign).context["form"].fields["examiner"].queryset
    assert list(choices) == [office.yoga.user]
    assert sinta.post(assign, {"examiner": office.yoga.user.pk}).status_code == 302
    assert sign_in("yoga").get(report.get_absolute_url()).status_code == 200


def test_a_secret_name_is_opened_on_a_page_of_its_own_with_a_reason(office, sign_in):
    report = office.submit(secret_identity=True)
    eka, address = sign_in("eka"), reverse("reports:identity", args=[report.reference])
    page = text(eka.get(report.get_absolute_url()))
    assert address in page and MURNI.name not in page
    # The password once more comes before the name.
    assert eka.get(address).status_code == 302
    assert sign_in("mira").get(address).status_code == 404


def test_messages_stand_in_the_file(office, sign_in):
    report = office.submit()
    eka = sign_in("eka")
    address = reverse("reports:say", args=[report.reference])
    assert eka.post(address, {"text": "Sudah ditelepon.", "side": "internal"}).status_code == 302
    assert eka.post(address, {"text": ""}).status_code == 422
    assert "Sudah ditelepon." in text(eka.get(report.get_absolute_url()))
    assert sign_in("mira").post(address, {"text": "x", "side": "both"}).status_code == 404


def test_steps_that_ask_for_nothing_are_taken_with_one_press(office, sign_in):
    assert {"check_formal", "check_material", "take_up"} == AT_ONCE
    report = office.submit()
    office.go("register")
    sign_in("eka").post(reverse("reports:move", args=[report.reference, "check_formal"]))
    report.refresh_from_db()
    assert report.stage == "formal"


def test_the_demo_tells_at_least_a_dozen_in_many_stages():
    assert len(STORIES) >= 12
    assert len({steps for *_rest, steps in STORIES}) >= 10
