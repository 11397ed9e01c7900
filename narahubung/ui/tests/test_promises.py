"""What the look promises and no page may break: a strict policy of content, and small size."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

UI = Path(__file__).parents[1]
HOUSE = UI.parent
SHEETS = sorted(UI.rglob("*.css"))
SCRIPTS = sorted(HOUSE.rglob("static/**/*.js"))
TEMPLATES = sorted(HOUSE.rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_no_template_has_an_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json.)", text)


def test_the_style_of_the_whole_site_stays_within_1500_lines():
    assert sum(len(path.read_text().splitlines()) for path in HOUSE.rglob("*.css")) <= 1500


def test_our_scripts_are_small():
    lines = {path.name: len(path.read_text().splitlines()) for path in SCRIPTS}
    assert lines and all(count <= 60 for count in lines.values())
    assert sum(lines.values()) <= 600


def test_the_sheet_is_light_enough_for_a_thin_network():
    assert len(gzip.compress(b"".join(path.read_bytes() for path in SHEETS))) < 14_000


def test_every_sheet_is_imported():
    named = (UI / "static/ui/css/app.css").read_text()
    loose = [p.name for p in SHEETS if p.name != "app.css" and f'{p.name}"' not in named]
    assert not loose


def test_every_class_of_the_samples_has_its_rule():
    css = "".join(path.read_text() for path in SHEETS)
    used = set()
    for path in (UI / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"{]*)"', path.read_text()):
            used.update(value.split())
    known = {"slot", "knot-body", "knot-label"}
    assert not [name for name in used - known if f".{name}" not in css]


def test_a_public_page_carries_no_script_unless_a_block_asks():
    assert "<script" not in get_template("404.html").render({}, RequestFactory().get("/x/"))
    assert "<script" in get_template("ui/work.html").render({}, RequestFactory().get("/x/"))


def luminance(colour):
    """Return the relative luminance of an oklch colour, after Björn Ottosson's formulas."""
    lightness, chroma, hue = colour
    from_hue = complex(0, hue * 3.141592653589793 / 180)
    turned = chroma * (2.718281828459045**from_hue)
    a, b = turned.real, turned.imag
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1, max(0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens():
    """Yield the light and the dark set of colours."""
    text = (UI / "static/ui/css/tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    for part in (light, dark):
        found = re.findall(r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);", part)
        yield {name: tuple(map(float, parts)) for name, *parts in found}


@pytest.mark.parametrize("scheme", list(tokens()), ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(scheme):
    grounds = ["paper", "surface"]
    texts = ["ink", "ink-2", "nila", "sogan", "hijau", "kuning", "merah"]
    pairs = [(text, ground) for text in texts for ground in grounds]
    pairs += [(text, f"{text}-soft") for text in ("nila", "hijau", "kuning", "merah")]
    pairs += [("ink", f"{soft}-soft") for soft in ("nila", "hijau", "kuning", "merah")]
    pairs += [("ink-2", "nila-soft"), ("surface", "nila")]
    weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}
