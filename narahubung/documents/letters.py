"""Letters as PDF/A: a typst template of an app, and data that is never read as markup.

Typst must not be used before a process forks: the child would hang for ever. So nothing is
rendered at import or at start, only while a request or a job is being answered.
"""

import json
import re
import threading
from pathlib import Path

import typst
from django.apps import apps

from narahubung.documents.glyphs import settable

BASE = Path(__file__).with_name("letters") / "base.typ"
SECONDS = 20
MOST_BYTES = 20 * 1024 * 1024
NAME = re.compile(r"(?P<app>[a-z_]+)/(?P<letter>[a-z_]+)")
IMAGE = re.compile(r"[a-z0-9_-]+\.(png|jpg|webp|svg)")


class LetterFailed(Exception):
    """The letter could not be set; the reason is ours to repair, never the reader's."""


def render(template: str, data: dict, images: dict[str, bytes] | None = None) -> bytes:
    """Return a letter as PDF/A-2b, from `letters/receipt.typ` of the app in "portal/receipt".

    The template finds its data in `data.json`, the images under the names given here, and the
    common parts in `base.typ`.
    """
    files = {
        "main.typ": template_path(template).read_bytes(),
        "base.typ": BASE.read_bytes(),
        "data.json": json.dumps(settable(data), ensure_ascii=False).encode(),
    }
    for name, body in (images or {}).items():
        if not IMAGE.fullmatch(name):
            raise LetterFailed(f"{name!r} is no name for an image in a letter")
        files[name] = body
    if sum(len(body) for body in files.values()) > MOST_BYTES:
        raise LetterFailed(f"{template} was given more than {MOST_BYTES} bytes")
    return within_time(template, files)


def template_path(template: str) -> Path:
    found = NAME.fullmatch(template)
    if not found:
        raise LetterFailed(f"{template!r} is no name of a letter")
    return Path(apps.get_app_config(found["app"]).path) / "letters" / f"{found['letter']}.typ"


def within_time(template: str, files: dict[str, bytes]) -> bytes:
    """Typst knows no time limit, so it works in a thread that we stop waiting for."""
    outcome = {}
    thread = threading.Thread(target=compile_into, args=(outcome, files), daemon=True)
    thread.start()
    thread.join(SECONDS)
    if "pdf" not in outcome:
        reason = outcome.get("error", f"not ready after {SECONDS} seconds")
        raise LetterFailed(f"{template}: {reason}")
    return outcome["pdf"]


def compile_into(outcome: dict, files: dict[str, bytes]) -> None:
    try:
        outcome["pdf"] = typst.compile(
            files, root=str(BASE.parent), ignore_system_fonts=True, pdf_standards="a-2b"
        )
    except (typst.TypstError, ValueError, RuntimeError) as error:
        outcome["error"] = str(error)
