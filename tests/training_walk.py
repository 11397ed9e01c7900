"""What the walks find of trainings: one at each stage, with programme, material, people, answers and certificates."""

from datetime import time, timedelta

from narahubung.clocks.calendar import today_in
from narahubung.collaboration.models import (
    Certificate,
    Material,
    Participant,
    ProgrammePoint,
    Speaker,
    Training,
)
from narahubung.collaboration.training_questions import forms
from narahubung.documents import CleanFile

NOBODY = "00000000-0000-4000-8000-000000000000"
PAPER = CleanFile("bahan.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
LEARNERS = ("budi", "rina", "hana", "tono", "dewi")
ALL_DAY = {"begins": time(0), "ends": time(23, 59)}
OF_A_TRAINING = (
    *("detail", "edit", "speaker_new", "point_new", "papers_new", "join", "enrol", "guest"),
    *("door", "certify", "results"),
)
OF_A_ROW = ("speaker_remove", "point_remove", "strike")
ANSWERED, STEPS = ("after", "later"), ("announce", "name_speaker", "cancel")
PAGES = [
    f"training:{name}"
    for name in (
        *("list", "new", "ask", "attend", "paper", "certificate", "certificate_void"),
        *(*OF_A_TRAINING, *OF_A_ROW, "answer", "step"),
    )
]
OPEN = ("portal:certificate", "portal:certificate_door")
ARGUMENTS = {
    "portal:certificate": [{"code": "x"}],
    **{f"training:{name}": [{"reference": "x"}] for name in OF_A_TRAINING},
    **{f"training:{name}": [{"reference": "x", "pk": 1}] for name in OF_A_ROW},
    **{f"training:{name}": [{"pk": 1}] for name in ("certificate", "certificate_void")},
    **{f"training:{name}": [{"key": NOBODY}] for name in ("attend", "paper")},
    "training:answer": [{"reference": "x", "name": "after"}],
    "training:step": [{"reference": "x", "name": "announce"}],
}


def planned(world, title, by=None, **changes):
    day = today_in("Asia/Makassar") + timedelta(days=7)
    terms = {
        "kind": "workshop",
        "title": title,
        "purpose": "Setiap pengaduan dijawab tepat waktu.",
        "audience": "Petugas loket",
        "starts_on": day,
        "ends_on": day,
        "begins": time(9),
        "ends": time(12),
        "place": "Aula Inspektorat",
        "invited": [world.place("dinkes"), world.place("disdukcapil")],
        **changes,
    }
    return Training.objects.submit(by=by or world.eka, **terms)


def filled(training, world):
    speaker = training.add_speaker(world.eka, "Sinta Maharani", "Kepala", world.sinta.user)
    hours = {"begins": time(9), "ends": time(10), "speaker": speaker}
    training.add_point(world.eka, day=training.starts_on, words="Delapan syarat", **hours)
    training.add_papers(world.eka, [PAPER])
    return training


def announced(world, title, learners=LEARNERS):
    training = filled(planned(world, title), world)
    training.take("announce", by=world.eka)
    for name in learners:
        actor = getattr(world, name)
        training.enrol(actor, actor.user, actor.agency)
    return training


def going_on(world, title, learners=LEARNERS):
    """Return a training of today."""
    training = announced(world, title, learners)
    day = today_in("Asia/Makassar")
    training.points.update(day=day)
    Training.objects.filter(pk=training.pk).update(starts_on=day, ends_on=day, **ALL_DAY)
    training.refresh_from_db()
    return training


def held(world, title, learners=LEARNERS):
    training = going_on(world, title, learners)
    for name in learners:
        actor = getattr(world, name)
        training.sign_in(training.participants.get(user=actor.user), actor)
    training.take("hold", by=world.eka)
    return training


def answer_all(world, training, form):
    marks = {question.code: 4 for question in forms()[form].marked}
    words = {question.code: "Baik." for question in forms()[form].spoken}
    for name in LEARNERS:
        training.answer(getattr(world, name), form, marks, words)
    closed = training.today - timedelta(days=1)
    training.rounds.filter(name=form).update(open_until=closed)


def certified(training, world):
    signed = {"signatory_name": "Sinta Maharani", "signatory_title": "Kepala Perwakilan"}
    training.certify(world.eka, "7/BIMTEK/2026", **signed)
    return training


def learn(world):
    """Hold one training with one participant, and ask for a speaker at another."""
    certified(held(world, "Mengelola pengaduan", LEARNERS[:1]), world)
    planned(world, "Mengenal maladministrasi", by=world.hana, is_asked=True)


def at_each_stage(world) -> dict:
    """Bring trainings to their stages; the people of the office are there already."""
    over = certified(held(world, "Mengelola pengaduan"), world)
    answer_all(world, over, "after")
    over.open_round("later")
    asked = planned(world, "Mengenal maladministrasi", by=world.hana, is_asked=True)
    proposed = planned(world, "Menjawab surat", by=world.hana, is_asked=True)
    proposed.take("propose", by=world.eka, day=proposed.starts_on, note="Sesudah pleno.")
    return {
        "over": over,
        "held": held(world, "Menulis jawaban"),
        "on": going_on(world, "Register pengaduan"),
        "ahead": announced(world, "Delapan syarat"),
        "planned": filled(planned(world, "Rencana tahun depan"), world),
        "asked": asked,
        "proposed": proposed,
    }


def arguments() -> dict:
    """Return the arguments of every page of every training; the code of a certificate is for everybody."""
    each = [[training.reference] for training in Training.objects.all()]

    def rows(model):
        return [[row.training.reference, row.pk] for row in model.objects.all()]

    certificates = [[certificate.pk] for certificate in Certificate.objects.all()]
    return {
        "portal:certificate": [[c.written_code] for c in Certificate.objects.all()],
        **{f"training:{name}": each for name in OF_A_TRAINING},
        "training:speaker_remove": rows(Speaker),
        "training:point_remove": rows(ProgrammePoint),
        "training:strike": rows(Participant),
        "training:certificate": certificates,
        "training:certificate_void": certificates,
        "training:attend": [[one.key] for one in Participant.objects.all()],
        "training:paper": [[paper.key] for paper in Material.objects.all()],
        "training:answer": [[*one, name] for one in each for name in ANSWERED],
        "training:step": [[*one, name] for one in each for name in STEPS],
    }
