"""Pages of the documentation that are drawn from the code, so that they cannot disagree with it."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from narahubung.clocks.sources import rules_on_file
from narahubung.complaints.lifecycle import CLOCKS, MOVES, Stage
from narahubung.notify.recipients import RECIPIENTS
from narahubung.protection import retention

HEAD = "<!-- Drawn by `narahubung draw_docs`. Do not edit. -->\n"


def pages() -> dict[Path, str]:
    with override("en"):
        return {
            settings.BASE_DIR / "docs" / "lifecycles.md": HEAD + lifecycle(),
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


def drawn_stages(move):
    return () if move.name in ("withdraw", "escalate") else move.from_stages


def step_row(move) -> str:
    every = len(move.from_stages) >= len(Stage) - 5
    stages = "every open stage" if every else ", ".join(move.from_stages)
    told = ", ".join(group.__name__ for group in RECIPIENTS[move.name]) or "nobody"
    return (
        f"| `{move.name}` | {move.label} | {stages} | {move.to_stage} "
        f"| {', '.join(move.who)} | {words(move.guard)} | {told} |"
    )


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
