"""What stands in the logs: references and reasons, never somebody's words."""

import io
import json
import logging

import pytest
import structlog

WORDS = "kata-rahasia-sari"


@pytest.fixture
def lines(monkeypatch):
    """Read what the house's own handler writes."""
    out = io.StringIO()
    handler = next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", out)
    return out


@pytest.mark.parametrize(
    "log", [logging.getLogger("narahubung.x"), structlog.get_logger("narahubung.x")]
)
def test_an_error_is_named_with_its_place_and_without_its_words(lines, log):
    try:
        raise ValueError(f"Failing row contains ({WORDS})")
    except ValueError:
        log.exception("the import broke off")

    written = lines.getvalue()
    assert WORDS not in written
    line = json.loads(written)
    assert line["error"] == "ValueError"
    assert line["where"][-1].startswith("test_logs.py:")


def test_a_line_without_an_error_names_none(lines):
    logging.getLogger("narahubung.x").warning("slow")
    assert "error" not in json.loads(lines.getvalue())
