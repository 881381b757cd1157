"""Something a researcher does in the window, and how one sees that it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a researcher does: what it is called, how it is done, what holds once it is."""

    name: str
    do: Callable[[], object]
    done: Callable[[], bool] = lambda: True
