"""By what sources are set against each other."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from qda.i18n import mark


class Mode(StrEnum):
    """By what sources are set against each other (Denzin 1978; Sugiyono)."""

    SOURCE = "source"
    TECHNIQUE = "technique"
    TIME = "time"
    CODER = "coder"
    THEORY = "theory"


MODE_NAMES: Final = {
    Mode.SOURCE: mark("Triangulation of sources"),
    Mode.TECHNIQUE: mark("Triangulation of techniques"),
    Mode.TIME: mark("Triangulation over time"),
    Mode.CODER: mark("Triangulation of investigators"),
    Mode.THEORY: mark("Triangulation of theories"),
}
