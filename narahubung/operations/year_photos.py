"""Pictures for the demo, painted and not taken: a hole in a road, rubbish, a lamp. Nobody is on them."""

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from narahubung.documents import CleanFile, clean

SIZE = (960, 640)
HORIZON = 290
SKY, LAND, ROAD = (186, 202, 210), (122, 138, 96), (112, 110, 106)


@cache
def photo(motif: str, repaired: bool = False) -> CleanFile:
    """Return a picture of what was complained of, or of the same place after it was repaired."""
    rng = random.Random(motif)
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, HORIZON, *SIZE), fill=LAND)
    for _ in range(26):
        x, size = rng.randrange(SIZE[0]), rng.randrange(30, 90)
        green = rng.randrange(70, 120)
        draw.ellipse(
            (x - size, HORIZON - size, x + size, HORIZON + size // 3), fill=(60, green, 58)
        )
    MOTIFS[motif](draw, rng, repaired)
    grain = Image.effect_noise(SIZE, 22).convert("RGB")
    picture = Image.blend(picture.filter(ImageFilter.GaussianBlur(1.4)), grain, 0.09)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=72)
    return clean(file, f"{'sesudah' if repaired else 'foto'}.jpg")


def road(draw, rng, repaired):
    draw.polygon([(430, HORIZON), (530, HORIZON), (860, 640), (100, 640)], fill=ROAD)
    if not repaired:
        for x, y, size in ((470, 420, 60), (380, 520, 90), (600, 560, 70)):
            draw.ellipse((x - size, y - size // 3, x + size, y + size // 3), fill=(74, 62, 50))


def bridge(draw, rng, repaired):
    draw.rectangle((0, 420, 960, 640), fill=(120, 132, 128))
    for n in range(16):
        if repaired or n not in (5, 6, 11):
            draw.rectangle((n * 60, 390, n * 60 + 50, 450), fill=(128, 96, 62))
    draw.line((0, 330, 960, 330), fill=(90, 70, 48), width=8)


def flood(draw, rng, repaired):
    if repaired:
        draw.polygon([(380, 330), (560, 330), (700, 640), (240, 640)], fill=(140, 140, 136))
    else:
        draw.rectangle((0, 380, 960, 640), fill=(128, 112, 84))
    draw.rectangle((640, 200, 900, 400), fill=(170, 150, 130))


def waste(draw, rng, repaired):
    draw.polygon([(430, HORIZON), (530, HORIZON), (860, 640), (100, 640)], fill=ROAD)
    for _ in range(0 if repaired else 90):
        x, y = rng.randrange(520, 900), rng.randrange(400, 600)
        colour = tuple(rng.randrange(90, 220) for _ in range(3))
        draw.ellipse((x, y, x + rng.randrange(20, 60), y + rng.randrange(16, 40)), fill=colour)


def lamp(draw, rng, repaired):
    draw.rectangle((0, 0, *SIZE), fill=(34, 38, 52))
    draw.line((480, 640, 480, 120, 600, 110), fill=(110, 112, 118), width=10)
    if repaired:
        draw.polygon([(600, 120), (380, 640), (820, 640)], fill=(150, 140, 96))


def water(draw, rng, repaired):
    draw.rectangle((0, 0, *SIZE), fill=(190, 186, 176))
    draw.rectangle((300, 260, 660, 600), fill=(70, 96, 140))
    draw.ellipse((300, 220, 660, 310), fill=(150, 180, 196) if repaired else (140, 104, 60))


def market(draw, rng, repaired):
    for n in range(6):
        draw.rectangle((n * 160 + 12, 360, n * 160 + 140, 520), fill=(130 + n * 12, 96, 70))
    if not repaired:
        for _ in range(40):
            x = rng.randrange(960)
            draw.line((x, 120, x - 8, 180), fill=(120, 140, 160), width=3)


MOTIFS = {
    painter.__name__: painter for painter in (road, bridge, flood, waste, lamp, water, market)
}
