"""What cannot be in an instrument although each value is well formed: sums, edges, names that lead nowhere, circles."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from django.utils.translation import gettext as _

from narahubung.assessment.shape import MUST_SAY

HUNDRED, CENT = Decimal(100), Decimal("0.01")
WITHOUT_BANDS = ("checklist", "rubric")


def sense(said: dict) -> Iterator[tuple[str, str]]:
    wrong = list(scales(said))
    yield from wrong
    for check in (terms, weights, codes, references, circles, loci, facts):
        yield from check(said)
    if not wrong:
        yield from bands(said)


def variables(said) -> Iterator[tuple[str, dict]]:
    for dimension in said["dimension"]:
        for variable in dimension["variable"]:
            yield f"{dimension['code']} › {variable['code']}", variable


def indicators(said) -> Iterator[tuple[str, dict]]:
    for place, variable in variables(said):
        for indicator in variable["indicator"]:
            yield f"{place} › {indicator['code']}", indicator


def terms(said):
    if said.get("in_force_until", said["in_force_from"]) < said["in_force_from"]:
        yield "", _("It ends before it begins.")


def scales(said):
    for scale in said["scale"]:
        place = f"scale {scale['code']}"
        lowest, highest = Decimal(scale["lowest"]), Decimal(scale["highest"])
        if lowest >= highest:
            yield place, _("The highest value must be above the lowest.")
        elif Decimal(scale.get("zero", scale["lowest"])) > lowest:
            yield place, _("What earns nothing cannot lie above the lowest value.")
        elif (highest - lowest) % Decimal(scale.get("step", "1")):
            yield place, _("The steps do not lead from the lowest value to the highest.")
        elif (highest - lowest) / Decimal(scale.get("step", "1")) > 100:
            yield place, _("A scale has at most a hundred steps.")


def weights(said):
    yield from add_up("dimension", said["dimension"])
    for dimension in said["dimension"]:
        yield from add_up(dimension["code"], dimension["variable"])
    for place, variable in variables(said):
        yield from add_up(place, variable["indicator"])


def add_up(place, rows):
    """Weights stand on all siblings or on none, and add up to one hundred."""
    written = [Decimal(row["weight"]) for row in rows if "weight" in row]
    if not written:
        return
    if len(written) < len(rows):
        bare = ", ".join(row["code"] for row in rows if "weight" not in row)
        yield place, _("Some have a weight and these have none: %(codes)s.") % {"codes": bare}
    elif sum(written) != HUNDRED:
        yield place, _("The weights add up to %(sum)s, not to 100.") % {"sum": sum(written)}


def codes(said):
    parts = [*said["dimension"], *(v for _p, v in variables(said))]
    parts += [one for _p, one in indicators(said)]
    groups = {"": parts, "scale": said["scale"], "respondent": said["respondent"]}
    groups |= {"band": said.get("band", ()), "locus": said.get("locus", ())}
    for place, rows in groups.items():
        for code, count in Counter(row["code"] for row in rows).items():
            if count > 1:
                yield (
                    place,
                    _("The code “%(code)s” stands there %(count)s times.")
                    % {
                        "code": code,
                        "count": count,
                    },
                )


def references(said):
    known = {name: {row["code"] for row in said[name]} for name in ("scale", "respondent")}
    items = {one["code"] for _place, one in indicators(said)}
    for place, one in indicators(said):
        for name, codes_ in known.items():
            if one[name] not in codes_:
                yield (
                    place,
                    _("There is no %(name)s “%(code)s”.") % {"name": name, "code": one[name]},
                )
        for code in one.get("after", ()):
            if code not in items:
                yield place, _("It comes after “%(code)s”, which is no indicator.") % {"code": code}


def circles(said):
    graph = {one["code"]: one.get("after", ()) for _place, one in indicators(said)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        way = " → ".join(reversed(error.args[1]))
        yield "", _("These indicators wait for each other in a circle: %(way)s.") % {"way": way}


def bands(said):
    """Bands are closed: they reach from the least score to 100 without gap and without overlap, by two decimals."""
    rows = sorted(said.get("band", ()), key=lambda row: Decimal(row["lowest"]))
    if not rows:
        if said["kind"] not in WITHOUT_BANDS:
            yield "band", _("Bands are missing.")
        return
    for row in rows:
        yield from edges(row)
    for lower, upper in zip(rows, rows[1:], strict=False):
        yield from joint(lower, upper)
    if Decimal(rows[-1]["highest"]) != HUNDRED:
        yield f"band {rows[-1]['code']}", _("The highest band must end at 100.")
    if Decimal(rows[0]["lowest"]) > least_score(said):
        yield (
            f"band {rows[0]['code']}",
            _("Scores under %(edge)s have no band.") % {"edge": rows[0]["lowest"]},
        )


def edges(row):
    lowest, highest = Decimal(row["lowest"]), Decimal(row["highest"])
    if lowest % CENT or highest % CENT:
        yield f"band {row['code']}", _("Edges have at most two decimals.")
    if lowest > highest:
        yield f"band {row['code']}", _("It ends before it begins.")


def joint(lower, upper):
    end, begin = Decimal(lower["highest"]), Decimal(upper["lowest"])
    words = {"end": end, "begin": begin}
    place = f"band {lower['code']}, {upper['code']}"
    if end + CENT < begin:
        yield place, _("There is a gap between %(end)s and %(begin)s.") % words
    elif end + CENT > begin:
        yield place, _("They overlap between %(begin)s and %(end)s.") % words


def least_score(said) -> Decimal:
    """Return the lowest score that can be: nothing, unless every scale begins above what earns nothing."""
    if "zero" in (said["missing"]["unanswered"], said["missing"]["empty_dimension"]):
        return Decimal(0)
    return min(
        HUNDRED * (Decimal(s["lowest"]) - zero) / (Decimal(s["highest"]) - zero)
        for s in said["scale"]
        for zero in [Decimal(s.get("zero", s["lowest"]))]
    )


def loci(said):
    if said["aggregation"] == "weighted_by_locus" and not said.get("locus"):
        yield "locus", _("Weighed by place, it must say which places weigh how much.")
    if said.get("locus"):
        yield from add_up("locus", said["locus"])


def facts(said):
    told = Counter(fact["about"] for fact in said["fact"])
    wanted = {*MUST_SAY, *(["bands"] if said.get("band") else [])}
    for about in sorted(wanted - set(told)):
        yield "fact", _("Say where “%(about)s” comes from, and how sure it is.") % {"about": about}
    for about, count in told.items():
        if count > 1:
            yield (
                "fact",
                _("“%(about)s” is told %(count)s times.") % {"about": about, "count": count},
            )
