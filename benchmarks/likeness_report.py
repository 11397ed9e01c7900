"""The part of the page that tells of a run of `likeness.py`."""

import os
import platform
from datetime import UTC, datetime

from benchmarks.report import ms, table, verdict

PLACES = {"known": "The place is known", "unknown": "The place is not known"}
AT_LEAST = {
    "re-submitted": 0.99,
    "typos and slang": 0.99,
    "reordered": 0.99,
    "shortened to 35 %": 0.97,
}
AIMED_SIZE, LARGEST, FEW_MS = "100000", "1000000", 100
PARAPHRASED, OTHERWISE_SAID, MISLED = 0.9, 0.75, 0.15


def told(results: list[dict]) -> str:
    """Return the page, or why there is none."""
    if reason := next((result["absent"] for result in results if result["absent"]), ""):
        return f"## Finding the like\n\nNot measured: {reason}.\n"
    parts = ["## Finding the like", "", *circumstances(results), *aims(results)]
    for result in results:
        parts += [f"### {result['engine']}", ""]
        parts += [
            line for size in result["likeness"] for line in sized(size, result["likeness"][size])
        ]
        parts += said_otherwise(result["paraphrases"])
    return "\n".join(parts)


def circumstances(results) -> list[str]:
    engines = ", ".join(result["engine"] for result in results)
    load = max(result["load"] for result in results)
    return [
        f"Measured on {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{engines}; in one process, without a page; a load of up to {load:.0f} at the end. Times in milliseconds.",
        "",
    ]


def aims(results) -> list[str]:
    columns = [aims_of(result) for result in results]
    rows = [
        [name, *(column.get(name, "not measured") for column in columns)] for name in columns[0]
    ]
    return table(["aim", *(r["engine"] for r in results)], rows)


def aims_of(result) -> dict[str, str]:
    found, said = {}, result["paraphrases"]
    if at := result["likeness"].get(AIMED_SIZE):
        for name, aim in AT_LEAST.items():
            value = at["known"][name]["recall@5"]
            found[f"{name}, recall@5 ≥ {aim} at 100,000"] = f"{value:.3f} {verdict(value >= aim)}"
    value = said["all"]["recall@5"]
    found[f"paraphrases, recall@5 ≥ {PARAPHRASED}"] = f"{value:.3f} {verdict(value >= PARAPHRASED)}"
    value = said["other"]["recall@5"]
    found[f"words differ, recall@5 ≥ {OTHERWISE_SAID}"] = (
        f"{value:.3f} {verdict(value >= OTHERWISE_SAID)}"
    )
    value = said["all"]["misled"]
    found[f"another matter above the true one ≤ {MISLED}"] = (
        f"{value:.3f} {verdict(value <= MISLED)}"
    )
    if at := result["likeness"].get(LARGEST):
        value = max(row["p95_ms"] for place in PLACES for row in at[place].values())
        found[f"p95 ≤ {FEW_MS} ms at 1,000,000"] = f"{value:.0f} ms {verdict(value <= FEW_MS)}"
    return found


def sized(size, found) -> list[str]:
    parts = [f"Among {int(size):,} texts, read in within {found['seconds']:.0f} s:", ""]
    for place, name in PLACES.items():
        head = [name, "recall@1", "@5", "@10", "precision of what is shown", "p50", "p95"]
        rows = [[kind, *measures(row)] for kind, row in found[place].items()]
        parts += table(head, rows)
    return parts


def said_otherwise(found) -> list[str]:
    head = [f"Paraphrases among {found['among']}", "recall@1", "@5", "@10"]
    head += ["precision of what is shown", "p50", "p95", "misled"]
    groups = {name: row for name, row in found.items() if name != "among"}
    return table(head, [[n, *measures(row), f"{row['misled']:.2f}"] for n, row in groups.items()])


def measures(row) -> list[str]:
    recalls = [f"{row[f'recall@{n}']:.3f}" for n in (1, 5, 10)]
    shown = row["precision_shown"]
    precision = "–" if shown is None else f"{shown:.2f} of {row['shown']}"
    return [*recalls, precision, ms(row["p50_ms"]), ms(row["p95_ms"])]
