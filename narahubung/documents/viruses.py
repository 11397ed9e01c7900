"""Asks ClamAV about a file, where the operator runs one (`NARAHUBUNG_CLAMD`).

While it does not answer, no file is taken: one that was never looked at is not stored, so none can be
handed out. What was written stays in the form.
"""

import socket
import struct
import time
from contextlib import closing
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from narahubung.documents.refusal import FileRefused

PIECE = 64 * 1024
LONGEST_ANSWER = 4096
log = structlog.get_logger()


def refuse_viruses(raw: bytes) -> bool:
    """Tell whether the file was looked at; raise FileRefused where it is infected, or nobody answers."""
    if not settings.CLAMD:
        return False
    try:
        answer = ask(b"INSTREAM", raw)
    except (OSError, ValueError) as error:
        log.error("clamd does not answer", error=type(error).__name__)
        raise unsearched() from None
    if answer.endswith(b" FOUND"):
        raise FileRefused(
            _("Our virus scanner warns of this file, so we do not take it."), code="virus"
        )
    if answer != b"stream: OK":
        log.error("clamd could not look at a file", answer=answer.decode("ascii", "replace"))
        raise unsearched()
    return True


def unsearched() -> FileRefused:
    return FileRefused(
        _(
            "We cannot search files for viruses right now. What you wrote is kept: "
            "send it without the file and add the file later, or try again in some minutes."
        ),
        code="unsearched",
    )


def answers() -> bool:
    try:
        return ask(b"PING") == b"PONG"
    except (OSError, ValueError):
        return False


def ask(command: bytes, raw: bytes | None = None) -> bytes:
    """Give a command, with a file in pieces after it, and return the answer, all within the time set."""
    until = time.monotonic() + settings.CLAMD_SECONDS
    with closing(connected(settings.CLAMD)) as line:
        line.sendall(b"z" + command + b"\0")
        for start in range(0, len(raw or b""), PIECE):
            piece = raw[start : start + PIECE]
            line.settimeout(left(until))
            line.sendall(struct.pack("!L", len(piece)) + piece)
        if raw is not None:
            line.sendall(struct.pack("!L", 0))
        return answer_of(line, until)


def answer_of(line, until) -> bytes:
    answer = b""
    while not answer.endswith(b"\0"):
        line.settimeout(left(until))
        more = line.recv(LONGEST_ANSWER)
        if not more or len(answer) > LONGEST_ANSWER:
            raise ConnectionError("the answer has no end")
        answer += more
    return answer[:-1]


def left(until) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def connected(address: str) -> socket.socket:
    """Open tcp://host:port, or the socket at a path."""
    if not address.startswith("tcp://"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(settings.CLAMD_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port or 3310), settings.CLAMD_SECONDS)
