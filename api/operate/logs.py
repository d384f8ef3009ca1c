"""What libraries log, in the same form as our own lines; nothing of theirs names an address."""

from __future__ import annotations

import logging

import structlog

QUIET = ("uvicorn.access", "alembic", "httpx", "httpx2", "fontTools", "fhirclient")
"""Loggers that say where requests come from, or more than anybody wants to know."""


class _Passed(logging.Handler):
    """Hands lines of the standard library's loggers on."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line; what was raised is told by kind and place."""
        log = structlog.get_logger(record.name)
        log.log(record.levelno, "said", words=record.getMessage(), exc_info=record.exc_info)


def pass_on_logs(level: int = logging.INFO) -> None:
    """Let every logger of the standard library speak through ours."""
    root = logging.getLogger()
    root.handlers[:] = [_Passed()]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
