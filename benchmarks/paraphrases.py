"""What people say in other words, among at most a thousand complaints of one place: thirty matters written by us."""

import tomllib
from pathlib import Path

from narahubung.patterns.candidates import EVERYTHING, Archive, alike
from narahubung.patterns.evaluating import DAY, PLACE, fill
from narahubung.patterns.gists import question
from narahubung.patterns.measuring import measured
from narahubung.patterns.models import Kind
from narahubung.patterns.scratch import scratch_archive

DATA = Path(__file__).parent / "data" / "paraphrases.toml"
GROUPS = ("chat", "headline", "other")
AMONG = 1_000


def matters() -> list[dict[str, str]]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))["matter"]


def measured_among(others: list[str]) -> dict:
    """Return the measures of each way of saying it, and how often another matter stood above the right one."""
    told = matters()
    near = [row["near"] for row in told]
    texts = [*(row["filed"] for row in told), *near, *others][:AMONG]
    found = {}
    with scratch_archive() as archive:
        fill(archive, texts)
        for group in (*GROUPS, "all"):
            asked = [
                (question(row[name], DAY, region=PLACE), {number})
                for number, row in enumerate(told, start=1)
                for name in (GROUPS if group == "all" else [group])
            ]
            found[group] = measured(asked, {Kind.COMPLAINT: EVERYTHING}, archive)
            found[group]["misled"] = sum(
                misled(q, *right, len(told), archive) for q, right in asked
            ) / len(asked)
    return {"among": len(texts), **found}


def misled(asked, right: int, matters: int, archive: Archive) -> bool:
    """Tell whether the other matter of the same place stands above the right one."""
    found = alike(asked, {Kind.COMPLAINT: EVERYTHING}, AMONG, archive)
    order = [candidate.file for candidate in found]
    other = right + matters
    return other in order and (right not in order or order.index(other) < order.index(right))
