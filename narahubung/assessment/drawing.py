"""The scale of an instrument as a picture: where each band begins and ends, from 0 to 100. Only geometry; pure."""

from dataclasses import dataclass
from decimal import Decimal

from narahubung.assessment.scheme import Scheme

WIDTH = 640


@dataclass(frozen=True)
class Field:
    band: object
    x: str
    width: str
    middle: str


@dataclass(frozen=True)
class Mark:
    x: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Drawing:
    fields: tuple[Field, ...]
    edges: tuple[Mark, ...]
    width: int = WIDTH


def drawn(scheme: Scheme) -> Drawing | None:
    """Return bands as fields and their edges as marks, or nothing for an instrument without bands."""
    bands = sorted(scheme.bands, key=lambda band: band.lowest)
    if not bands:
        return None
    ends = [*(band.lowest for band in bands[1:]), Decimal(100)]
    fields = [
        Field(band, at(band.lowest), at(end - band.lowest), at((band.lowest + end) / 2))
        for band, end in zip(bands, ends, strict=True)
    ]
    edges = [mark(value) for value in [bands[0].lowest, *ends]]
    return Drawing(tuple(fields), tuple(edges))


def at(value: Decimal) -> str:
    return f"{value * WIDTH / 100:.1f}"


def mark(value: Decimal) -> Mark:
    anchor = "start" if value < 5 else "end" if value > 95 else "middle"
    text = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return Mark(at(value), text, anchor)
