"""Logs as JSON lines; never a complainant's words, never a name: references and reasons only."""

import logging.config
import sys
import traceback
from pathlib import Path

import structlog

LAST_FRAMES = 8


def without_words(_logger, _method, line):
    """Name an error and its place. Its message may hold a whole row, so it is left out."""
    given = line.pop("exc_info", None)
    error = given if isinstance(given, tuple) else sys.exc_info() if given else (None,) * 3
    if isinstance(given, BaseException):
        error = (type(given), given, given.__traceback__)
    if error[0] is not None:
        frames = traceback.extract_tb(error[2])[-LAST_FRAMES:]
        line["error"] = error[0].__name__
        line["where"] = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    return line


def configure(_settings) -> None:
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
    ]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.processors.JSONRenderer(),
        "foreign_pre_chain": shared,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": {"narahubung": {"level": "INFO"}},
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
