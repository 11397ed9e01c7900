"""A year of meetings of Kabupaten Kutai Raya with the Ombudsman: four held, the next invited, one decision late.

What lies behind has its own days in the history, which the deeds of a meeting would date today; so the events
are chained here one by one, in the order of the lifecycle, and nobody is written to about them.
"""

from datetime import date, time, timedelta

from django.utils import timezone

from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import calendar_for
from narahubung.collaboration.cadence import NEXT, days_ahead
from narahubung.collaboration.meetings_agenda import make_agenda
from narahubung.collaboration.models import Decision, Meeting, MeetingEvent, Series
from narahubung.operations.ombudsman import Ombudsman

EVERY, WEEK, WEDNESDAY, BACK = 3, 2, 2, 12
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MEMBERS = ("kutai-raya", "dinkes", "disdukcapil", "dinsos", "pupr", "dlh", "pdam")
# fmt: off
# Of each meeting held: what was decided (who, what, days until due, how it stands), and how far it has come.
MEETINGS = (
    ("closed", "Perkenalan narahubung dan alur surat Ombudsman.", (
        ("dinkes",      "Menunjuk wakil narahubung dengan SK.",                            30, "done"),
        ("disdukcapil", "Memasang papan janji layanan di loket KTP.",                      45, "done"),
    )),
    ("closed", "Pengaduan yang berulang: antrean puskesmas dan pencetakan KTP.", (
        ("dinkes",      "Membuka loket kedua di Puskesmas Kuaro Hulu pada jam sibuk.",     30, "done"),
        ("pupr",        "Mengumumkan jadwal perbaikan jalan di setiap kantor kecamatan.",  60, "done"),
    )),
    ("approved", "Surat permintaan klarifikasi: siapa menjawab, dalam berapa hari.", (
        ("dinsos",      "Menjelaskan alasan penghentian bantuan secara tertulis.",         60, "done"),
        ("disdukcapil", "Menyusun SOP jawaban surat Ombudsman paling lama sepuluh hari.",  75, "late"),
    )),
    ("approved", "Evaluasi setengah tahun dan persiapan penilaian kepatuhan.", (
        ("dinkes",      "Melengkapi register pengaduan puskesmas.",                       150, "open"),
        ("pdam",        "Menyediakan nomor pengaduan yang dijawab dua puluh empat jam.",  150, "reported"),
        ("dlh",         "Menerbitkan jadwal angkut sampah pasar.",                        160, "open"),
    )),
)
# fmt: on


def begin(world, by, members, **terms):
    """Begin the series with usual terms, planned ahead from today; tests and the walk over all pages use it."""
    usual = {
        "name": "Pertemuan berkala narahubung Kutai Raya",
        "place": "Aula Inspektorat, Kuaro",
        "first_month": today_in(by.office.zone).replace(day=1),
        "every": EVERY,
        "week": WEEK,
        "weekday": WEDNESDAY,
        "begins": time(9),
        "minutes": 180,
        "if_day_off": NEXT,
        "convenor": by.user,
    }
    return Series.objects.submit(by=by, members=members, **{**usual, **terms})


def tell_meetings(regency) -> list:
    """Tell the year that lies behind and invite to the next meeting."""
    office = Ombudsman(regency)
    today = office.today
    first = month_back(today, BACK)
    series = begin(
        regency, office.sinta, [regency.place(slug) for slug in MEMBERS], first_month=first
    )
    terms = (first, EVERY, WEEK, WEDNESDAY, calendar_for("", 5), NEXT)
    past = [(month, day) for month, day in days_ahead(*terms) if day < today][-len(MEETINGS) :]
    for n, ((month, day), (stage, minutes, decisions)) in enumerate(
        zip(past, MEETINGS, strict=False), start=1
    ):
        meeting = hold(office, series, month, day)
        write(office, meeting, n, minutes, decisions)
        if stage == "closed":
            end = meeting.ends_at + 70 * DAY
            chain(meeting, "close", office.sinta, end, stage="closed", closed_at=end)
    ahead = series.meetings.filter(starts_at__gt=timezone.now()).order_by("starts_at").first()
    if ahead:
        make_agenda(ahead, office.sinta)
        ahead.take("invite", by=office.sinta)
    # Nobody is written to about what was told.
    MeetingEvent.objects.untold().update(dispatched_at=timezone.now())
    return list(Meeting.objects.filter(series=series))


def month_back(today, months) -> date:
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def hold(office, series, month, day):
    """Return a meeting of the past, planned, invited and attended by most of those who were asked."""
    meeting = Meeting.objects.drafted(series, month, day)
    meeting.save(force_insert=True)
    chain(meeting, "planned", office.sinta, meeting.starts_at - 60 * DAY)
    meeting.invitations.invite_members(meeting, office.sinta)
    chain(meeting, "invite", office.sinta, meeting.starts_at - 14 * DAY, stage="invited")
    for n, one in enumerate(meeting.invitations.select_related("user", "agency")):
        if n % 5 == 4:
            continue
        there = meeting.attendances.create(
            invitation=one,
            name=one.user.name,
            position=one.position(),
            agency=one.agency,
            way="herself" if n % 3 else "confirmed",
            at=meeting.starts_at - timedelta(minutes=12 - n),
            written_by=office.sinta.user,
        )
        facts = {"attendance": there.pk, "way": there.way}
        chain(meeting, "attended", office.sinta, there.at, facts)
    return meeting


def write(office, meeting, n, minutes, decisions):
    """Write minutes and decisions, have them approved, and let each decision come as far as it has come."""
    chain(meeting, "hold", office.sinta, meeting.starts_at, stage="held")
    text = f"Dibuka Kepala Perwakilan. {minutes} Peserta menyepakati keputusan di bawah ini."
    chain(meeting, "minutes_written", office.sinta, meeting.ends_at, minutes_text=text)
    for position, words in enumerate(("Tindak lanjut pertemuan lalu.", minutes), start=1):
        meeting.points.create(words=words, position=10 * position)
    made = []
    for number, (slug, words, days, state) in enumerate(decisions, start=1):
        owner, due = office.world.place(slug), meeting.day + timedelta(days=days)
        if state == "late":
            due = office.today - timedelta(days=12)
        made.append(
            Decision.objects.create(
                meeting=meeting, number=number, text=words, owner=owner, due_on=due
            )
        )
        chain(meeting, "decided", office.sinta, meeting.ends_at, facts_of(made[-1]))
    number = f"BA-{n:02}/PB/{meeting.day:%m}/{meeting.day.year}"
    approved = {"stage": "approved", "record_number": number}
    chain(meeting, "approve", office.sinta, meeting.ends_at + DAY, **approved)
    for decision, (*_rest, state) in zip(made, decisions, strict=True):
        settle(office, meeting, decision, state)


def facts_of(decision) -> dict:
    return {"decision": decision.pk, "number": decision.number}


def settle(office, meeting, decision, state):
    facts = facts_of(decision)
    at = min(meeting.ends_at + (20 + 2 * decision.number) * DAY, timezone.now() - 2 * HOUR)
    if state in ("reported", "done"):
        decision.progress, decision.reported_at = "reported", at
        decision.evidence = "Sudah dilaksanakan; bukti diperlihatkan dalam pertemuan."
        chain(meeting, "decision_reported", office.world.system, at, facts)
    if state == "done":
        decision.progress, decision.done_at = "done", at + HOUR
        chain(meeting, "decision_done", office.sinta, at + HOUR, facts)
    if state == "late":
        decision.noticed_at = decision.head_noticed_at = timezone.now()
        chain(meeting, "decision_late", office.world.system, timezone.now() - HOUR, facts)
    decision.save()


def chain(meeting, kind, by, at, facts=None, **changes):
    """Write an event of the past into the chain of its meeting, and what changed with it."""
    before = meeting.chain_head
    if "stage" in changes:
        facts = {"from": meeting.stage, "to": changes["stage"]}
    event = meeting.chained(kind, by, facts=facts)
    event.at = event.dispatched_at = min(at, timezone.now())
    meeting.chain_head = event.seal(meeting.reference, before)
    for field, value in changes.items():
        setattr(meeting, field, value)
    meeting.save(update_fields=["chain_head", "chain_length", *changes])
    event.save(force_insert=True)
