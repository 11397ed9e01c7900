import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.documents import neutral_name


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("foto.JPG", "foto.jpg"),
        ("Surat keterangan no. 12.docx", "Surat keterangan no 12.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\windows\\system.ini", "system.jpg"),
        ("invoice.pdf.exe", "invoice pdf.jpg"),
        ("foto\u202egpj.exe", "foto gpj.jpg"),
        ("a\x00b\r\nc\x1b[31m.png", "a b c [31m.jpg"),
        ("=HYPERLINK(x)|cmd.png", "HYPERLINK(x) cmd.jpg"),
        ("@SUM(1).png", "SUM(1).jpg"),
        ("-+=@rumus.png", "rumus.jpg"),
        ('"><script>.png', "script.jpg"),
        ("kafe\u0301.png", "kafé.jpg"),
        ("照片.png", "照片.jpg"),
        (".htaccess", "htaccess.jpg"),
        (".png", "file.jpg"),
        ("CON.png", "file CON.jpg"),
        ("   ", "file.jpg"),
        ("", "file.jpg"),
        ("x" * 255 + ".png", "x" * 76 + ".jpg"),
    ],
)
def test_a_name_becomes_harmless(sent, kept, settings):
    settings.LANGUAGE_CODE = "en"
    assert neutral_name(sent, ".jpg") == kept


@given(st.text(max_size=400))
def test_no_name_at_all_can_mislead(sent):
    name = neutral_name(sent, ".pdf")
    assert name.endswith(".pdf") and name.count(".") == 1
    assert 5 <= len(name) <= 80
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\<>:"|?*;%`$&=\x00')
    assert name[0] not in "=+-@' "
    assert {unicodedata.category(letter)[0] for letter in name} <= set("LMNPSZ")
