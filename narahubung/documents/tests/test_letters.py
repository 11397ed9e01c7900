import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from narahubung.documents import LetterFailed, letters, qr_svg, render
from narahubung.documents.glyphs import RANGES, settable

HOUSE = Path(letters.__file__).parents[1]
HOSTILE = '#panic("no") *bold* $x^2$ @preview #image("/etc/passwd") \\u{0} \u202e \x00\n= Heading'


def specimen(**changes):
    data = {
        "title": "Tanda terima",
        "note": "Pindai untuk memeriksa keaslian surat ini.",
        "lines": ["Provinsi Contoh", "Dinas Contoh"],
        "address": "Jalan Contoh 1, Kota Contoh",
        "rows": [["Nomor", "A-1"], ["Hal", "Contoh"]],
        "words": "Baris pertama\nBaris kedua",
    }
    images = {"qr.svg": qr_svg("https://example.org/A-1").encode()}
    return render("documents/specimen", data | changes, images)


def test_a_letter_is_an_archivable_pdf_of_one_page():
    with pikepdf.open(BytesIO(specimen())) as pdf:
        assert len(pdf.pages) == 1
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["dc:title"] == "Tanda terima"
        assert str(pdf.Root.Lang) == "id"


def test_words_of_people_stay_words():
    hostile = specimen(words=HOSTILE, title=HOSTILE, rows=[[HOSTILE, HOSTILE]], note=HOSTILE)
    assert hostile.startswith(b"%PDF-")


def test_every_letter_we_let_through_can_be_set():
    letters_in_all = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    assert specimen(words=" ".join(letters_in_all)).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("Tolong 🙏 kami", "Tolong □ kami"),
        ("ꦗꦮ 中", "□□ □"),
        ("a\u202eb\u200dc\x00", "abc"),
        ("cafe\u0301\n\tx", "café\n\tx"),
        ("\ud800", "□"),
    ],
)
def test_a_letter_without_a_shape_leaves_an_empty_box(typed, shown):
    assert settable({"words": [typed]}) == {"words": [shown]}
    assert specimen(words=typed).startswith(b"%PDF-")


def test_a_long_text_fills_more_pages():
    with pikepdf.open(BytesIO(specimen(words="kata " * 5000))) as pdf:
        assert len(pdf.pages) > 3


@pytest.mark.parametrize("name", ["../x", "documents/../x", "documents", "", "documents/Specimen"])
def test_a_template_comes_from_an_app_only(name):
    with pytest.raises(LetterFailed):
        render(name, {})


def test_an_image_cannot_take_the_place_of_a_template():
    with pytest.raises(LetterFailed):
        render("documents/specimen", {}, {"main.typ": b""})


def test_a_letter_without_its_data_says_so_to_us():
    with pytest.raises(LetterFailed, match="documents/specimen"):
        render("documents/specimen", {})


def test_a_letter_of_unreasonable_size_is_not_begun(monkeypatch):
    monkeypatch.setattr(letters, "MOST_BYTES", 50_000)
    with pytest.raises(LetterFailed, match="bytes"):
        specimen(words="x" * 50_000)


def test_a_letter_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(letters, "SECONDS", 0)
    with pytest.raises(LetterFailed, match="not ready"):
        specimen(words="kata " * 50_000)


def test_no_template_asks_the_network_for_a_package():
    templates = list(HOUSE.rglob("*.typ"))
    assert templates
    assert not [path for path in templates if re.search(r"@\w+/", path.read_text())]


def test_a_qr_code_is_one_path_without_inline_style():
    code = qr_svg("https://example.org/A-1?x=<&>")
    assert code.startswith("<svg") and code.count("<path") == 1
    assert "style" not in code and "script" not in code
    assert code != qr_svg("https://example.org/A-2")
