"""The pages of trainings: from the request of an agency to the certificate, without a script, in fixed numbers of statements."""

from datetime import timedelta

import pytest

from narahubung.collaboration.jobs import follow_training
from narahubung.collaboration.models import Certificate, Material, Training
from narahubung.collaboration.tests.training_of_tests import (
    DAY,
    announce,
    answer_all,
    at,
    crowd,
    enrol,
    hold_with,
    plan,
)
from narahubung.collaboration.training_questions import forms
from narahubung.operations.ombudsman import PROOF

REQUEST = {
    "kind": "workshop",
    "title": "Menjawab pengaduan",
    "purpose": "Dijawab tepat waktu.",
    "audience": "Petugas loket",
    "starts_on": DAY.isoformat(),
    "begins": "09:00",
    "ends": "12:00",
    "place": "Aula Dinas Kesehatan",
}


@pytest.fixture
def early(office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")


def marks(name):
    form = forms()[name]
    return {**{q.code: "4" for q in form.marked}, **{q.code: "Baik." for q in form.spoken}}


def test_from_the_request_for_a_speaker_to_what_became_of_it(
    world, sign_in, early, time_machine, photo
):
    fitri, eka = sign_in("fitri"), sign_in("eka")
    assert fitri.post("/training/ask/", {**REQUEST, "ends": "08:00"}).status_code == 422
    fitri.post("/training/ask/", REQUEST)
    training = Training.objects.get()
    base = f"/training/{training.reference}/"
    assert training.title in eka.get("/training/").text
    eka.post(f"{base}step/propose/", {"day": (DAY + timedelta(days=1)).isoformat(), "note": ""})
    assert "menawarkan" in fitri.get(base).text
    fitri.post(f"{base}step/settle_day/", {"day": (DAY + timedelta(days=1)).isoformat()})
    eka.post(f"{base}step/name_speaker/", {"post": world.people["bayu"].pk})

    more = {"ends_on": (DAY + timedelta(days=1)).isoformat(), "seats": "20", "lesson_hours": "4"}
    terms = {**REQUEST, **more, "starts_on": more["ends_on"]}
    invited = [world.place("dinkes").pk]
    assert fitri.post(f"{base}plan/", {**terms, "invited": []}).status_code == 422
    fitri.post(f"{base}plan/", {**terms, "invited": invited})
    speaker = training.speakers.get()
    hours = {"day": more["ends_on"], "begins": "09:00", "ends": "10:00"}
    point = {**hours, "words": "Delapan syarat", "speaker": speaker.pk}
    assert fitri.post(f"{base}programme/new/", {**point, "day": "2026-01-01"}).status_code == 422
    fitri.post(f"{base}programme/new/", point)
    fitri.post(f"{base}papers/new/", {"files": photo()})
    fitri.post(f"{base}step/announce/", {})

    budi = sign_in("budi")
    shown = budi.get(base).text
    assert "Delapan syarat" in shown and "step/" not in shown and "/plan/" not in shown
    assert budi.get(f"/training/paper/{Material.objects.get().key}/").status_code == 200
    budi.post(f"{base}join/")
    assert 'class="qr"' in budi.get(base).text
    tono = {"posts": [world.people["tono"].pk]}
    fitri.post(f"{base}enrol/", tono)
    assert fitri.post(f"{base}enrol/", {"posts": [world.people["dewi"].pk]}).status_code == 422

    training.refresh_from_db()
    at(time_machine, training)
    fitri, budi = sign_in("fitri"), sign_in("budi")
    mine = training.participants.get(user=world.budi.user)
    budi.post(mine.get_absolute_url())
    fitri.post(f"{base}step/hold/", {})
    assert "Bagaimana pelatihannya?" in budi.get(base).text
    assert budi.post(f"{base}answer/after/", {}).status_code == 422
    budi.post(f"{base}answer/after/", marks("after"))
    assert "Bagaimana pelatihannya?" not in budi.get(base).text
    signed = {"number": "7", "signatory_name": "dr. Hana", "signatory_title": "Kepala Dinas"}
    fitri.post(f"{base}certify/", signed)
    assert Certificate.objects.get().name == "Budi Santoso"
    assert "7/001" in budi.get(base).text and "7/001" not in sign_in("tono").get(base).text

    time_machine.move_to(training.moment(training.ends_on, training.ends) + timedelta(days=91))
    follow_training()
    budi = sign_in("budi")
    assert "Apa yang sudah Anda pakai?" in budi.get(base).text
    budi.post(f"{base}answer/later/", marks("later"))
    training.refresh_from_db()
    assert [r.answers.count() for r in training.rounds.all()] == [1, 1]


def test_what_was_typed_comes_back_when_the_plan_is_not_well_formed(world, sign_in, early):
    terms = {**REQUEST, "ends_on": "2026-11-30", "seats": "0", "lesson_hours": "4"}
    answer = sign_in("eka").post("/training/new/", {**terms, "place": "Balai kota"})
    assert answer.status_code == 422 and "Balai kota" in answer.text
    assert not Training.objects.exists()


def test_a_form_answered_in_two_windows_counts_once(world, sign_in, early, time_machine):
    training = hold_with(world, time_machine, crowd(world, 1))
    browser, url = sign_in("murid0"), f"/training/{training.reference}/answer/after/"
    for _press in range(2):
        browser.post(url, marks("after"))
    assert training.rounds.get().answers.count() == 1
    assert sign_in("fitri").get(url).status_code == 302
    assert browser.get(f"/training/{training.reference}/answer/lain/").status_code == 302


OWN = ("plan/", "speakers/new/", "programme/new/", "papers/new/", "door/", "certify/")


@pytest.mark.parametrize("page", [*OWN, "step/cancel/"])
@pytest.mark.parametrize(("name", "status"), [("fitri", 403), ("budi", 403), ("mira", 404)])
def test_pages_that_change_a_training_are_for_who_holds_it(
    world, sign_in, early, page, name, status
):
    training = announce(world)
    assert sign_in(name).get(f"/training/{training.reference}/{page}").status_code in (
        {status} if "step" not in page else {status, 302}
    )
    sign_in(name).post(f"/training/{training.reference}/{page}", {"note": "Batal."})
    training.refresh_from_db()
    assert training.stage == "announced" and training.chain_length == 2


@pytest.mark.parametrize("name", ["adi"])
def test_the_list_is_for_those_who_teach_or_learn(sign_in, early, name):
    assert sign_in(name).get("/training/").status_code == 403
    assert sign_in(name).get("/training/new/").status_code == 403
    assert sign_in("budi").get("/training/ask/").status_code == 403


@pytest.mark.parametrize("name", ["hana", "tono", "dewi", "mira"])
def test_the_code_of_somebody_else_opens_nothing(world, sign_in, early, time_machine, name):
    training = announce(world)
    [row] = enrol(training, world, "budi")
    at(time_machine, training)
    browser = sign_in(name)
    assert browser.get(row.get_absolute_url()).status_code == 404
    assert browser.post(row.get_absolute_url()).status_code == 404
    assert not row.days()


def test_who_runs_it_confirms_at_the_door_for_the_day_that_is_chosen(
    world, sign_in, early, time_machine
):
    training = announce(world, ends_on=DAY + timedelta(days=1))
    [row] = enrol(training, world, "budi")
    at(time_machine, training, DAY + timedelta(days=1))
    eka = sign_in("eka")
    door = f"/training/{training.reference}/door/?day={DAY.isoformat()}"
    assert f'value="{DAY.isoformat()}"' in eka.get(door).text
    for _press in range(2):
        eka.post(row.get_absolute_url(), {"day": DAY.isoformat()})
    assert row.days() == {DAY} and row.presences.get().way == "confirmed"
    assert training.events.filter(kind="attended").count() == 1


def more(world, training, many, first):
    for n in range(first, first + many):
        training.enrol_guest(world.eka, f"Tamu {n}", world.place("dinkes"))
        training.add_speaker(world.eka, f"Guru {n}", "Universitas")
        hours = {"day": DAY, "begins": training.begins, "ends": training.ends}
        training.add_point(world.eka, words=f"Acara {n}", **hours)
        training.add_papers(world.eka, [PROOF])
        plan(world)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *[(name, "/training/") for name in ("eka", "fitri", "budi")],
        *[(name, "/training/{one}/") for name in ("eka", "fitri", "budi")],
        ("eka", "/training/{one}/door/"),
    ],
)
def test_more_rows_ask_no_more_of_the_database(
    world, sign_in, early, django_assert_max_num_queries, name, path
):
    training = announce(world, seats=99)
    enrol(training, world, "budi")
    more(world, training, 2, 0)
    path, browser = path.format(one=training.reference), sign_in(name)
    browser.get(path)
    with django_assert_max_num_queries(45) as first:
        assert browser.get(path).status_code == 200
    more(world, training, 10, 2)
    with django_assert_max_num_queries(len(first)):
        assert browser.get(path).status_code == 200


def test_results_of_many_ask_no_more_than_those_of_few(
    world, sign_in, early, time_machine, django_assert_max_num_queries
):
    names = crowd(world, 12)
    training = hold_with(world, time_machine, names)
    answer_all(world, training, names[:6])
    time_machine.move_to(training.moment(DAY, training.ends) + timedelta(days=1))
    answer_all(world, training, names[6:])
    time_machine.move_to(training.moment(DAY, training.ends) + timedelta(days=20))
    browser = sign_in("eka")
    browser.get("/training/")
    with django_assert_max_num_queries(20):
        assert "<progress" in browser.get(f"/training/{training.reference}/results/").text
