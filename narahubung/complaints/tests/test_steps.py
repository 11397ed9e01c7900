"""Each step with its form: what it asks, what it refuses, and what it says to who came second."""

import threading
from datetime import date

import pytest
from django.db import connection, connections
from django.urls import reverse

from narahubung.complaints.forms import AT_ONCE, FORMS, form_for
from narahubung.complaints.lifecycle import MOVES
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Term

TODAY = "2026-11-02 09:00+08:00"
ALLOWED = {
    "verify": [],
    "dispose": [
        *("title", "text", "place", "unit", "classification", "category", "about", "note"),
    ],
    "ask": ["note"],
    "postpone": ["ground", "resume_on", "note", "document"],
    "resume": ["note"],
    "archive": ["reason", "note"],
    "pass_on": ["title", "text", "place", "to_agency", "reason", "note"],
    "take_over": ["note"],
    "decline": ["note"],
    "refer": ["reason", "note"],
    "accept": [],
    "give_back": ["note"],
    "hand_up": ["about", "is_head", "officer", "note"],
    "examine": ["note", "files"],
    "decide": ["note", "files"],
    "answer": ["kind", "text", "effective_on", "signatory", "signatory_office", "files"],
    "close": ["note"],
    "reopen": ["note"],
}
OF_OTHERS = {"complete", "lapse", "reply", "confirm", "withdraw", "escalate"}


def test_a_form_sets_only_the_fields_that_its_step_allows():
    assert {name: list(form.base_fields) for name, form in FORMS.items()} == ALLOWED


def test_each_step_of_an_officer_has_its_form():
    assert {move.name for move in MOVES} - OF_OTHERS == set(FORMS)
    assert not OF_OTHERS & set(FORMS)


def url(file, name):
    return reverse("complaints:move", args=[file.reference, name])


def term(name):
    return Term.objects.in_force().filter(list=name).first().pk


@pytest.fixture
def at(world):
    """Bring Sari's file to a stage; return it."""

    def bring(stage):
        file = world.submit()
        steps = {
            "received": [],
            "verifying": ["verify"],
            "postponed": ["verify", "postpone"],
            "offered": ["verify", "pass_on"],
            "disposed": ["dispose"],
            "followed_up": ["dispose", "accept"],
            "examined": ["supervise", "accept", "examine"],
        }
        for name in steps[stage]:
            take(world, file, name)
        return Complaint.objects.get(pk=file.pk)

    return bring


def take(world, file, name):
    match name:
        case "dispose":
            world.dispose()
        case "supervise":
            file.take("verify", by=world.rina)
            file.take(
                "dispose",
                by=world.rina,
                unit=world.place("puskesmas-kuaro"),
                about=world.place("puskesmas-senaken"),
                classification=world.term("classification", "complaint_supervisory"),
                category=world.term("category", "health"),
            )
        case "postpone":
            ground = Term.objects.filter(list="postpone_ground").first()
            file.take(name, by=world.rina, ground=ground, resume_on=date(2026, 12, 1))
        case "pass_on":
            reason = Term.objects.filter(list="pass_on_reason").first()
            file.take(name, by=world.rina, to_agency=world.place("disdukcapil"), reason=reason)
        case "accept":
            file.take(name, by=world.budi)
        case _:
            file.take(name, by=world.rina)


def good(world, name, photo):
    """Return what a careful officer writes in the form of a step."""
    words = {"note": "Dengan alasan yang jelas."}
    return {
        "verify": {},
        "accept": {},
        "resume": {},
        "take_over": {},
        "decline": words,
        "give_back": words,
        "ask": words,
        "archive": {"reason": term("archive_reason"), **words},
        "refer": {"reason": term("refer_reason"), **words},
        "pass_on": {
            "to_agency": world.place("disdukcapil").pk,
            "reason": term("pass_on_reason"),
        },
        "postpone": {"ground": term("postpone_ground"), "resume_on": "2026-12-01", **words},
        "dispose": {
            "unit": world.place("puskesmas-kuaro").pk,
            "classification": world.term("classification", "complaint_ordinary").pk,
            "category": term("category"),
        },
        "hand_up": {"about": world.place("puskesmas-kuaro").pk, "is_head": "on", **words},
        "examine": {**words, "files": [photo()]},
        "decide": {**words, "files": [photo()]},
        "answer": {
            "kind": world.term("remedy", "full").pk,
            "text": "Loket kedua dibuka.",
            "signatory": "dr. Hana Prasetya",
            "files": [photo(), photo("surat.png")],
        },
    }[name]


STEPS = [
    #  who    stage          step         leads to
    ("rina", "received", "verify", "verifying"),
    ("rina", "verifying", "dispose", "disposed"),
    ("rina", "verifying", "ask", "awaiting"),
    ("rina", "verifying", "postpone", "postponed"),
    ("rina", "postponed", "resume", "verifying"),
    ("rina", "verifying", "archive", "archived"),
    ("rina", "verifying", "pass_on", "offered"),
    ("rina", "verifying", "refer", "not_ours"),
    ("dewi", "offered", "take_over", "verifying"),
    ("dewi", "offered", "decline", "verifying"),
    ("rina", "verifying", "hand_up", "verifying"),
    ("budi", "disposed", "accept", "followed_up"),
    ("budi", "disposed", "give_back", "verifying"),
    ("rina", "examined", "decide", None),
    ("hana", "examined", "decide", "decided"),
    ("budi", "followed_up", "answer", "answered"),
]


@pytest.mark.parametrize(("who", "stage", "name", "to"), STEPS)
def test_a_step_is_taken_with_its_form(
    at, world, sign_in, photo, time_machine, who, stage, name, to
):
    time_machine.move_to(TODAY, tick=False)
    file, client = at(stage), sign_in(who)
    if to is None:
        assert client.get(url(file, name)).status_code == 403
        return
    assert client.get(url(file, name)).status_code == 200
    response = client.post(url(file, name), good(world, name, photo))
    assert response.status_code == 302, response.context and response.context["form"].errors
    file.refresh_from_db()
    assert file.stage == to


@pytest.mark.parametrize(
    "name", [n for n, f in FORMS.items() if any(x.required for x in f.base_fields.values())]
)
def test_a_form_that_lacks_something_is_shown_again_and_changes_nothing(
    at, sign_in, time_machine, name
):
    time_machine.move_to(TODAY, tick=False)
    stage = {
        "answer": "followed_up",
        "give_back": "disposed",
        "decline": "offered",
        "decide": "examined",
        "examine": "followed_up",
    }.get(name, "verifying")
    who = {"answer": "budi", "give_back": "budi", "decline": "dewi", "decide": "hana"}.get(
        name, "rina"
    )
    file = at(stage)
    before = file.events.count()
    response = sign_in(who).post(url(file, name), {"signatory": "Hana"})
    assert response.status_code == 422
    assert response.context["form"].errors
    file.refresh_from_db()
    assert (file.stage, file.events.count()) == (stage, before)


def test_solved_needs_proof_and_a_refusal_does_not(at, world, sign_in, photo):
    file, budi = at("followed_up"), sign_in("budi")
    claim = {**good(world, "answer", photo), "files": []}
    refused = budi.post(url(file, "answer"), claim)
    assert refused.status_code == 422
    assert "Loket kedua dibuka." in refused.content.decode()

    claim["kind"] = world.term("remedy", "refused").pk
    assert budi.post(url(file, "answer"), claim).status_code == 302


def test_the_proof_of_an_answer_lies_with_its_claim(at, world, sign_in, photo):
    file, budi = at("followed_up"), sign_in("budi")
    budi.post(url(file, "answer"), good(world, "answer", photo))
    assert file.remedies.get().proof.count() == 2


def test_a_day_that_is_past_is_no_day_to_come_back(at, world, sign_in, photo, time_machine):
    time_machine.move_to(TODAY, tick=False)
    file, rina = at("verifying"), sign_in("rina")
    wrong = {**good(world, "postpone", photo), "resume_on": "2026-11-02"}
    assert rina.post(url(file, "postpone"), wrong).status_code == 422


def test_a_file_of_a_wrong_kind_is_refused_beside_its_field(at, world, sign_in, photo):
    file, budi = at("followed_up"), sign_in("budi")
    script = photo("foto.png")
    script.file.seek(0)
    script.file.truncate()
    script.file.write(b"<script>alert(1)</script>")
    response = budi.post(url(file, "answer"), {**good(world, "answer", photo), "files": [script]})
    assert response.status_code == 422
    assert "files" in response.context["form"].errors


def test_six_files_are_one_too_many(at, world, sign_in, photo):
    file, budi = at("followed_up"), sign_in("budi")
    many = {**good(world, "answer", photo), "files": [photo() for _ in range(6)]}
    response = budi.post(url(file, "answer"), many)
    assert response.status_code == 422
    assert "files" in response.context["form"].errors


def test_a_unit_of_another_agency_cannot_be_chosen(at, world, sign_in, photo):
    file, rina = at("verifying"), sign_in("rina")
    wrong = {**good(world, "dispose", photo), "unit": world.place("disdukcapil").pk}
    assert rina.post(url(file, "dispose"), wrong).status_code == 422


def test_the_second_of_two_clicks_is_told_so_and_keeps_what_was_typed(at, world, sign_in, photo):
    file, budi = at("followed_up"), sign_in("budi")
    claim = {**good(world, "answer", photo)}
    assert budi.post(url(file, "answer"), claim).status_code == 302

    again = budi.post(url(file, "answer"), {**good(world, "answer", photo), "text": "Kata saya."})
    assert again.status_code == 409
    assert "Kata saya." in again.content.decode()
    assert file.remedies.count() == 1


def test_the_form_of_a_step_that_is_not_open_leads_to_the_file(at, sign_in):
    file = at("received")
    response = sign_in("rina").get(url(file, "dispose"))
    assert response.status_code == 302
    assert response["Location"] == file.get_absolute_url()


@pytest.mark.parametrize("name", ["reply", "lapse", "no-such-step"])
def test_a_step_of_somebody_else_is_not_found(at, sign_in, name):
    assert sign_in("rina").post(url(at("received"), name)).status_code == 404


def test_steps_that_ask_for_nothing_are_one_press_away(at, sign_in):
    assert {"verify", "accept"} == AT_ONCE
    file = at("received")
    page = sign_in("rina").get(file.get_absolute_url()).content.decode()
    assert f'action="{url(file, "verify")}"' in page


def test_who_gives_a_file_back_is_led_to_the_list(at, sign_in):
    file = at("disposed")
    response = sign_in("budi").post(url(file, "give_back"), {"note": "Bukan unit kami."})
    assert response["Location"] == reverse("complaints:list")


@pytest.mark.django_db(transaction=True)
def test_of_two_liaisons_at_once_one_accepts(at, sign_in):
    if connection.vendor == "sqlite":
        pytest.skip("the threads of a test share one SQLite database in memory")
    file = at("disposed")
    clients, codes = [sign_in("budi"), sign_in("budi")], []

    def press(client):
        codes.append(client.post(url(file, "accept")).status_code)
        connections.close_all()

    threads = [threading.Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [302, 409]
    assert file.events.filter(kind="accept").count() == 1


def test_every_form_can_be_asked_for_by_the_name_of_its_step():
    assert form_for("answer") is FORMS["answer"]
    assert form_for("reply") is None
