"""Pages of the documentation that are drawn from the code, so that they cannot disagree with it."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from narahubung.clocks.sources import rules_on_file
from narahubung.complaints.lifecycle import CLOCKS, MOVES, Stage
from narahubung.notify.recipients import RECIPIENTS
from narahubung.notify.report_recipients import REPORT_RECIPIENTS
from narahubung.protection import retention
from narahubung.reports import lifecycle as of_reports
from narahubung.reports.rules import rule_sets

HEAD = "<!-- Drawn by `narahubung draw_docs`. Do not edit. -->\n"


def pages() -> dict[Path, str]:
    with override("en"):
        return {
            settings.BASE_DIR / "docs" / "lifecycles.md": HEAD + lifecycle() + reports_lifecycle(),
            settings.BASE_DIR / "docs" / "rules.md": HEAD + rules(),
            settings.BASE_DIR / "docs" / "retention.md": HEAD + how_long(),
        }


def lifecycle() -> str:
    return "\n".join(
        [
            "# The life of a complaint to an agency\n",
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> received",
            *[f"    {s} --> {m.to_stage}: {m.name}" for m in MOVES for s in drawn_stages(m)],
            "```\n",
            "Withdrawing is possible from every open stage; going to the Ombudsman from every open stage",
            "and after closing, once a promise was broken or an answer disputed.\n",
            "## Steps\n",
            "| step | on the button | from | to | who | if | told |",
            "|---|---|---|---|---|---|---|",
            *[step_row(move) for move in MOVES],
            "\n## Clocks\n",
            "| rule | starts with | stops with | binds | then | if |",
            "|---|---|---|---|---|---|",
            *[
                f"| `{c.rule}` | {c.starts} | {c.stops} | {c.binds} | {c.then} | {words(c.guard)} |"
                for c in CLOCKS
            ],
            "",
        ]
    )


def reports_lifecycle() -> str:
    moves, every = of_reports.MOVES, len(of_reports.OPEN)
    drawn = [m for m in moves if len(m.from_stages) < every]
    return "\n".join(
        [
            "\n# The life of a report to the Ombudsman\n",
            "A file keeps the rule set under which it was registered: "
            + "; ".join(
                f"`{r.code}` is {r.name_en}, since {r.in_force_from}" for r in rule_sets().values()
            )
            + ".\n",
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> intake",
            *[f"    {s} --> {m.to_stage}: {m.name}{only(m)}" for m in drawn for s in m.from_stages],
            "```\n",
            "Withdrawing is possible from every open stage.\n",
            "## Steps of a report\n",
            "| step | on the button | from | to | who | if | rules | who is told |",
            "|---|---|---|---|---|---|---|---|",
            *[
                f"| `{m.name}` | {m.label} | {stages_of(m, every)} | {m.to_stage} | {', '.join(m.who)} "
                f"| {words(m.guard)} | {', '.join(m.sets)} | {told(REPORT_RECIPIENTS[m.name])} |"
                for m in moves
            ],
            "\n## Clocks of a report\n",
            "| rule | starts with | stops with | binds | then | if | rules |",
            "|---|---|---|---|---|---|---|",
            *[
                f"| `{c.rule}` | {c.starts} | {c.stops} | {c.binds} | {c.then} | {words(c.guard)} "
                f"| {', '.join(c.sets)} |"
                for c in of_reports.CLOCKS
            ],
            "",
        ]
    )


def only(move) -> str:
    return f" ({', '.join(move.sets)})" if move.sets else ""


def stages_of(move, every) -> str:
    return "every open stage" if len(move.from_stages) >= every else ", ".join(move.from_stages)


def drawn_stages(move):
    return () if move.name in ("withdraw", "escalate") else move.from_stages


def step_row(move) -> str:
    every = len(move.from_stages) >= len(Stage) - 5
    stages = "every open stage" if every else ", ".join(move.from_stages)
    return (
        f"| `{move.name}` | {move.label} | {stages} | {move.to_stage} "
        f"| {', '.join(move.who)} | {words(move.guard)} | {told(RECIPIENTS[move.name])} |"
    )


def told(groups) -> str:
    return ", ".join(group.__name__.replace("_", " ") for group in groups) or "nobody"


def words(guard: str) -> str:
    return guard.replace("_", " ")


def rules() -> str:
    return "\n".join(
        [
            "# Every deadline with its source\n",
            "Loaded from `narahubung/clocks/data/rules.toml`; a change of the law is a new version, never an edit.\n",
            "| rule | what must be done | length | source | since | confidence |",
            "|---|---|---|---|---|---|",
            *[
                f"| `{r['code']}` | {r['duty_en']} | {r['length']} {r['unit']} | {r['source']} "
                f"| {r['in_force_from']} | {r['confidence']} |"
                for r in rules_on_file()
            ],
            "",
        ]
    )


def how_long() -> str:
    return "\n".join(
        [
            "# How long each kind of data is kept\n",
            "Loaded from `narahubung/protection/data/retention.toml`; what the operator does with it is told in",
            "[operate/retention.md](operate/retention.md).\n",
            retention.table(),
            "",
        ]
    )
