"""A year of reports at the office of Kalimantan Timur, from one seed: told in bulk, under the real law.

What is wrong, where and in whose words comes from the matters of the complaints; what became of it from
`reports_plots.py`. Whatever has not happened yet today is not told: so files stand at every stage.
"""

import random
from collections import defaultdict
from datetime import date, datetime, time, timedelta

from narahubung.clocks.calendar import is_working_day, next_working_day, nth_working_day
from narahubung.directory.models import Term
from narahubung.operations.ombudsman import AT_THE_TOP, HERE, NATIONAL, USUAL
from narahubung.operations.reports_plots import HALTS, LATELY, OLD_FILES, PLOTS, STANDING
from narahubung.operations.reports_tale import ReportTale
from narahubung.operations.year import DAY, ZONE, Law, Year
from narahubung.operations.year_words import Scene
from narahubung.reports.identity import ReportingPerson
from narahubung.reports.rules import number_of
from narahubung.reports.steps import CLOSES, CONCLUDED

SIZE = 260
CHANNELS = {"walk_in": 30, "whatsapp": 24, "outreach": 20, "letter": 10, "email": 8, "phone": 8}
CLASSES = {"individual": 78, "family": 6, "organisation": 6, "proxy": 4, "ngo": 3, "group": 3}
SUSPECTED = {
    "undue_delay": 34,
    "no_service": 26,
    "procedural_deviation": 20,
    "impropriety": 9,
    "incompetence": 5,
    "neglect_of_legal_duty": 5,
    "solicitation": 4,
    "discrimination": 2,
}
REFUSED = (
    "not_yet_complained",
    "in_agency_process",
    "already_settled",
    "out_of_scope",
    "court_object",
)
SUBSTANCE_OF = {
    "disdukcapil": "population_administration",
    "dinkes": "health",
    "rsud": "health",
    "disdikbud": "education",
    "dinsos": "social_welfare",
    "pupr": "roads",
    "pdam": "water",
    "dlh": "environment",
    "dpmptsp": "licensing",
    "dishub": "transport",
    "perkim": "housing",
    "disnaker": "labour",
    "pertanian": "agriculture",
    "perdagangan": "trade_industry",
}
DELIVERS = (
    "ask",
    "ask_explanation",
    "ask_again",
    "summon",
    "show_reporter",
    "deliver",
    "received_above",
)


class ReportYear:
    def __init__(self, regency, office, today: date, size=SIZE, seed=3708):
        self.office, self.today, self.size = office, today, size
        self.rng, self.law = random.Random(seed), Law()
        self.end = datetime.combine(today, time(0, 6), ZONE)
        # Its matters, places and voices; none of its complaints.
        self.scenes = Year(regency, today, 0, seed)
        self.terms = {(term.list, term.code): term for term in Term.objects.in_force()}
        self.here = office.offices[HERE]
        self.lawyers = (office.bayu, office.yoga)
        self.calendar = self.law.calendars.of("", 5)

    def term(self, name, code):
        return self.terms[name, code]

    def one_of(self, weights):
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def tell(self):
        """Return the tales, the first received first, each with its number of the register."""
        tales = [self.old(plot) for plot in OLD_FILES]
        shares, plots = [plot[0] for plot in PLOTS], [plot[1:] for plot in PLOTS]
        for _n in range(self.size):
            kind, plot = self.rng.choices(plots, shares)[0]
            # More of them towards the end: what is still open is what one works with.
            start = self.today - DAY * int(360 * self.rng.random() ** 1.25)
            tales.append(self.tale(kind, plot, start))
        tales += [tale for kind, plot in STANDING if (tale := self.standing(kind, plot))]
        tales.sort(key=lambda tale: tale.file.received_at)
        self.give_numbers(tales)
        for tale in tales:
            tale.told_text()
        return tales

    def give_numbers(self, tales):
        """Number each register in the order in which the reports were entered."""
        self.last = defaultdict(int)
        entered = [tale for tale in tales if hasattr(tale, "entry")]
        for tale in sorted(entered, key=lambda tale: tale.entry.at):
            day = tale.file.opened_on
            key = tale.file.kind, day.year
            self.last[key] += 1
            tale.seq, tale.register_key = self.last[key], key
            tale.numbered(number_of(tale.seq, tale.file.kind, day, HERE))

    # One file.

    def tale(self, kind, plot, start):
        tale = self.received(kind, self.working(start))
        lately = (self.today - start).days < LATELY
        halt = lately and self.rng.random() * 100 < HALTS
        beats = plot.split()
        last = self.rng.randrange(2, 9) if halt else len(beats)
        return self.play(tale, beats[:last], "close_unproven" in plot)

    def standing(self, kind, plot):
        """Tell one that has come to the end of its plot lately; try each length of time until one has."""
        for age in range(1, 360, 2):
            tale = self.received(kind, self.working(self.today - DAY * age))
            self.play(tale, plot.split())
            if tale.is_told:
                return tale
        return None

    def old(self, plot):
        """A file of the paper register: received in 2022, entered by hand a good half year ago."""
        tale = self.received("lm", self.working(self.today - DAY * self.rng.randrange(150, 330)))
        opened = date(2022, 11, self.rng.choice((3, 8, 14, 22)))
        tale.file.happened_on = opened - DAY * 90
        tale.register(self.office.eka, tale.moment + timedelta(hours=1), opened, note="")
        tale.by_hand = True
        tale.take("check_formal", self.office.eka, tale.moment + timedelta(hours=1))
        return self.play(tale, plot.split())

    def working(self, day):
        return day if is_working_day(day, self.calendar) else next_working_day(day, self.calendar)

    def at(self, day):
        minute = self.rng.randrange(8 * 60, 16 * 60)
        return datetime.combine(day, time(minute // 60, minute % 60), ZONE)

    def received(self, kind, day):
        at = min(self.at(day), self.end - timedelta(hours=self.rng.randrange(14, 18)))
        # Yesterday evening nobody was at the desk, but somebody may have written.
        part = self.scenes.part("verify:0-1")
        scene = Scene(part.village, part.district, part.scene, day, self.rng)
        title, text = self.scenes.writer.complain(part.matter, scene)
        reported = None if kind == "knl" else part.agency
        tale = ReportTale(
            self.law,
            self.office.eka,
            at,
            office=self.here,
            access=self.term("access_kind", kind),
            channel=self.one_of(CHANNELS) if kind != "rco" else "phone",
            received_on=at.astimezone(ZONE).date(),
            title=title,
            text=text,
            reported=reported,
            superior=reported and reported.parent,
            reporter_class=self.term("reporter_class", self.one_of(CLASSES))
            if kind != "iaps"
            else None,
            secret_identity=kind == "lm" and self.rng.random() < 0.06,
            region=part.district.parent,
            place=part.village.name,
            happened_on=day - DAY * self.rng.randrange(20, 300),
            earlier_effort=""
            if kind in ("knl", "copy")
            else "Sudah disampaikan kepada instansi, belum ada penyelesaian.",
        )
        known = vars(self.scenes.writer.person(scene))
        tale.person = ReportingPerson(**known) if kind != "iaps" else ReportingPerson()
        tale.matter, tale.scene, tale.by_hand = part.matter, scene, False
        tale.lawyer = self.rng.choice(self.lawyers)
        return tale

    def play(self, tale, beats, unproven=False):
        """Take the steps until one lies ahead of today; then the file stands where it stands."""
        tale.unproven = unproven
        tale.is_told = False
        for beat in beats:
            name, _colon, gap = beat.partition(":")
            name, _at, rule = name.partition("@")
            at = self.moment(tale, gap, rule)
            if at >= self.end:
                break
            tale.pass_time(at)
            if not name.startswith("*") and not tale.allows(name):
                # The house was faster: a second request ran out before the answer came.
                break
            if name.startswith("*"):
                self.beside(tale, name[1:], at)
            else:
                self.step(tale, name, at)
        else:
            tale.is_told = True
        tale.pass_time(self.end)
        return tale

    def moment(self, tale, gap, rule):
        low, high = map(int, gap.split("-"))
        days, since = self.rng.randint(low, high), tale.moment.astimezone(ZONE).date()
        if rule:
            since = tale.due(rule) + DAY
        day = nth_working_day(since, days, self.calendar) if days else self.working(since)
        at = self.at(day)
        return (
            at if at > tale.moment else tale.moment + timedelta(minutes=self.rng.randrange(9, 90))
        )

    def beside(self, tale, name, at):
        tale.moment = at
        if name == "absent":
            tale.log("missed", tale.lawyer, facts={"outcome": name})
        elif name == "declare":
            tale.file.declared_at = at
            tale.log("declared", tale.lawyer)
        else:
            tale.log("checked", self.office.eka, facts={"list": name, "verdicts": {}})

    def step(self, tale, name, at):
        by, more = self.whose(tale, name), {}
        verb = getattr(self, f"on_{name}", None)
        if verb:
            more = verb(tale, at)
        if reason := {**CLOSES, "publish": "recommendation_published"}.get(name):
            more["closing_reason"] = self.term("closing_reason", reason)
        if name in DELIVERS:
            day = at.astimezone(ZONE).date()
            more["facts"] = {**more.get("facts", {}), "delivered_on": day.isoformat()}
            more["since"] = day
        if name in ("register", "respond_at_once"):
            tale.register(by, at, name=name, **more)
        else:
            tale.take(name, by, at, **more)
        if name in ("examine", "respond_at_once", "uphold"):
            self.given(tale, by, name)

    def given(self, tale, by, name):
        tale.file.examiner, tale.file.declared_at = tale.lawyer.user, None
        if name != "uphold":
            tale.log("assigned", by, facts={"examiner": tale.lawyer.user.pk})

    def whose(self, tale, name):
        move = tale.move_named(name)
        people = AT_THE_TOP if move.guard in NATIONAL else USUAL
        role = next(role for role in move.who if role in people)
        by = getattr(self.office, people[role])
        return tale.lawyer if by.user == self.office.bayu.user else by

    # What the steps say.

    def on_submit_plenary(self, tale, _at):
        kinds = {self.one_of(SUSPECTED) for _n in range(self.rng.choice((1, 1, 1, 2)))}
        tale.suspected = [self.term("maladministration", code) for code in sorted(kinds)]
        substance = self.term("substance", SUBSTANCE_OF.get(tale.matter.agency, "villages"))
        weight = self.rng.choice(("simple", "simple", "medium", "heavy"))
        facts = {"substance": substance.code, "weight": weight, "suspected": sorted(kinds)}
        proposal = {"proposal": self.rng.choice(("examine", "examine", "close"))}
        return {"facts": facts | proposal, "substance": substance, "weight": weight}

    def on_examine(self, tale, at):
        return {"facts": self.met(tale, at, "examine")}

    def on_close_intake(self, tale, at):
        reason = self.term("closing_reason", self.rng.choice(REFUSED))
        return {"facts": self.met(tale, at, "close_intake"), "closing_reason": reason}

    def met(self, tale, at, decision):
        day = at.astimezone(ZONE).date()
        tale.plenary = {
            "office": self.here,
            "held_on": day,
            "decision": decision,
            "minutes": "Pleno dihadiri semua keasistenan.",
            "chair": self.office.sinta.user,
        }
        return {"held_on": day.isoformat()}

    def on_respond_at_once(self, tale, _at):
        criterion = self.term(
            "rco_criterion", self.rng.choice(("life", "life", "emergency", "right_to_live"))
        )
        return {"facts": {"criterion": criterion.code}, "criterion": criterion}

    def on_issue(self, tale, _at):
        closes = self.rng.random() < 0.1
        ends = "not_found" if tale.unproven else "found"
        conclusion = "stopped" if closes and ends == "not_found" else ends
        tale.found = tale.suspected if conclusion == "found" else []
        codes = sorted(term.code for term in tale.found)
        return {"facts": {"conclusion": conclusion, "found": codes}, "conclusion": conclusion}

    def on_close_unproven(self, tale, _at):
        code = {"stopped": "examination_stopped"}.get(tale.file.conclusion, "not_proven")
        return {"closing_reason": self.term("closing_reason", code)}

    def on_conclude(self, tale, _at):
        return {"closing_reason": self.term("closing_reason", CONCLUDED[tale.file.kind])}

    def on_object(self, _tale, _at):
        return {"closing_reason": None, "note": "Saya tidak setuju, buktinya sudah saya serahkan."}

    def on_uphold(self, tale, _at):
        return {"facts": {"examiner": tale.lawyer.user.pk}, "conclusion": ""}
