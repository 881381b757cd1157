"""Writes the program's own mistakes to a file, where a developer can find them."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from qda.paths import log_file


def start_log() -> logging.Logger:
    """The program's log, kept in a file of at most 1 MB beside the settings."""
    log = logging.getLogger("runut")
    if not log.handlers:
        file = log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
    return log
