"""A year of complaints in Kabupaten Kutai Raya, from one seed: the same year for the same today.

Each complaint is a matter (what went wrong), a scene (where, when, who) and a plot (what became of it). The plot
is played under the real lifecycle, clocks and holidays; what the law does not allow cannot be told.
"""

import random
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from zoneinfo import ZoneInfo

from narahubung.accounts.actors import Complainant, System
from narahubung.accounts.models import Role
from narahubung.clocks.calendar import is_working_day, next_working_day, nth_working_day
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Rule, law_in_force
from narahubung.complaints.lifecycle import CLOCKS
from narahubung.complaints.wall import judge_of
from narahubung.directory.models import Region, Term
from narahubung.operations.year_plots import (
    DUPLICATE,
    ENDED,
    MOODS,
    OPEN,
    beats,
    end_of,
    needs_supervision,
)
from narahubung.operations.year_steps import Cast
from narahubung.operations.year_tale import Tale
from narahubung.operations.year_words import Scene, Writer, matters

R = Role
DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Makassar")
SIZE = 600
# Where a unit stands; all others work in the whole regency.
HOMES = {
    "puskesmas-kuaro": "01",
    "smpn-1-kuaro": "01",
    "puskesmas-senaken": "02",
    "smpn-3-senaken": "02",
    "upt-dukcapil": "02",
    "puskesmas-tenggara": "03",
    "puskesmas-muara-siran": "04",
    "puskesmas-long-gelang": "05",
    "puskesmas-bukit-raya": "06",
    "sdn-012-semayam": "08",
    "sdn-007-kota-raya": "10",
}
BUSY = {"dinkes": 2.0, "disdukcapil": 2.4, "pupr": 1.6, "dlh": 1.5, "pdam": 1.8, "dinsos": 1.4}
# Those whose accounts a visitor is given find something in each stage.
SEEN = (
    ("dinkes", "puskesmas-kuaro"),
    ("dinkes", "puskesmas-kuaro"),
    ("disdukcapil", ""),
    ("dlh", ""),
)
CHANNELS = {
    "portal": 52,
    "whatsapp": 12,
    "walk_in": 11,
    "sp4n": 7,
    "phone": 6,
    "letter": 5,
    "email": 4,
    "outreach": 3,
}
BY_CITIZENS = ("portal", "sp4n")
# Where a file is sent by mistake that the inspectorate must settle.
OTHERWISE = "dinsos"


class Law:
    """Rules, days off and code lists, read once for the whole year."""

    def __init__(self):
        self.calendars = Calendars()
        self.rules = list(Rule.objects.all())
        self.rule = cache(self.find)

    def find(self, code, day, region):
        return law_in_force([rule for rule in self.rules if rule.code == code], day, region)


@dataclass(frozen=True)
class Part:
    """One complaint before it is played: the matter, where it belongs, and to whom it is sent first."""

    matter: object
    agency: object
    unit: object
    sent_to: object
    offered_to: object
    district: object
    village: object
    about: object = None

    @property
    def is_hidden_at_once(self):
        """Whoever complains of a place that has nobody but the government above it says so at once."""
        return self.about is not None and self.about.parent_id == self.agency.parent_id

    @property
    def scene(self):
        """Return the place where it happened, which is not always the one that answers."""
        return self.about or self.unit


class Year:
    def __init__(self, regency, today: date, size=SIZE, seed=6469):
        self.regency, self.today, self.size = regency, today, size
        self.rng = random.Random(seed)
        self.end = datetime.combine(today, time(0, 6), ZONE)
        self.law = Law()
        self.writer = Writer(self.rng, regency.names)
        terms = {(term.list, term.code): term for term in Term.objects.in_force()}
        self.cast = Cast(regency, self.writer, terms, regency.agencies)
        self.matters = matters()
        self.build_places()
        self.tales, self.parts = [], []

    def build_places(self):
        places = Region.objects.filter(code__startswith="64.69.").order_by("code")
        self.districts = {r.code[-2:]: r for r in places if r.level == Region.Level.DISTRICT}
        self.villages = {
            code: [r for r in places if r.code.startswith(f"64.69.{code}.")]
            for code in self.districts
        }

    # What is told, in which order.

    def tell(self):
        """Return the tales of the year, the first received first."""
        open_now = self.open_quotas()
        for plot, mood, seen in open_now:
            self.tell_open(plot, mood, seen)
        while len(self.tales) < self.size:
            self.tell_ended()
        self.tales.sort(key=lambda tale: tale.received_at)
        self.tell_apart()
        return self.tales

    def open_quotas(self):
        rows = []
        for plot, counts in OPEN:
            quota = [m for m, n in zip(MOODS, counts, strict=True) for _ in range(self.share(n))]
            seen = iter(SEEN)
            rows += [(plot, mood, next(seen, ("", ""))) for mood in quota]
        return rows

    def share(self, of_600):
        return max(1, round(of_600 * self.size / SIZE)) if of_600 else 0

    def tell_open(self, plot, mood, seen):
        for wish in dict.fromkeys((mood, "week", "late", "any")):
            ages = self.ages(plot, wish)
            part = self.part(plot, *seen)
            for age in ages:
                if self.play(
                    part, plot, self.days_before(part, plot, age), partial(self.stands, wish)
                ):
                    return

    def ages(self, plot, mood):
        """Return how many working days ago the last step may have been, in a random order."""
        last = {"late": 60 if needs_supervision(plot) else 26, "any": 22}.get(mood, 12)
        first = {"late": 30 if needs_supervision(plot) else 3}.get(mood, 0)
        return self.rng.sample(range(first, last), last - first)

    def tell_ended(self):
        names, weights = zip(*[(p, w) for w, p in ENDED.values()], strict=True)
        plot = self.rng.choices(names, weights)[0]
        again = len(self.parts) > 5 and self.rng.random() < 0.12
        if again and all(word not in plot for word in ("examine", "pass_on", ".")):
            part, start = self.rng.choice([p for p in self.parts if not p[0].matter.ends])
            start += DAY * self.rng.randrange(15)
        else:
            # There are more of them towards the end: a new way to complain becomes known.
            part = self.part(plot)
            start = self.today - DAY * int(12 + 352 * (1 - self.rng.random() ** 0.8))
        tale = self.play(part, plot, start, lambda tale: tale.is_ended())
        if tale and self.rng.random() < 0.04 and len(self.tales) < self.size:
            self.tell_twice(tale, part)

    def tell_twice(self, first, part):
        """The same person sends the same text again; the second file is put into the archive."""
        start = first.received_on + DAY * self.rng.randrange(1, 4)
        tale = self.play(part, DUPLICATE, start, lambda tale: tale.is_ended())
        if tale:
            tale.file.text, tale.person, tale.file.shield = first.text, first.person, first.shield
            tale.events[0].facts["shield"] = str(first.shield)

    def stands(self, mood, tale):
        """Is this open file as it should be today, with nothing that the house itself would have done?"""
        due, today = tale.next_due, self.today
        runs_out = {c.rule for c in CLOCKS if c.then}
        if any(c.due and c.due < today for c in tale.running() if c.rule.code in runs_out):
            return False
        if tale.resume_on and tale.resume_on <= today:
            return False
        match mood:
            case "late":
                return due is not None and due < today
            case "today":
                return due == today
            case "week":
                return due is not None and today < due <= today + 7 * DAY
        return due is None or due >= today

    # The parts.

    def part(self, plot, agency="", unit=""):
        fit = [m for m in self.matters if m.ends == end_of(plot)]
        if needs_supervision(plot):
            fit = [m for m in fit if m.is_supervisory]
        seen = [m for m in fit if m.agency == agency and (not unit or unit in m.units)]
        matter = self.rng.choices(seen or fit, [BUSY.get(m.agency, 1) for m in seen or fit])[0]
        return self.set_in_place(matter, plot, unit)

    def set_in_place(self, matter, plot, unit=""):
        slug = unit if unit in matter.units else self.rng.choice(matter.units)
        own, near = matter.agency, matter.near
        if slug == "kecamatan-*":
            slug = own = self.rng.choice(
                [s for s in self.regency.agencies if s.startswith("kecamatan-")]
            )
        code = HOMES.get(slug) or (slug[-2:] if slug.startswith("kecamatan-") else "")
        code = code or self.rng.choice(list(self.districts))
        place = self.regency.place
        about = place(slug) if matter.is_supervisory else None
        if (
            about
        ):  # Those whom it is about do not settle it: the agency above does, or the inspectorate.
            judge = judge_of(about, is_head=slug == own)
            slug = own = self.cast.slugs[judge.pk]
            near = OTHERWISE if near == own else near
        wrong = "pass_on" in plot and "decline" not in plot
        return Part(
            matter,
            about=about,
            agency=place(own),
            unit=place(slug),
            sent_to=place(near if wrong else own),
            offered_to=place(own if wrong else near),
            district=self.districts[code],
            village=self.rng.choice(self.villages[code]),
        )

    # The play.

    def days_before(self, part, plot, age):
        """Return a day on which it may have begun if its last step is this many working days ago."""
        steps = sum(sum(beat.days) / 2 for beat in beats(plot) if beat.days)
        days = self.law.calendars.of("64.69", part.unit.week).working_days
        yesterday = bisect_left(days, self.today.toordinal()) - 1
        return date.fromordinal(days[yesterday - age - round(steps)])

    def play(self, part, plot, start, is_wanted):
        """Play a plot from a day on; keep the tale if it ends as it should before today."""
        scene = Scene(part.village, part.district, part.scene, start, self.rng)
        tale = self.received(part, scene, start)
        for beat in beats(plot) if tale else ():
            at = self.moment_of(beat, tale)
            if at is None or at >= self.end:
                return None
            by = self.cast.who(beat.name, tale)
            if not any(m.name == beat.name for m in tale.MOVES if m.is_open_to(tale, by)):
                return None
            tale.today_after = at.date()
            tale.take(beat.name, by, at, **self.cast.lines(beat, tale, part, scene))
            self.talk(beat, tale, scene)
        if (
            tale is None
            or tale.received_on < self.today - 365 * DAY
            or not self.settle(tale, is_wanted)
        ):
            return None
        title, text = self.writer.complain(part.matter, scene)
        tale.file.title, tale.file.text, tale.scene, tale.part = title, text, scene, part
        tale.person = self.writer.person(scene)
        self.tales.append(tale)
        self.parts.append((part, start))
        return tale

    def settle(self, tale, is_wanted):
        if not tale.is_ended():
            tale.pass_time(self.end)
        return is_wanted(tale)

    def received(self, part, scene, start):
        channel = self.rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        by, at = Complainant(0), self.at(start, 6, 22)
        if channel == "sp4n":
            by = System()
        if channel not in BY_CITIZENS:
            by = self.regency.officer(R.MANAGER, self.cast.slugs[part.sent_to.pk])
            at = self.at(self.working_day(start, part.sent_to), 8, 15)
        if at >= self.end:
            return None
        secret = 34 if part.matter.is_supervisory else 14
        shield = self.rng.choices(("open", "secret", "anonymous"), (76, secret, 10))[0]
        tale = Tale(
            self.law,
            by,
            channel=channel,
            shield=shield,
            agency=part.sent_to,
            region=part.district,
            place=f"{part.village.name} RT {scene.words['rt']}",
            happened_on=at.date() - DAY * self.rng.randrange(6),
            received_at=at,
        )
        if part.is_hidden_at_once:
            tale.hide(part.about)
        return tale

    def moment_of(self, beat, tale):
        """Return when a step is taken: officers on working days, others when they find the time."""
        if beat.days is None:
            clock = next((c for c in tale.running() if c.binds == "complainant"), None)
            return clock and datetime.combine(clock.due + DAY, time(0, 5), ZONE)
        gap, day = self.rng.randint(*beat.days), tale.moment.astimezone(ZONE).date()
        if self.cast.who(beat.name, tale).user is None:
            at = self.at(day + DAY * gap, 6, 22)
            return at if at > tale.moment else self.at(day + DAY, 6, 12)
        calendar = self.law.calendars.of("64.69", tale.week)
        day = nth_working_day(day, gap, calendar)
        at = self.at(self.working_day(day, tale), 8, 16)
        return at if at > tale.moment else self.at(next_working_day(day, calendar), 8, 11)

    def working_day(self, day, place):
        calendar = self.law.calendars.of("64.69", place.week)
        return day if is_working_day(day, calendar) else next_working_day(day, calendar)

    def at(self, day, first, last):
        minute = self.rng.randrange(first * 60, last * 60)
        return datetime.combine(day, time(minute // 60, minute % 60), ZONE)

    def talk(self, beat, tale, scene):
        """Now and then somebody asks how it stands, and is answered; a manager notes something down."""
        chance, at = self.rng.random(), tale.moment + timedelta(minutes=self.rng.randrange(20, 90))
        if at >= self.end:
            return
        if beat.name == "accept" and chance < 0.12:
            tale.say(self.writer.say("nudge", scene), Complainant(0), at)
            officer = self.cast.who("accept", tale)
            tale.say(self.writer.say("calm", scene), officer, at + timedelta(minutes=25))
        if beat.name == "verify" and chance < 0.08:
            tale.say(
                self.writer.say("remark", scene), self.cast.who("verify", tale), at, "internal"
            )

    def tell_apart(self):
        """Give no complaint the title of one of those before it, here or in the lists of its agency."""
        recent, of_agency = [], defaultdict(list)
        for tale in self.tales:
            lists = [of_agency[place.pk] for place in (tale.agency, tale.unit) if place]
            taken = [*recent[-40:], *(title for titles in lists for title in titles[-4:])]
            if tale.title in taken:
                tale.file.title = self.writer.other_title(
                    tale.title, tale.part.matter, tale.scene, taken
                )
            for titles in (recent, *lists):
                titles.append(tale.title)
