"""The page of the last drill: what was killed, and what was lost or doubled."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "drills.md"
DRILLED = "<!-- Below this line `make drill` writes. -->"
NAMES = {"points": "at every step", "rounds": "at any moment", "storm": "the database, in a storm"}
KILLS = {"points": "kills", "rounds": "rounds", "storm": "storms"}
FIGURES = {
    "acknowledged": "acknowledged",
    "lost": "lost",
    "doubled": "doubled",
    "unasked": "unasked",
    "misnumbered": "misnumbered",
    "holes": "holes",
    "strays": "strays",
    "mails": "mails",
    "told_twice": "told twice",
    "perhaps": "perhaps told",
    "perhaps_arrived": "of them arrived",
    "drained_in": "drained in, s",
    "seconds": "seconds",
}


def table(head, rows) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
        "",
    ]


def whole(results) -> str:
    parts = [
        f"Drilled on {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, Linux {platform.machine()}, Python "
        f"{platform.python_version()}, {', '.join(r['engine'] for r in results)}.",
        "",
        "## What was there afterwards",
        "",
    ]
    columns = [(result, name) for name in NAMES for result in results if name in result]
    head = ["", *(f"{NAMES[name]}, {result['engine']}" for result, name in columns)]
    rows = [["killed", *(killed(result[name], name) for result, name in columns)]]
    rows.append(["requests cut", *(cut(result[name]) for result, name in columns)])
    for key, words in FIGURES.items():
        rows.append([words, *(f"{result[name][key]:,}" for result, name in columns)])
    parts += table(head, rows)
    parts += operations(results)
    parts += victims(results)
    faults = [f"- {r['engine']}: {fault}" for r in results for fault in r["faults"]]
    return "\n".join([*parts, "## Faults", "", *(faults or ["None."])])


def killed(drill, name) -> int:
    return drill[KILLS[name]]


def cut(drill) -> int:
    return drill.get("cut", drill.get("kills"))


def operations(results) -> list[str]:
    """Return how many points each operation has."""
    drilled = [result for result in results if result.get("points", {}).get("operations")]
    if not drilled:
        return []
    names = drilled[0]["points"]["operations"]
    head = ["operation", *(f"points, {result['engine']}" for result in drilled)]
    rows = [
        [name, *(of(result["points"]["operations"].get(name)) for result in drilled)]
        for name in names
    ]
    return ["## Points", "", *table(head, rows)]


def of(operation) -> str:
    return f"{operation['points']}, killed at {operation['kills']}" if operation else "–"


def victims(results) -> list[str]:
    drilled = [result for result in results if result.get("rounds", {}).get("killed")]
    if not drilled:
        return []
    head = ["killed in a round", *(result["engine"] for result in drilled)]
    names = drilled[0]["rounds"]["killed"]
    rows = [[name, *(result["rounds"]["killed"][name] for result in drilled)] for name in names]
    return ["## Rounds", "", *table(head, rows)]


def write(text):
    """Rewrite what is below the line; what is above it is written by people."""
    above = PAGE.read_text().partition(DRILLED)[0]
    PAGE.write_text(f"{above}{DRILLED}\n\n{text.rstrip()}\n")
