"""Tells whoever shows a study that something in it has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """An edit, an undo or a redo took effect: the tables it touched, and its history entry."""

    tables: frozenset[str]
    edit_id: int
    kind: str


class Announcer:
    """Calls every listener once per change, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changed], None]] = []

    def listen(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` at each change; the function returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, change: Changed) -> None:
        """Tell everyone who listens."""
        for listener in tuple(self._listeners):
            listener(change)
