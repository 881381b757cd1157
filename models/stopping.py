"""Ends what a database is doing as soon as nobody waits for it any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Final, TypeVar

from sqlalchemy import Connection, event

from models.errors import Refused

Item = TypeVar("Item")

Stop = Callable[[], bool]
"""Says whether the work is to end."""

_STEPS: Final = 400_000
"""Steps of SQLite's machine between two questions: some milliseconds."""


class _Here(local):
    """What is asked in this thread."""

    stop: Stop | None = None


_HERE: Final = _Here()


_AT_ONCE: Final = 1_000


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

    before, _HERE.stop = _HERE.stop, stop
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
        _HERE.stop = before


def asking(items: Iterable[Item]) -> Iterator[Item]:
    """The items; it is asked before each thousand of them whether to go on.

    Raises:
        Stopped: it was said that nobody waits for them any more.
    """
    for at, item in enumerate(items):
        if at % _AT_ONCE == 0:
            ask()
        yield item


def ask() -> None:
    """Ask the `stop` that holds here, between two parts of long work that is not the database's.

    Raises:
        Stopped: it said so.
    """
    stop = _HERE.stop
    if stop is not None and stop():
        raise Stopped
