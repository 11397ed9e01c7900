"""Mentoring in the demo as in Bangka Belitung in 2023: three agencies asked, eleven of the programme are to follow.

What lies behind has its own days in the history, so the events are chained here one by one, in the order of the
lifecycle, as those of the meetings are; nobody is written to about them.
"""

from datetime import time, timedelta

from django.utils import timezone

from narahubung.accounts.models import Role
from narahubung.cases.references import new_reference
from narahubung.collaboration.mentoring_conditions import conditions
from narahubung.collaboration.models import Mentoring, MentoringPaper
from narahubung.operations.meetings_told import chain
from narahubung.operations.mentorships import AFTER, BEFORE, PHOTO, RESULT
from narahubung.operations.ombudsman import HERE, Ombudsman
from narahubung.reports.intake import region_of

DAY = timedelta(days=1)
# More agencies of the programme, whose focal points were named two months ago.
NAMED = (
    ("polres", "Ipda Joko Prabowo"),
    ("kantor-pertanahan", "Maria Goretti"),
    ("bpjs-kesehatan", "Andi Rahmawati"),
    ("bpjs-ketenagakerjaan", "Surya Dharma"),
    ("disdikbud", "Nurlaila Sari"),
    ("dpmptsp", "Rudi Hartono"),
)
# fmt: off
# Days ago, hour, place, about, who came, what was done, what is next.
SESSIONS = (
    (190, 9, "Aula Dinas Kesehatan", "Alur pengaduan dari loket sampai jawaban",
     "Sembilan petugas loket dan kepala seksi", "Alur digambar bersama; tiga tempat berkas berhenti ditemukan.",
     "Rancangan SOP ditulis dinas."),
    (150, 13, "https://rapat.example.org/dinkes", "Membahas rancangan SOP", "Tim penyusun SOP",
     "Tenggat tiap langkah disepakati.", "SOP ditandatangani kepala dinas."),
    (110, 9, "Puskesmas Kuaro Hulu", "Mencatat pengaduan di register", "Petugas dua puskesmas",
     "Dua puluh pengaduan lama dicatat sebagai latihan.", "Penilaian delapan syarat diulang sesudah tiga bulan."),
)
OUTPUTS = (
    (140, "sop",      "SOP pengelolaan pengaduan nomor 440/118/SOP/DINKES", "Setiap langkah punya nama dan tenggat."),
    (120, "decree",   "SK pengelola pengaduan nomor 440/121/SK/DINKES",     "Dua petugas ditunjuk di tiap puskesmas."),
    (100, "register", "Register pengaduan puskesmas",                       "Diperiksa kepala dinas setiap Senin."),
)
# fmt: on


def tell(regency) -> list:
    """Tell the three that asked: one completed, one under way, one that waits for its plan."""
    office = Ombudsman(regency)
    for slug, name in NAMED:
        name_focal_point(regency, slug, name, office.today - 60 * DAY)
    completed(regency, office)
    under_way(regency, office)
    waiting(regency, office)
    return list(Mentoring.objects.all())


def name_focal_point(regency, slug, name, since):
    user = regency.person(f"narahubung.{slug}", name)
    letter = regency.letter(user, Role.FOCAL_POINT, regency.place(slug))
    letter.starts_on = letter.decree_date = since
    letter.save()


def begun(regency, office, slug, by, days, why, kind="complaint_handling"):
    """Return what an agency asked for so many days ago."""
    here, at = office.offices[HERE], timezone.now() - days * DAY
    row = Mentoring(
        reference=f"PD-{new_reference(region_of(here), at.year)}",
        stage="asked",
        office=here,
        agency=regency.place(slug),
        kind=regency.term("mentoring_kind", kind),
        why=why,
        wished_month=(at + 40 * DAY).date().replace(day=1),
    )
    row.save(force_insert=True)
    facts = {"to": "asked", "agency": slug, "kind": kind}
    chain(row, "asked", by, at, facts)
    return row


def planned(row, office, days, steps, team):
    """Plan it with its steps, (title, days ago it was due, whether it was taken)."""
    at = timezone.now() - days * DAY
    chain(row, "plan", office.sinta, at, stage="planned", mentor=office.bayu.user)
    row.team.set(team)
    for title, ago, taken in steps:
        due = office.today - ago * DAY
        step = row.steps.create(title=title, due=due, done_on=due if taken else None)
        chain(row, "step_added", office.bayu, at, {"step": step.pk, "due": due.isoformat()})


def scored(row, office, by, moment, values, days):
    at = timezone.now() - days * DAY
    sheet = row.sheets.create(moment=moment, written_by="agency", written_at=at, agreed_at=at)
    for one, value in zip(conditions(), values, strict=True):
        sheet.scores.create(condition=one.code, value=value, words=WHY[one.code][value])
    chain(row, "scored", by, at, {"moment": moment, "total": sum(values)})
    chain(row, "scores_agreed", office.bayu, at, {"moment": moment})


def held(row, office, number, session):
    """Write a session of the past, and its photo; with the first one the mentoring began."""
    ago, hour, place, about, who_came, done, following = session
    day, at = office.today - ago * DAY, timezone.now() - ago * DAY
    fields = {"about": about, "place": place, "is_online": place.startswith("https:")}
    made = row.sessions.create(
        number=number, day=day, begins=time(hour), state="held", who_came=who_came, done=done,
        next=following, **fields,
    )  # fmt: skip
    facts = {"session": made.pk, "number": number, "day": day.isoformat()}
    chain(row, "session_set", office.bayu, at - 7 * DAY, facts)
    MentoringPaper.holding(PHOTO, PHOTO.name, mentoring=row, session=made, role="examiner")
    if number == 1:
        chain(row, "begin", office.bayu, at, stage="running")
    chain(row, "session_held", office.bayu, at, {**facts, "papers": 1})


def handed_in(row, regency, office, by, output):
    ago, code, title, words = output
    kind, at = regency.term("mentoring_output", code), timezone.now() - ago * DAY
    checked = {"state": "accepted", "checked_at": at + DAY, "checked_by": office.bayu.user}
    made = row.outputs.create(kind=kind, title=title, words=words, given_at=at, **checked)
    MentoringPaper.holding(PHOTO, f"{code}.pdf", mentoring=row, output=made, role="focal_point")
    chain(row, "output_given", by, at, {"output": made.pk, "kind": code})
    chain(row, "output_accepted", office.bayu, at + DAY, {"output": made.pk})


def completed(regency, office):
    yuni, rina = regency.yuni, regency.rina
    why = "Pengaduan di puskesmas belum tercatat, dan jawabannya sering terlambat."
    row = begun(regency, office, "dinkes", yuni, 240, why)
    steps = (("Melihat alur di loket", 190, True), ("SOP ditandatangani", 140, True))
    planned(row, office, 225, steps, [yuni.user, rina.user])
    scored(row, office, yuni, "before", BEFORE, 210)
    held(row, office, 1, SESSIONS[0])
    held(row, office, 2, SESSIONS[1])
    for output in OUTPUTS[:2]:
        handed_in(row, regency, office, yuni, output)
    held(row, office, 3, SESSIONS[2])
    handed_in(row, regency, office, yuni, OUTPUTS[2])
    scored(row, office, yuni, "after", AFTER, 45)
    at = timezone.now() - 40 * DAY
    chain(row, "finish", office.sinta, at, stage="done", closed_at=at, result=RESULT)


def under_way(regency, office):
    asks = regency.officer(Role.HEAD, "dinsos")
    why = "Keluhan bantuan sosial masuk lewat lima jalan dan tidak pernah bertemu."
    row = begun(regency, office, "dinsos", asks, 75, why)
    steps = (("Satu register untuk lima jalan", 10, True), ("SOP jawaban", -20, False))
    planned(row, office, 60, steps, [asks.user])
    scored(row, office, asks, "before", (1, 0, 0, 0, 0, 1, 1, 1), 40)
    held(row, office, 1, (26, 9, "Dinas Sosial", "Dari lima jalan ke satu register",
         "Enam petugas", "Register bersama dicoba sehari penuh.", "Rancangan SOP dibawa ke sesi kedua."))  # fmt: skip
    row.set_session(office.bayu, day=office.today + 9 * DAY, begins=time(9),
        place="Dinas Sosial", about="Membahas rancangan SOP jawaban")  # fmt: skip
    row.events.filter(dispatched_at=None).update(dispatched_at=timezone.now())


def waiting(regency, office):
    why = "Kami ingin janji waktu cetak KTP-el yang benar-benar dapat kami tepati."
    begun(regency, office, "disdukcapil", regency.ratna, 6, why, kind="service_standard")


# fmt: off
# Why a condition has its score: 0, 1, 2.
WHY = {
    "leadership":    ("Belum pernah dibahas pimpinan.", "Dibahas bila ada yang ramai.", "Kepala dinas membaca angkanya setiap Senin."),
    "mechanism":     ("Tiap loket punya cara sendiri.", "Ada alur, belum diikuti semua.", "Satu alur tertulis, dijalankan di semua loket."),
    "legal_base":    ("Belum ada keputusan.", "Ada surat edaran lama.", "SK dan SOP ditandatangani tahun ini."),
    "monitoring":    ("Tidak ada catatan pemantauan.", "Inspektorat melihat sekali setahun.", "Diperiksa tiap bulan, hasilnya tercatat."),
    "consequences":  ("Tidak ada aturan.", "Teguran lisan saja.", "Aturan tertulis dan sudah dipakai."),
    "staff":         ("Tidak ada yang ditunjuk.", "Ditunjuk, belum dilatih.", "Ditunjuk dan dilatih."),
    "facilities":    ("Tidak ada tempat mengadu.", "Ada kotak saran di satu loket.", "Loket, nomor, dan papan di semua tempat."),
    "participation": ("Warga tidak tahu ke mana mengadu.", "Satu forum warga diadakan.", "Forum warga tiap triwulan."),
}
# fmt: on
