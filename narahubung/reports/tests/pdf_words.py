"""What a reader sees in a PDF of ours: its glyphs, turned back into letters by the tables in the file itself."""

import re
from io import BytesIO

import pikepdf

PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def letters_of(font) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().replace(b"\n", b" ")
    chars = b" ".join(re.findall(rb"beginbfchar(.*?)endbfchar", table))
    return {
        int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in PAIR.findall(chars)
    }


def words_of(body: bytes) -> str:
    """Return the words of all pages, without any space or line end."""
    said = []
    with pikepdf.open(BytesIO(body)) as pdf:
        for page in pdf.pages:
            used = page.Resources.get("/Font", {}).items()
            fonts = {n: letters_of(f) for n, f in used if "/ToUnicode" in f}
            said += glyphs_of(page, fonts)
    return "".join("".join(said).split())


def glyphs_of(page, fonts):
    letters = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            letters = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ"):
            pieces = operands[0] if name == "TJ" else operands
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    codes = (int.from_bytes(raw[n : n + 2]) for n in range(0, len(raw), 2))
                    yield from (letters.get(code, "") for code in codes)
