"""The table of a run: what was measured, what was aimed at, and a verdict for each."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import per_million, ratio

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
OF_REPORTS = "<!-- Below this line it writes the pages of the Ombudsman. -->"
OF_LIKENESS = "<!-- Below this line it writes how well the like of a text is found. -->"
MEASURED = "<!-- Below this line `make bench` writes. -->"
MARKS = (MEASURED, OF_REPORTS, OF_LIKENESS)


def table(head, rows) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
        "",
    ]


def ms(value) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def verdict(good: bool) -> str:
    return "kept" if good else "**missed**"


def where(results) -> list[str]:
    return [
        f"Measured on {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, Linux {platform.machine()}, Python "
        f"{platform.python_version()}, {', '.join(r['engine'] for r in results)}; Granian with two workers on the "
        "loopback, clients on the same cores. Times in milliseconds.",
        "",
    ]


def whole(results) -> str:
    parts = where(results)
    parts += ["## Aims", ""]
    head = ["aim", *(r["engine"] for r in results)]
    columns = [aims(result) for result in results]
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    parts += table(head, rows)
    for result in results:
        measured = pages(result["pages"], "files")
        parts += [f"## {result['engine']}", "", *intake(result), *measured, *jobs(result)]
    return "\n".join(parts)


def aims(result) -> dict[str, str]:
    """Return each aim with what was found and a verdict."""
    sizes = sorted(result["pages"], key=int)
    least, most = ({p["name"]: p for p in result["pages"][size]} for size in (sizes[0], sizes[-1]))
    lists = [page for name, page in most.items() if name.startswith("work list")]
    files = [page for name, page in most.items() if name.startswith("file page")]
    sums = [page for name, page in most.items() if name.startswith("figures")]
    finds = [page for name, page in most.items() if name.startswith("search")]
    crowd = next(i for i in result["intake"] if i["clients"] == 8)
    slower = slowed(lists, least)
    million = per_million(result["recount"]["seconds"], result["recount"]["open"])
    form = result["form"]
    heavy = (form["page"] + form["loaded"]) / 1000
    found = {
        "intake ≥ 0.2 of the bare view, 8 clients": (crowd["ratio"], 0.2, "{:.2f}", False),
        "intake ≤ 14 statements": (result["intake_statements"], 14, "{}", True),
        "intake ≤ 6 ms of processor": (crowd["cpu"], 6, "{:.1f} ms", True),
        "work list p95 ≤ 60 ms": (worst(lists, "p95"), 60, "{:.0f} ms", True),
        "work list ≤ 8 statements": (worst(lists, "statements"), 8, "{}", True),
        f"work list ≤ 1.3 × its time at {int(sizes[0]):,}": (slower, 1.3, "{:.2f} ×", True),
        "figures ≤ 8 statements": (worst(sums, "statements"), 8, "{}", True),
        f"figures ≤ 1.3 × their time at {int(sizes[0]):,}": (
            slowed(sums, least),
            1.3,
            "{:.2f} ×",
            True,
        ),
        "file page p95 ≤ 30 ms": (worst(files, "p95"), 30, "{:.0f} ms", True),
        "file page ≤ 14 statements": (worst(files, "statements"), 14, "{}", True),
        "file page ≤ 15 ms of processor": (worst(files, "cpu"), 15, "{:.1f} ms", True),
        "search p95 ≤ 80 ms": (worst(finds, "p95"), 80, "{:.0f} ms", True),
        "recount of 1 M promises ≤ 60 s": (million, 60, "{:.0f} s", True),
        "scores of 587 governments ≤ 10 s": (result["scores"]["seconds"], 10, "{:.1f} s", True),
        "import ≥ 2,000 rows/s": (result["import"]["rate"], 2000, "{:,.0f}/s", False),
        "public form ≤ 100 kB, all in": (heavy, 100, "{:.0f} kB", True),
    }
    return {
        name: f"{shape.format(value)} {verdict(value <= aim if at_most else value >= aim)}"
        for name, (value, aim, shape, at_most) in found.items()
    }


def slowed(pages, least):
    return max(ratio(page["inside"], least[page["name"]]["inside"]) for page in pages)


def worst(pages, field):
    return max(page[field] for page in pages)


def intake(result):
    head = "clients|bare view/s|intake/s|ratio|p50|p95|processor|processor, bare".split("|")
    rows = [
        [
            i["clients"],
            f"{i['bare']:,.0f}",
            f"{i['rate']:,.0f}",
            f"{i['ratio']:.2f}",
            *map(ms, (i["p50"], i["p95"], i["cpu"], i["bare_cpu"])),
        ]
        for i in result["intake"]
    ]
    return ["Intake, the last post of the public form:", "", *table(head, rows)]


def of_reports(results) -> str:
    """Return the part about the Ombudsman, which can be measured alone."""
    parts = ["## Reports at the Ombudsman", "", *where(results)]
    for result in results:
        parts += [f"### {result['engine']}", "", *pages(result["reports"], "reports")]
    return "\n".join(parts)


def pages(measured, kind):
    parts = []
    sizes = sorted(measured, key=int)
    least = {page["name"]: page for page in measured[sizes[0]]}
    for size in sizes:
        head = ["page", "statements", "in process", "p50", "p95", "processor", "× first size"]
        rows = [
            [
                page["name"],
                page["statements"],
                *map(ms, (page["inside"], page["p50"], page["p95"], page["cpu"])),
                f"{ratio(page['inside'], least[page['name']]['inside']):.2f}",
            ]
            for page in measured[size]
        ]
        parts += [f"Pages at {int(size):,} {kind}:", "", *table(head, rows)]
    return parts


def jobs(result):
    recount, taken = result["recount"], result["import"]
    rolled, checked, scored = result["rolled"], result["checked"], result["scores"]
    return [
        f"A day off was entered late: {recount['open']:,} running promises counted again in "
        f"{recount['seconds']:.1f} s, {recount['moved']:,} of them moved, in {recount['files']:,} files "
        "with an event each.",
        "",
        f"The figures of {rolled['files']:,} new files were counted in {rolled['seconds']:.0f} s; a recount of all "
        f"{checked['files']:,} found {checked['differences']} differences in {checked['seconds']:.0f} s.",
        "",
        f"{scored['answers']:,} answers of an assessment became the scores of {scored['governments']} governments in "
        f"{scored['seconds']:.1f} s.",
        "",
        f"An SP4N-LAPOR! export of {taken['rows']:,} rows was taken in within {taken['seconds']:.1f} s.",
        "",
    ]


def write(*measured: str):
    """Replace what the last run wrote, part by part; what was not measured now stays, and so what people wrote."""
    above, _mark, below = PAGE.read_text().partition(MEASURED)
    first, _mark, rest = below.partition(OF_REPORTS)
    second, _mark, third = rest.partition(OF_LIKENESS)
    parts = [
        new.strip() or old.strip()
        for new, old in zip(measured, (first, second, third), strict=True)
    ]
    marked = [f"{mark}\n\n{part}\n" for mark, part in zip(MARKS, parts, strict=True)]
    PAGE.write_text(above + "\n".join(marked))
