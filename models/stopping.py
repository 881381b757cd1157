"""Ends what a database is doing as soon as nobody waits for it any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, event

from models.errors import Refused

Stop = Callable[[], bool]
"""Says whether the work is to end."""

_STEPS: Final = 400_000
"""Steps of SQLite's machine between two questions: some milliseconds."""


_STOP: Final = "stop"


class Stopped(Refused):
    """What was being read or changed is not wanted any more; nothing of it is kept."""

    en = "Stopped. Nothing was changed."
    id = "Dihentikan. Tidak ada yang diubah."


@contextmanager
def stoppable(connection: Connection, stop: Stop | None) -> Iterator[None]:
    """Ask `stop` before every statement, and on SQLite while one runs.

    Raises:
        Stopped: `stop` said so.
    """
    if stop is None:
        yield
        return

    def check(*_: object) -> None:
        if stop():
            raise Stopped

    before, connection.info[_STOP] = connection.info.get(_STOP), stop
    event.listen(connection, "before_cursor_execute", check)
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.set_progress_handler(stop, _STEPS)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", check)
        if isinstance(driver, sqlite3.Connection):
            driver.set_progress_handler(None, 0)
        connection.info[_STOP] = before


def ask(connection: Connection) -> None:
    """Ask the `stop` of a connection between two parts of long work that is not the database's.

    Raises:
        Stopped: it said so.
    """
    stop: Stop | None = connection.info.get(_STOP)
    if stop is not None and stop():
        raise Stopped
