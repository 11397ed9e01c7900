"""A training of the office for two departments, and its people brought as far as a test needs."""

from datetime import date, time, timedelta

from narahubung.collaboration.models import Training
from narahubung.collaboration.training_questions import forms

DAY = date(2026, 11, 18)
TERMS = {
    "kind": "technical",
    "title": "Mengelola pengaduan dengan baik",
    "purpose": "Setiap pengaduan dijawab tepat waktu.",
    "audience": "Petugas pengaduan, sekitar dua puluh orang",
    "starts_on": DAY,
    "ends_on": DAY,
    "begins": time(9),
    "ends": time(12),
    "place": "Aula Inspektorat",
    "seats": 12,
    "lesson_hours": 6,
}
# How many hours of each day of a test lie before and after these.
MORNING, NOON = timedelta(hours=9), timedelta(hours=12)


def plan(world, by=None, **changes):
    places = changes.pop("invited", ("dinkes", "disdukcapil"))
    invited = [world.place(slug) for slug in places]
    return Training.objects.submit(by=by or world.eka, invited=invited, **{**TERMS, **changes})


def announce(world, **changes):
    training = plan(world, **changes)
    training.take("announce", by=world.eka)
    return training


def enrol(training, world, *names):
    """Enrol people of the two departments, each by herself."""
    return [
        training.enrol(getattr(world, n), getattr(world, n).user, getattr(world, n).agency)
        for n in names
    ]


def crowd(world, many, place="dinkes"):
    """Appoint as many officers as are asked for, so that there are enough to answer."""
    for n in range(many):
        world.appoint(f"murid{n}", f"Murid {n}", "liaison", place)
    return [f"murid{n}" for n in range(many)]


def at(time_machine, training, day=None, hour=10):
    time_machine.move_to(training.moment(day or training.starts_on, time(hour)))


def answers(name, mark=4, **words):
    marks = {question.code: mark for question in forms()[name].marked}
    return {"marks": marks, "words": words}


def hold_with(world, time_machine, names, **changes):
    """Return a training at which these people were, and which the office says was held."""
    training = announce(world, **changes)
    rows = enrol(training, world, *names)
    at(time_machine, training)
    for row in rows:
        training.sign_in(row, world.eka)
    training.take("hold", by=world.eka)
    return training


def answer_all(world, training, names, form="after", **words):
    for n, name in enumerate(names):
        training.answer(getattr(world, name), form, **answers(form, 1 + n % 5, **words))
