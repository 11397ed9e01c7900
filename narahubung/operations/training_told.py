"""The trainings of the demo: one held in spring with all that became of it, one that is announced, one speaker asked for.

What lies behind has its own days in the history, which the deeds of a training would date today; so its events
are chained here one by one, in the order of the lifecycle, and nobody is written to about them.
"""

from datetime import time, timedelta

from django.utils import timezone

from narahubung.accounts.models import Appointment
from narahubung.accounts.roles import Role
from narahubung.collaboration.models import Training, TrainingEvent
from narahubung.collaboration.training_questions import AFTER, LATER, forms
from narahubung.documents import CleanFile
from narahubung.operations.meetings_told import DAY, HOUR, chain
from narahubung.operations.ombudsman import Ombudsman

AGO, WEDNESDAY, MANY = 200, 2, 12
INVITED = ("dinkes", "disdukcapil", "dinsos", "pupr")
PAPER = CleanFile("delapan-syarat.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF")
TERMS = {
    "kind": "technical",
    "begins": time(9),
    "ends": time(15),
    "place": "Aula Inspektorat, Kuaro",
    "seats": 20,
    "lesson_hours": 6,
}
SPRING = {
    **TERMS,
    "title": "Pengaduan yang dijawab: delapan syarat pengelolaan",
    "purpose": "Setiap pengaduan dicatat, diberi batas waktu, dan dijawab dengan alasan.",
    "audience": "Petugas pengaduan dinas dan puskesmas, dua belas orang",
}
AHEAD = {
    **TERMS,
    "kind": "workshop",
    "title": "Lokakarya jawaban surat Ombudsman",
    "purpose": "Menulis klarifikasi yang lengkap dan tepat waktu.",
    "audience": "Narahubung dan wakilnya",
}
ASKED = {
    **TERMS,
    "kind": "briefing",
    "title": "Mengenali maladministrasi di loket",
    "purpose": "Petugas loket tahu apa yang tidak boleh terjadi.",
    "audience": "Petugas loket seluruh puskesmas, sekitar empat puluh orang",
    "place": "Aula Dinas Kesehatan",
}
PROGRAMME = (
    ("09:00", "10:15", "Delapan syarat pengelolaan pengaduan", 0),
    ("10:30", "12:00", "Latihan: menulis jawaban atas tiga pengaduan", 1),
    ("13:00", "15:00", "Register pengaduan dan batas waktunya", 0),
)
# Marks of each who answered, question by question, and what some of them wrote.
SAID_AFTER = ("55454", "54445", "44344", "55555", "43344", "54454", "45344", "44453", "55445",
              "34243", "54444")  # fmt: skip
WORDS_AFTER = {
    "best": ("Latihan menulis jawaban.", "Contoh dari puskesmas lain.", "Daftar delapan syarat."),
    "better": ("Waktu latihan kurang lama.", "Bahan dikirim sebelum pelatihan."),
}
SAID_LATER = "544354445"
WORDS_LATER = {
    "what": ("Register pengaduan sudah dipakai setiap hari.", "Surat jawaban memakai contoh baru."),
    "hindered": ("Petugas loket sering berganti.",),
}


def tell_training(regency) -> list:
    office = Ombudsman(regency)
    trainings = [spring(office), coming(office), asked(office)]
    # Nobody is written to about what was told.
    TrainingEvent.objects.untold().update(dispatched_at=timezone.now())
    return trainings


def on(day):
    """Return the Wednesday of that week: nobody holds a training on a Sunday."""
    return day + (WEDNESDAY - day.weekday()) * DAY


def invited(office):
    return [office.world.agencies[slug] for slug in INVITED if slug in office.world.agencies]


def coming(office):
    day = on(office.today + 21 * DAY)
    terms = {**AHEAD, "starts_on": day, "ends_on": day, "invited": invited(office)}
    training = Training.objects.submit(by=office.bayu, **terms)
    name_speakers(office, training)
    training.take("announce", by=office.bayu)
    hana = office.world.hana
    training.enrol(hana, office.world.budi.user, office.world.place("puskesmas-kuaro"))
    return training


def asked(office):
    day, world = on(office.today + 35 * DAY), office.world
    terms = {**ASKED, "starts_on": day, "ends_on": day, "invited": [world.place("dinkes")]}
    return Training.objects.submit(by=world.hana, is_asked=True, **terms)


def name_speakers(office, training):
    for person in (office.bayu, office.eka):
        place = str(person.appointment.place)
        training.add_speaker(office.bayu, person.user.name, place, person.user)


def spring(office):
    """Tell a training from its plan to the answers after ninety days, each on its own day."""
    day = on(office.today - AGO * DAY)
    training = planned(office, day)
    people = enrolled(office, training)
    held(office, training, people)
    certified(office, training)
    asked_about(office, training, people)
    return training


def planned(office, day):
    terms = {**SPRING, "starts_on": day, "ends_on": day}
    training = Training.objects.drafted(by=office.bayu, stage="planned", **terms)
    training.save(force_insert=True)
    training.invited.set(invited(office))
    began = training.moment(day, training.begins)
    chain(training, "planned", office.bayu, began - 40 * DAY, {"day": day.isoformat()})
    speakers = [
        training.speakers.create(user=p.user, name=p.user.name, position=str(p.appointment.place))
        for p in (office.bayu, office.eka)
    ]
    for begins, ends, words, who in PROGRAMME:
        hours = {"begins": time.fromisoformat(begins), "ends": time.fromisoformat(ends)}
        training.points.create(day=day, words=words, speaker=speakers[who], **hours)
    kind = training.papers.model
    kind.holding(PAPER, PAPER.name, training=training, role=office.bayu.role, at=began - 35 * DAY)
    chain(training, "announce", office.bayu, began - 30 * DAY, stage="announced")
    return training


def enrolled(office, training) -> list:
    """Enrol the first officers of the departments by the order of their letters; the last of them did not come."""
    posts = Appointment.objects.filter(
        agency__in=training.invited.all(), role__in=(Role.MANAGER, Role.LIAISON, Role.HEAD)
    )
    clinics = Appointment.objects.filter(
        agency__parent__in=training.invited.all(), role=Role.LIAISON
    )
    held_by = {post.user_id: post for post in (posts | clinics).select_related("user", "agency")}
    found = []
    for post in list(held_by.values())[: MANY + 1]:
        one = training.participants.create(user=post.user, name=post.user.name, agency=post.agency)
        at = training.moment(training.starts_on, training.begins) - (20 - len(found)) * DAY
        facts = {"participant": one.pk, "user": one.user_id}
        chain(training, "enrolled", office.world.system, at, facts)
        found.append(one)
    return found


def held(office, training, people):
    began = training.moment(training.starts_on, training.begins)
    for n, one in enumerate(people[:MANY]):
        way = "herself" if n % 3 else "confirmed"
        at = began - timedelta(minutes=20 - n)
        one.presences.create(day=training.starts_on, way=way, at=at, written_by=office.bayu.user)
        facts = {"participant": one.pk, "day": training.starts_on.isoformat(), "way": way}
        chain(training, "attended", office.bayu, at, facts)
    ended = training.moment(training.ends_on, training.ends)
    chain(training, "hold", office.bayu, ended, stage="held")


def certified(office, training):
    at = training.moment(training.ends_on, training.ends) + DAY
    kind = training.participants.model._meta.get_field("certificate").related_model
    number = f"14/BIMTEK/{training.starts_on:%m}/{training.starts_on.year}"
    present = [one for one in training.participants.for_page() if one.came_each_day()]
    for n, one in enumerate(present, start=1):
        kind.objects.create(
            participant=one,
            number=f"{number}/{n:03}",
            name=one.name,
            issued_on=at.date(),
            signatory_name=office.sinta.user.name,
            signatory_title="Kepala Perwakilan",
        )
    facts = {"number": number, "certificates": len(present)}
    chain(training, "certified", office.bayu, at, facts, certified_on=at.date())


def asked_about(office, training, people):
    """Both forms, with what most of them said, and the end that the house writes when the second is over."""
    last, system = training.ends_on, office.world.system
    ended = training.moment(last, training.ends)
    answered(training, AFTER, last, SAID_AFTER, WORDS_AFTER, people, ended + DAY, system)
    again = forms()[LATER].opens_on(last)
    opened = training.moment(again, time(2))
    chain(training, "asked_later", system, opened, {"until": str(forms()[LATER].last_day(again))})
    answered(training, LATER, again, SAID_LATER, WORDS_LATER, people, opened + DAY, system)
    over = training.moment(forms()[LATER].last_day(again) + DAY, time(2))
    chain(training, "close", system, over, stage="closed", closed_at=over)


def answered(training, name, opened_on, said, words, people, at, system):
    form = forms()[name]
    found = training.rounds.create(
        name=name, opened_on=opened_on, open_until=form.last_day(opened_on)
    )
    for n, marks in enumerate(said):
        found.answers.create(
            marks={q.code: int(m) for q, m in zip(form.marked, marks, strict=True)},
            words={code: lines[n] for code, lines in words.items() if n < len(lines)},
        )
        chain(training, "answered", system, at + n * HOUR, {"form": name})
    for one in people[: len(said)]:
        setattr(one, f"answered_{name}", True)
        one.save(update_fields=[f"answered_{name}"])
