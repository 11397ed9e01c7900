"""Small instruments for tests, and any valid instrument for hypothesis."""

from hypothesis import strategies as st

from narahubung.assessment.reading import plain
from narahubung.assessment.scheme import build

BANDS = [
    {"code": "B", "lowest": "0", "highest": "77.99", "zone": "red", "name_id": "Rendah"},
    {"code": "A", "lowest": "78", "highest": "100", "zone": "green", "name_id": "Tinggi"},
]
RULES = {"unanswered": "zero", "not_applicable": "leave_out", "empty_dimension": "zero"}
MUST = ("scale", "weights", "bands", "aggregation", "missing", "indicators")


def indicator(code, **more):
    return {"code": code, "name_id": code, "scale": "ordinal", "respondent": "one", **more}


def said_of(dimensions, **more):
    """Return an instrument of dimensions → variables → indicators; `more` stands in its place."""
    return plain(
        {
            "code": "uji",
            "kind": "compliance",
            "name_id": "Uji",
            "in_force_from": "2027-01-01",
            "legal_basis": "usulan kami",
            "aggregation": "mean",
            "missing": RULES,
            "scale": [{"code": "ordinal", "lowest": "0", "highest": "4"}],
            "respondent": [
                {"code": "one", "name_id": "Satu", "number": 1},
                {"code": "many", "name_id": "Banyak", "number": 30},
            ],
            "dimension": dimensions,
            "band": BANDS,
            "fact": [{"about": a, "source": "kami", "confidence": "proposal"} for a in MUST],
            **more,
        }
    )


def dimension(code, indicators, **more):
    variable = {"code": f"v-{code}", "name_id": code, "indicator": indicators}
    return {"code": code, "name_id": code, "variable": [variable], **more}


def two_dimensions(**more):
    """A weighs 60 with two items, B weighs 40 with one."""
    first = dimension("a", [indicator("a1", effort=1), indicator("a2", effort=3)], weight="60")
    return said_of([first, dimension("b", [indicator("b1", effort=2)], weight="40")], **more)


def scheme(**more):
    return build(two_dimensions(**more))


@st.composite
def weights(draw, count):
    """Return weights that add up to 100, or none at all."""
    if draw(st.booleans()):
        return [{}] * count
    cuts = draw(
        st.lists(st.integers(1, 9_999), min_size=count - 1, max_size=count - 1, unique=True)
    )
    edges = [0, *sorted(cuts), 10_000]
    pairs = zip(edges, edges[1:], strict=False)
    return [{"weight": f"{(end - begin) / 100:.2f}"} for begin, end in pairs]


@st.composite
def instruments(draw):
    """Return what any instrument may say, valid in every part."""
    dimensions, number = [], 0
    of_dimensions = draw(weights(draw(st.integers(1, 4))))
    for n, weight in enumerate(of_dimensions):
        variables = []
        for m, share in enumerate(draw(weights(draw(st.integers(1, 3))))):
            items = []
            for part in draw(weights(draw(st.integers(1, 4)))):
                number += 1
                effort = {"effort": draw(st.integers(1, 5))} if draw(st.booleans()) else {}
                items.append(indicator(f"i{number}", **part, **effort))
            variables.append({"code": f"v{n}{m}", "name_id": "v", "indicator": items, **share})
        dimensions.append({"code": f"d{n}", "name_id": "d", "variable": variables, **weight})
    rules = {
        "unanswered": draw(st.sampled_from(["zero", "leave_out"])),
        "not_applicable": "leave_out",
        "empty_dimension": draw(st.sampled_from(["zero", "leave_out"])),
    }
    way = draw(st.sampled_from(["mean", "by_dimension_then_mean"]))
    return said_of(dimensions, missing=rules, aggregation=way)
