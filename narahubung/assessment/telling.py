"""Ways and shadows as plain words and numbers for programs."""

from narahubung.assessment.results import plain, text, verdict


def told_way(scheme, government: str, unit, way) -> dict:
    return {
        "government": government,
        "unit": unit.code,
        "score": text(unit.points),
        "reached": way.reached,
        "points": text(way.points),
        "effort": way.effort,
        "exact": way.exact,
        "at_least": way.at_least,
        "steps": [
            {
                "indicator": step.indicator,
                "name": scheme.indicators[step.indicator].name_id,
                "from": plain(step.before),
                "to": plain(step.after),
                "effort": step.effort,
                "gain": plain(step.gain),
            }
            for step in way.steps
        ],
    }


def told_shadow(mapping, first, second, units) -> dict:
    return {
        "first": first.code,
        "second": second.code,
        "source": mapping.source,
        "confidence": mapping.confidence,
        "note": mapping.note_id,
        "units": [
            {
                "government": government,
                "unit": name,
                "first": verdict(first, shadow.first),
                "second": verdict(second, shadow.second),
                "carried": list(shadow.carried),
                "bare": list(shadow.bare),
            }
            for government, name, shadow in units
        ],
    }
