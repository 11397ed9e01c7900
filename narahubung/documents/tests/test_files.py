import hashlib
import re
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from narahubung.documents import FileRefused, clean
from narahubung.documents.tests import corpus


def cleaned(raw, name="x.bin"):
    return clean(BytesIO(raw), name)


def opened(raw):
    return Image.open(BytesIO(raw))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_out_as_a_picture(kind):
    raw = corpus.picture(kind)
    file = cleaned(raw, "foto.exe")

    assert (file.kind, file.content_type) == (kind.lower(), f"image/{kind.lower()}")
    assert opened(file.body).format == kind
    assert opened(file.body).size == (64, 48)
    assert file.original == raw
    assert file.sha256_original == hashlib.sha256(raw).hexdigest()
    assert file.size == len(file.body)
    assert not file.name.endswith(".exe")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_does_not_say_where_it_was_taken_nor_by_what(kind):
    raw = corpus.photo_with_a_place(kind)
    assert corpus.CANARY.encode() in raw

    file = cleaned(raw)
    assert corpus.CANARY.encode() not in file.body
    assert not opened(file.body).getexif()
    assert set(opened(file.body).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "loop",
        "background",
        "timestamp",
        "duration",
    }


def test_a_photo_taken_sideways_stands_upright():
    assert opened(cleaned(corpus.photo_with_a_place()).body).size == (48, 64)


@pytest.mark.parametrize(
    "mode, kind, result",
    [
        ("CMYK", "JPEG", "RGB"),
        ("L", "JPEG", "L"),
        ("RGBA", "PNG", "RGBA"),
        ("P", "PNG", "RGB"),
        ("1", "PNG", "L"),
        ("RGBA", "WEBP", "RGBA"),
    ],
)
def test_pictures_of_all_colours_are_taken(mode, kind, result):
    assert opened(cleaned(corpus.picture(kind, mode=mode)).body).mode == result


def test_a_large_photo_is_made_smaller():
    file = cleaned(corpus.picture(size=(8000, 6000)))
    assert opened(file.body).size == (2560, 1920)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_picture_that_unfolds_to_gigabytes_is_refused_before_it_is_opened(side):
    assert refusal(corpus.png_bomb(side)) == "pixels"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_the_largest_picture_of_a_real_file_is_refused_too():
    assert refusal(corpus.picture(size=(10_000, 10_000), mode="L", quality=5)) == "pixels"


def refusal(raw, name="x.bin"):
    with pytest.raises(FileRefused) as refused:
        cleaned(raw, name)
    [sentence] = refused.value.messages
    assert sentence.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    "raw, reason",
    [
        (b"", "empty"),
        (b"hello", "kind"),
        (corpus.VIRUS_PATTERN, "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "kind"),
        (b"<html><script>1</script></html>", "kind"),
        (b"MZ\x90\x00" + b"\x00" * 100, "kind"),
        (corpus.archive(b"\x00" * 10_000_000), "kind"),
        (corpus.archive() + b"%PDF-1.7", "kind"),
        (corpus.picture("GIF"), "kind"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"),
        (corpus.picture()[:-200], "damaged"),
        (corpus.picture("PNG")[:60], "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (corpus.written(corpus.plain_pdf())[:200], "damaged"),
        (corpus.pdf_bomb(), "damaged"),
        (corpus.written(corpus.plain_pdf(501)), "pages"),
        (corpus.written(pikepdf.new()), "pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_we_do_not_take_is_refused_with_a_sentence(raw, reason):
    assert refusal(raw, "photo.jpg") == reason


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_locked_pdf_is_refused(password):
    lock = pikepdf.Encryption(owner="owner", user=password)
    assert refusal(corpus.written(corpus.plain_pdf(), encryption=lock)) == "locked"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings):
    settings.DOCUMENTS_MOST_BYTES = 1024 * 1024
    assert refusal(corpus.picture() + b"\x00" * 1024 * 1024) == "size"


def test_a_refusal_appears_beside_the_field_of_a_form():
    assert issubclass(FileRefused, ValidationError)


@pytest.mark.parametrize("cargo", [corpus.archive(), corpus.VIRUS_PATTERN, b"<?php system(1); ?>"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_polyglot_loses_its_second_tongue(kind, cargo):
    assert cargo not in cleaned(corpus.picture(kind) + cargo).body


def test_a_pdf_loses_all_that_acts_hides_or_tells():
    raw = corpus.armed_pdf(
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False
    )
    assert raw.count(corpus.CANARY.encode()) >= 4

    with pikepdf.open(BytesIO(cleaned(raw).body)) as pdf:
        text = corpus.written(pdf, qdf=True)
        assert "/Info" not in pdf.trailer
        assert len(pdf.pages) == 1
        assert not [a for a in pdf.pages[0].get("/Annots", []) if "/A" in a]
    assert corpus.CANARY.encode() not in text
    armed = re.findall(
        rb"/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFiles?|XFA|AcroForm|URI|Metadata)\b", text
    )
    assert armed == []


def test_a_pdf_packed_in_object_streams_is_disarmed_too():
    raw = corpus.armed_pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pikepdf.open(BytesIO(cleaned(raw).body)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.pages[0]


def test_the_cargo_behind_a_pdf_is_left_behind():
    raw = corpus.written(corpus.plain_pdf()) + corpus.archive(b"cargo")
    assert b"PK\x03\x04" not in cleaned(raw).body


def test_an_upload_that_was_read_before_is_read_from_its_start():
    upload = SimpleUploadedFile("../foto.png", corpus.picture("PNG"))
    upload.read()
    assert clean(upload, upload.name).name == "foto.png"


SEEDS = [corpus.picture(), corpus.picture("PNG"), corpus.picture("WEBP"), corpus.armed_pdf()]


@settings(max_examples=150, deadline=None)
@given(
    seed=st.sampled_from(SEEDS),
    place=st.integers(0, 5000),
    noise=st.binary(min_size=1, max_size=30),
)
def test_a_broken_file_is_cleaned_or_refused_and_nothing_else(seed, place, noise):
    place %= len(seed)
    raw = seed[:place] + noise + seed[place + len(noise) :]
    try:
        assert cleaned(raw).body
    except FileRefused as refused:
        assert refused.messages
