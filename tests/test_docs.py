"""The documents agree with what they describe."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from narahubung.config.environment import Environment
from narahubung.operations import drawing

ROOT = Path(__file__).parents[1]
SETTINGS = [name.upper() for name in Environment.model_fields]
LINK = re.compile(r"\]\((?!\w+:|#)([^)#]+)")
PUBLICCODE = (ROOT / "publiccode.yml").read_text()


def pages():
    return [
        path
        for folder in (ROOT, ROOT / "docs")
        for path in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
    ]


def words(path):
    return (ROOT / path).read_text()


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_in_the_example_and_explained(setting):
    assert re.search(rf"^(# )?{setting}=", words(".env.example"), re.MULTILINE)
    assert f"| `{setting}` |" in words("docs/operate/configure.md")


def test_no_setting_is_promised_that_does_not_exist():
    example = re.findall(r"^(?:# )?([A-Z_]+)=", words(".env.example"), re.MULTILINE)
    table = re.findall(r"^\| `([A-Z_]+)` \|", words("docs/operate/configure.md"), re.MULTILINE)
    assert set(example) == set(table) == set(SETTINGS)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda p: p.stem
)
def test_a_decision_is_short_and_has_its_four_parts(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 60
    assert text.startswith(f"# {int(path.name[:4])}. ")
    parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences", "Alternatives"]


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("command", ["./run", "./test"])
def test_the_readme_names_both_commands_and_they_can_be_run(command):
    assert re.search(rf"^{re.escape(command)}\s", words("README.md"), re.MULTILINE)
    assert (ROOT / command).stat().st_mode & 0o100


@pytest.mark.parametrize("path", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(path):
    targets = LINK.findall(path.read_text())
    assert not [target for target in targets if not (path.parent / target).exists()]


def test_locks_name_no_address():
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text()
        assert "==" in text and "--hash=sha256:" in text
        assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_both_locks_agree():
    first, second = (
        dict(re.findall(r"^([a-z0-9-]+)==(\S+)", words(name), re.MULTILINE))
        for name in ("requirements.lock", "requirements-test.lock")
    )
    assert first.items() <= second.items()


def test_publiccode_has_what_the_standard_requires():
    keys = set(re.findall(r"^(\w+):", PUBLICCODE, re.MULTILINE))
    assert {
        "publiccodeYmlVersion",
        "name",
        "platforms",
        "developmentStatus",
        "softwareType",
    } <= keys
    assert {"description", "legal", "maintenance", "localisation", "categories"} <= keys
    assert "license: Apache-2.0" in PUBLICCODE


def test_publiccode_describes_itself_in_both_languages_within_the_limits():
    short = re.findall(r"shortDescription: >-\n\s+(.+)\n", PUBLICCODE)
    long = re.findall(r"longDescription: \|\n(.+?)\n    features:", PUBLICCODE, re.DOTALL)
    assert len(short) == len(long) == 2
    assert all(len(text) <= 150 for text in short)
    assert all(150 <= len(text) <= 10_000 for text in long)


def test_publiccode_tells_the_version_of_the_project():
    version = re.search(r'^version = "(.+)"', words("pyproject.toml"), re.MULTILINE)[1]
    assert f'softwareVersion: "{version}"' in PUBLICCODE
    assert version == settings.VERSION


def test_drawn_pages_are_fresh():
    stale = [path.name for path, text in drawing.pages().items() if path.read_text() != text]
    assert not stale, "run narahubung draw_docs"


def test_the_glossary_knows_every_model_of_a_file():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    files = {"Complaint", "Event", "Deadline", "Message", "Attachment", "Appointment", "Rule"}
    assert not {name for name in files if name not in glossary}
