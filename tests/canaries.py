"""Words that exist nowhere else, and every place in which one might have stayed."""

import base64
import io
import logging
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django_q.models import OrmQ
from PIL import Image

from narahubung.complaints.identity import Person
from narahubung.documents import clean

PERSON = Person(
    name="Qenariwati Zubaqir",
    phone="0812-9137-5460",
    email="qenari@zubaqir.example",
    nik="6469014107919137",
    address="Jalan Wuqisari 913",
    contact="qontaq lewat tetangga",
    telegram="@qenaritele",
)
WORDS = tuple(
    f"qx{part}vaq"
    for part in "judul isi akhir tempat pesan bisik catat jawab nilai lampir citra nomor".split()
)
TITLE, TEXT, FINAL, PLACE, SAID, WHISPER, NOTE, ANSWER, VERDICT, PAPER, PIXELS, NUMBER = WORDS
NAMES = (*filter(None, vars(PERSON).values()), "+6281291375460", "081291375460", "81291375460")
ALL = tuple(word.casefold().encode() for word in (*WORDS, *NAMES, "zubaqir", "wuqisari", "qontaq"))


def photo():
    """A picture whose name and whose maker tell of a person."""
    exif, body = Image.Exif(), io.BytesIO()
    exif[0x010E] = PIXELS
    Image.new("RGB", (40, 30), "navy").save(body, "JPEG", exif=exif)
    assert PIXELS.encode() in body.getvalue()
    return clean(SimpleUploadedFile(f"{PAPER}.jpg", body.getvalue()), f"{PAPER}.jpg")


def found_in(raw) -> set[bytes]:
    low = raw.lower()
    return {word for word in ALL if word in low or word.hex().encode() in low}


def in_tables() -> set:
    """Read every column of every table, and what the queue keeps packed."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                raw = b"\n".join(raw_of(value) for value in row)
                found |= {(table, word) for word in found_in(raw)}
    for row in OrmQ.objects.all():
        packed = row.payload.split(":")[0]
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        found |= {("queue", word) for word in found_in(raw)}
    return found


def raw_of(value) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def in_pages() -> set[bytes]:
    """Read the pages of an SQLite database as they lie there, with all that was freed."""
    return found_in(connection.connection.serialize()) if connection.vendor == "sqlite" else set()


def in_files(*folders) -> set:
    paths = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return {
        (path.name, word)
        for path in paths
        for word in found_in(path.name.encode() + b"\n" + path.read_bytes())
    }


def in_mails() -> set[bytes]:
    return found_in("\n".join(m.message().as_string() for m in mail.outbox).encode())


def files_kept() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def in_logs(caplog) -> set[bytes]:
    plain = logging.Formatter()
    return found_in("\n".join(plain.format(record) for record in caplog.records).encode())
