"""The rules of the house that a reviewer need not remember, because they fail here."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "narahubung"
CODE = sorted(p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted(HOUSE.rglob("*.html"))
OPENINGS = {"visible_to", "public", "submit", "in_force"}
WORDS_OF_LEFTOVERS = {"utils.py", "helpers.py", "services.py", "signals.py", "constants.py"}


def tree(path):
    return ast.parse(path.read_text())


def functions(path):
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef)]


def test_no_file_is_longer_than_400_lines():
    assert not [str(p) for p in CODE if len(p.read_text().splitlines()) > 400]


def test_no_function_is_longer_than_40_lines():
    wrong = [
        f"{path.relative_to(ROOT)}:{f.lineno} {f.name}"
        for path in CODE
        if "tests" not in path.parts  # A journey is a story, told in one breath.
        for f in functions(path)
        if f.end_lineno - f.lineno >= 40
    ]
    assert not wrong


def test_no_template_is_longer_than_120_lines():
    assert not [str(p) for p in TEMPLATES if len(p.read_text().splitlines()) > 120]


def test_files_are_named_for_their_subject():
    assert not [str(p) for p in CODE if p.name in WORDS_OF_LEFTOVERS]


def test_no_import_hides_in_a_function():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for f in functions(path)
        for node in ast.walk(f)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "path", sorted(HOUSE.rglob("views*.py")) + sorted(HOUSE.rglob("views/*.py"))
)
def test_every_read_in_a_view_starts_from_what_the_viewer_may_see(path):
    found = re.findall(r"\.objects\.(\w+)", path.read_text())
    assert set(found) <= OPENINGS


def test_nobody_overrides_save_or_listens_to_a_signal():
    wrong = [
        f"{path.relative_to(ROOT)}:{f.lineno} {f.name}"
        for path in CODE
        for f in functions(path)
        if f.name in ("save", "delete") and f.args.args and f.args.args[0].arg == "self"
    ]
    wrong += [str(p) for p in CODE if "@receiver" in p.read_text()]
    assert not wrong


def test_nothing_unfinished_is_left_in_the_tree():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    paths = [*CODE, *TEMPLATES, *HOUSE.rglob("*.js"), *HOUSE.rglob("*.css")]
    assert not [str(p) for p in paths if mark.search(p.read_text())]
