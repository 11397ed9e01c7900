"""An instrument as scoring reads it: dimensions, variables, indicators, scales, weights and bands. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

WHOLE = 100
MOST_KNOWN = 10_000
LEVELS = ("dimension", "variable", "indicator")


def named(row, name: str, language: str) -> str:
    """Return a name in a language; what has no English keeps its Indonesian."""
    own = getattr(row, f"{name}_en") if language.startswith("en") else ""
    return own or getattr(row, f"{name}_id")


@dataclass(frozen=True)
class Scale:
    """`zero` is the value that earns nothing, and may lie under the lowest that can be given."""

    code: str
    lowest: Fraction
    highest: Fraction
    zero: Fraction
    step: Fraction

    def points(self, value: Fraction) -> Fraction:
        return WHOLE * (value - self.zero) / (self.highest - self.zero)

    @cached_property
    def known(self) -> dict:
        """Values that were scored before: a country gives the same few a hundred thousand times."""
        return {}

    def scored(self, given) -> tuple[Fraction, Fraction | None]:
        """Return a value and its points; none if it lies outside. Numbers of every kind are welcome."""
        found = self.known.get(given)
        if found is None:
            value = Fraction(given)
            found = value, self.points(value) if self.holds(value) else None
            if len(self.known) < MOST_KNOWN:
                self.known[given] = found
        return found

    def holds(self, value: Fraction) -> bool:
        return self.lowest <= value <= self.highest

    def above(self, value: Fraction) -> list[Fraction]:
        """Return the levels that are higher than a value, the nearest first."""
        count = int((self.highest - self.lowest) / self.step)
        levels = [self.lowest + n * self.step for n in range(count + 1)]
        return [level for level in levels if level > value]


@dataclass(frozen=True)
class Respondent:
    """Who answers. Where several are asked, their answers are averaged."""

    code: str
    name_id: str
    name_en: str
    number: int


@dataclass(frozen=True)
class Indicator:
    code: str
    name_id: str
    name_en: str
    weight: Fraction
    scale: Scale
    respondent: Respondent
    evidence: tuple[str, ...]
    effort: int
    after: tuple[str, ...]
    figure: str

    level = "indicator"


@dataclass(frozen=True)
class Part:
    """A dimension with its variables, or a variable with its indicators."""

    level: str
    code: str
    name_id: str
    name_en: str
    weight: Fraction
    parts: tuple["Part | Indicator", ...]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        if self.level == "variable":
            return self.parts
        return tuple(one for part in self.parts for one in part.indicators)


@dataclass(frozen=True)
class Band:
    """A class of scores with a closed lower end: 88.00 belongs to the band that begins with it."""

    code: str
    lowest: Decimal
    highest: Decimal
    zone: str
    name_id: str
    name_en: str
    unit_id: str
    unit_en: str


@dataclass(frozen=True)
class Suffix:
    """What is added to an opinion where every product of the Ombudsman was followed up."""

    name_id: str
    name_en: str


@dataclass(frozen=True)
class Missing:
    """What happens where an answer is missing: "zero", "leave_out" or "refuse"."""

    unanswered: str
    not_applicable: str
    empty_dimension: str


@dataclass(frozen=True)
class Fact:
    about: str
    source: str
    confidence: str
    note_id: str
    note_en: str


@dataclass(frozen=True)
class Scheme:
    code: str
    kind: str
    name_id: str
    name_en: str
    in_force_from: str
    in_force_until: str
    legal_basis: str
    aggregation: str
    missing: Missing
    scales: tuple[Scale, ...]
    respondents: tuple[Respondent, ...]
    dimensions: tuple[Part, ...]
    bands: tuple[Band, ...]
    loci: dict[str, Fraction]
    suffix: Suffix | None
    facts: tuple[Fact, ...]

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {one.code: one for part in self.dimensions for one in part.indicators}

    def weights(self) -> Iterator[tuple[Indicator, Fraction]]:
        """Yield each indicator with its share of the whole; together they are 1."""
        for dimension in self.dimensions:
            for variable in dimension.parts:
                for one in variable.parts:
                    yield one, dimension.weight * variable.weight * one.weight

    def band(self, points: Decimal | None) -> Band | None:
        if points is None:
            return None
        reached = [band for band in self.bands if band.lowest <= points]
        return max(reached, key=lambda band: band.lowest, default=None)

    def opinion(self, points: Decimal | None, followed_up: bool | None, language="id") -> str:
        """Name the opinion. Only who followed up everything has the suffix; unknown is not everything."""
        band = self.band(points)
        if band is None:
            return ""
        with_suffix = self.suffix and followed_up
        words = [band, self.suffix] if with_suffix else [band]
        return " ".join(named(one, "name", language) for one in words)


def build(said: dict) -> Scheme:
    """Read what was validated; `reading.plain` gives its shape."""
    scales = {row["code"]: scale_of(row) for row in said["scale"]}
    people = {row["code"]: respondent_of(row) for row in said["respondent"]}

    def indicator_of(row, weight):
        return Indicator(
            **names(row),
            weight=weight,
            scale=scales[row["scale"]],
            respondent=people[row["respondent"]],
            evidence=tuple(row.get("evidence", ())),
            effort=row.get("effort", 0),
            after=tuple(row.get("after", ())),
            figure=row.get("figure", ""),
        )

    def part_of(row, weight, level="dimension"):
        below = LEVELS[LEVELS.index(level) + 1]
        make = indicator_of if below == "indicator" else lambda r, w: part_of(r, w, below)
        return Part(level, **names(row), weight=weight, parts=tuple(weighed(row[below], make)))

    return Scheme(
        **names(said),
        kind=said["kind"],
        **{key: said.get(key, "") for key in ("in_force_from", "in_force_until", "legal_basis")},
        aggregation=said["aggregation"],
        missing=Missing(**said["missing"]),
        scales=tuple(scales.values()),
        respondents=tuple(people.values()),
        dimensions=tuple(weighed(said["dimension"], part_of)),
        bands=tuple(band_of(row) for row in said.get("band", ())),
        loci={r["code"]: w for r, w in shares(said.get("locus", []))},
        suffix=Suffix(*both(said["suffix"], "name")) if "suffix" in said else None,
        facts=tuple(fact_of(row) for row in said["fact"]),
    )


def weighed(rows, make):
    return [make(row, share) for row, share in shares(rows)]


def shares(rows) -> list[tuple[dict, Fraction]]:
    """Return each row with its share among its siblings; where no weight is written they are equal."""
    return [
        (row, Fraction(row["weight"]) / WHOLE if "weight" in row else Fraction(1, len(rows)))
        for row in rows
    ]


def names(row) -> dict:
    return {"code": row["code"], "name_id": row["name_id"], "name_en": row.get("name_en", "")}


def both(row, name) -> tuple[str, str]:
    return row.get(f"{name}_id", ""), row.get(f"{name}_en", "")


def scale_of(row) -> Scale:
    lowest = Fraction(row["lowest"])
    return Scale(
        row["code"],
        lowest,
        Fraction(row["highest"]),
        Fraction(row["zero"]) if "zero" in row else lowest,
        Fraction(row.get("step", "1")),
    )


def respondent_of(row) -> Respondent:
    return Respondent(**names(row), number=row["number"])


def band_of(row) -> Band:
    edges = (Decimal(row["lowest"]), Decimal(row["highest"]))
    texts = (*both(row, "name"), *both(row, "unit"))
    return Band(row["code"], *edges, row.get("zone", ""), *texts)


def fact_of(row) -> Fact:
    return Fact(row["about"], row["source"], row["confidence"], *both(row, "note"))
