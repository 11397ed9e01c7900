"""Each promise names its proof, and each proof that is named exists where it is said to be."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TRUST, SECURITY = ROOT / "docs/trust.md", ROOT / "SECURITY.md"
ROW = re.compile(r"^\| (?!promise \|)(.+?) \| (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\[(test_\w+\.py)\]\(([^)]+)\)|`(test_\w+)`")
ANCHOR = re.compile(r"\(docs/trust\.md#([\w-]+)\)")
THEMES = """Sealed identity|The wall|Files|The ledger|Safe contact|Abuse|Data protection|Erasing a person
No side entrance|Nothing lost|Headers and sessions""".replace("\n", "|").split("|")


@cache
def proofs_in(path):
    tree = ast.parse(path.read_text())
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name for node in found if node.name.startswith("test_")}


def proofs(page, cell):
    """Yield (file, test) for each test that a cell names after the link to its file."""
    path = None
    for name, target, test in LINK.findall(cell):
        if target:
            path = (page.parent / target).resolve()
            assert path.name == name and path.is_file(), f"{target} is not there"
            yield path, ""
        else:
            assert path, f"{test} stands before the link to its file"
            yield path, test


ROWS = [
    (page, promise, cell) for page in (TRUST,) for promise, cell in ROW.findall(page.read_text())
]


@pytest.mark.parametrize(("page", "promise", "cell"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_a_promise_is_proved_by_tests_that_exist(page, promise, cell):
    found = list(proofs(page, cell))
    assert found, "no proof is named"
    assert not [test for path, test in found if test and test not in proofs_in(path)]
    assert all(proofs_in(path) for path, _test in found)


def test_each_theme_has_its_table_and_nothing_is_promised_twice():
    text = TRUST.read_text()
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert {s.partition("\n")[0] for s in sections} >= set(THEMES)
    assert all("| promise | proof |" in s for s in sections)
    promises = [promise for _page, promise, _cell in ROWS]
    assert len(promises) == len(set(promises)) > 100


def test_the_threat_model_names_tests_that_exist_and_tables_that_stand():
    text = SECURITY.read_text()
    titles = re.findall(r"^## (.+)$", TRUST.read_text(), re.MULTILINE)
    anchors = {title.lower().replace(" ", "-") for title in titles}
    assert ANCHOR.findall(text) and set(ANCHOR.findall(text)) <= anchors
    everywhere = {test for path in every_test_file() for test in proofs_in(path)}
    named = set(re.findall(r"`(test_\w+)`", text))
    assert named and not named - everywhere


def every_test_file():
    return [path for part in ("tests", "narahubung") for path in (ROOT / part).rglob("test_*.py")]


def test_the_threat_model_is_short_enough_to_be_read():
    """A threat model that nobody reads protects nobody."""
    assert len(SECURITY.read_text().split()) <= 1500
