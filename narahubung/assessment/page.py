"""What the page of an instrument shows: its parts with their shares, its scale, its facts. The view only hands it on."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.assessment.comparing import parts_of
from narahubung.assessment.drawing import drawn
from narahubung.assessment.labels import WORDS
from narahubung.assessment.scheme import Scheme, named

ZONE_TONES = {"green": "ok", "yellow": "due", "red": "late"}
SURE = {"high": "ok", "medium": "neutral", "low": "due", "proposal": "quiet"}


@dataclass(frozen=True)
class PartRow:
    level: str
    code: str
    name: str
    share: object
    note: str = ""


def instrument_page(scheme: Scheme) -> dict:
    return {
        "scheme": scheme,
        "drawing": drawn(scheme),
        "dimensions": [dimension_block(scheme, part) for part in scheme.dimensions],
        "bands": [band_row(band) for band in sorted(scheme.bands, key=lambda b: -b.lowest)],
        "facts": [fact_row(fact) for fact in scheme.facts],
        "aggregation": WORDS[scheme.aggregation],
        "rules": [WORDS[rule] for rule in vars(scheme.missing).values()],
        "scales": [scale_row(scale) for scale in scheme.scales],
        "count": len(scheme.indicators),
    }


def called(row, name="name") -> str:
    return named(row, name, get_language() or "id")


def dimension_block(scheme: Scheme, dimension) -> dict:
    shares = {code: share for code, (_part, share) in parts_of(scheme).items()}
    rows = []
    for variable in dimension.parts:
        rows.append(PartRow("variable", variable.code, called(variable), shares[variable.code]))
        for one in variable.parts:
            note = called(one.respondent)
            rows.append(PartRow("indicator", one.code, called(one), shares[one.code], note))
    words = {
        "name": called(dimension),
        "share": number_format(shares[dimension.code]),
        "count": len(dimension.indicators),
    }
    summary = _("%(name)s: %(share)s%%, %(count)s indicators") % words
    return {"name": words["name"], "summary": summary, "rows": rows}


def band_row(band) -> dict:
    zone = WORDS[band.zone] if band.zone else ""
    return {
        "code": band.code,
        "lowest": band.lowest,
        "highest": band.highest,
        "name": called(band),
        "unit": called(band, "unit"),
        "zone": zone,
        "tone": ZONE_TONES.get(band.zone, "neutral"),
    }


def fact_row(fact) -> dict:
    return {
        "about": WORDS[fact.about],
        "source": fact.source,
        "confidence": WORDS[fact.confidence],
        "tone": SURE[fact.confidence],
        "note": called(fact, "note"),
    }


def scale_row(scale) -> dict:
    return {"code": scale.code, "lowest": scale.lowest, "highest": scale.highest}
