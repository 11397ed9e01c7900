"""Imports point down: an app knows the floors below its own, never a neighbour, never one above."""

import ast
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "narahubung"
FLOORS = """
config
operations
integrations
portal
protection
notify
insight
agreements
collaboration assessment patterns
reports
complaints
cases
accounts
figures
directory clocks journal
ui vault documents search jobs recently
""".split("\n")[1:-1]

FLOOR_OF = {app: n for n, row in enumerate(reversed(FLOORS)) for app in row.split()}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from [f"{node.module}.{name.name}" for name in node.names]
        if isinstance(node, ast.Import):
            yield from [name.name for name in node.names]


def imports_between_apps():
    for path in sorted(HOUSE.rglob("*.py")):
        app = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        if app == "__init__" or "tests" in path.parts:
            continue
        for name in imported(path):
            other = name.split(".")[1] if name.startswith("narahubung.") else app
            if other != app:
                yield path.relative_to(HOUSE), app, other


def test_every_import_points_downwards():
    wrong = [
        f"{path} imports {other}"
        for path, app, other in imports_between_apps()
        if FLOOR_OF[other] >= FLOOR_OF[app]
    ]
    assert not wrong


def test_every_app_has_its_floor():
    apps = {p.name.removesuffix(".py") for p in HOUSE.iterdir() if p.is_dir() or p.suffix == ".py"}
    assert apps - {"__init__", "__pycache__"} <= set(FLOOR_OF)
