"""What long work is handed so that it can tell how far it is and be told to stop.

Work is a plain function that takes a `Progress`; it never knows whether a window, a command
line or a test listens. `report` also is the place where a cancel takes effect.
"""

from __future__ import annotations

from typing import Protocol

from models.stopping import Stopped


class Cancelled(Stopped):
    """The researcher stopped the work; nothing of it was kept."""


class Progress(Protocol):
    """Hears how far the work is."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell that `done` of `total` steps are behind; `what` names the present one.

        Raises:
            Cancelled: the listener wants the work to stop.
        """


class Silent:
    """A progress that nobody hears and that never stops the work."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""
