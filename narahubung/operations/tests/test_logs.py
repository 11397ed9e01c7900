import io
import json
import logging

from django.conf import settings
from structlog.stdlib import ProcessorFormatter


def test_every_log_line_is_one_json_object(monkeypatch):
    ours = [h for h in logging.getLogger().handlers if isinstance(h.formatter, ProcessorFormatter)]
    assert len(ours) == 1, f"LOGGING is {settings.LOGGING}"

    written = io.StringIO()
    # Not by setStream, which would first flush what a test before this one has closed.
    monkeypatch.setattr(ours[0], "stream", written)
    logging.getLogger("narahubung.notify").warning(
        "message %s: %s", 7, "the server\ndoes not answer"
    )

    line = json.loads(written.getvalue())
    assert written.getvalue().count("\n") == 1
    assert line["event"] == "message 7: the server\ndoes not answer"
    assert (line["level"], line["logger"]) == ("warning", "narahubung.notify")
