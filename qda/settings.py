"""The researcher's settings: language, name, recent studies and the layout of the window.

They are kept as JSON outside every study. A file that cannot be read is set aside and never
keeps the program from starting.
"""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from qda.i18n import LANGUAGES
from qda.paths import settings_folder

MOST_RECENT: Final = 12
"""How many studies the start page remembers."""


class Scheme(StrEnum):
    """The colours of the window: as the system has them, or always light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SMALLEST_POINTS: Final = 8.0
LARGEST_POINTS: Final = 40.0
MEASURES: Final = (60, 72, 90, 0)
"""How many letters a line may hold; 0 fills the window. 60 to 80 read well (Bringhurst 2004)."""
LEADINGS: Final = (1.4, 1.62, 1.9)
"""Distances from line to line, as multiples of the letters' size."""
TEXT_SIZES: Final = (100, 125, 150, 175, 200)
"""Sizes of all letters of the window, in per cent."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the window and the texts in it look.

    `font` is the family of the letters that texts are read in, empty for the program's own choice;
    `points` their size; `measure` one of `MEASURES`; `leading` one of `LEADINGS`; `text_size` one
    of `TEXT_SIZES`, which also enlarges `points`.
    """

    font: str = ""
    points: float = 12.0
    measure: int = 72
    leading: float = 1.62
    scheme: Scheme = Scheme.SYSTEM
    text_size: int = 100

    @property
    def reading_points(self) -> float:
        """The size that texts are read in, by both sizes together."""
        return self.points * self.text_size / 100

    def with_points(self, points: float) -> Appearance:
        """Letters of another size, within what can be read."""
        return replace(self, points=min(LARGEST_POINTS, max(SMALLEST_POINTS, points)))

    def with_text_size(self, steps: int) -> Appearance:
        """All letters so many steps of `TEXT_SIZES` larger, or smaller."""
        at = TEXT_SIZES.index(self.text_size) + steps
        return replace(self, text_size=TEXT_SIZES[min(len(TEXT_SIZES) - 1, max(0, at))])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program remembers between two runs.

    `language` is "id" or "en"; `coder` the name new studies start with; `recent` paths of
    studies, newest first; `window` an opaque text of the window's own layout.
    """

    language: str = "id"
    coder: str = ""
    recent: tuple[str, ...] = ()
    window: str = ""
    appearance: Appearance = field(default_factory=Appearance)

    def with_recent(self, place: str) -> Settings:
        """These settings with a study put first among the recent ones."""
        others = tuple(each for each in self.recent if each != place)
        return replace(self, recent=(place, *others)[:MOST_RECENT])


def load_settings() -> Settings:
    """The stored settings; on the first run those that fit the system's language."""
    file = _file()
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return _first_settings()
    except (OSError, ValueError):
        found = None
    if not isinstance(found, Mapping):
        _set_aside(file)
        return _first_settings()
    return _settings(found)


def save_settings(settings: Settings) -> None:
    """Store the settings, whole or not at all."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}.new")
    beside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
    beside.replace(file)


def _settings(found: Mapping[str, object]) -> Settings:
    kept: dict[str, Any] = {}
    for name in ("language", "coder", "window"):
        if isinstance(value := found.get(name), str):
            kept[name] = value
    if isinstance(recent := found.get("recent"), list):
        kept["recent"] = tuple(str(each) for each in recent)
    if isinstance(look := found.get("appearance"), Mapping):
        kept["appearance"] = _appearance(look)
    made = replace(Settings(), **kept)
    return made if made.language in LANGUAGES else replace(made, language="id")


def _appearance(found: Mapping[str, object]) -> Appearance:
    """What of a stored appearance can be shown; the rest as on the first run."""
    kept: dict[str, Any] = {}
    choices: tuple[tuple[str, tuple[object, ...]], ...] = (
        ("measure", MEASURES),
        ("leading", LEADINGS),
        ("scheme", tuple(Scheme)),
        ("text_size", TEXT_SIZES),
    )
    for name, known in choices:
        value = found.get(name)
        if value in known:
            kept[name] = known[known.index(value)]
    if isinstance(font := found.get("font"), str):
        kept["font"] = font
    made = Appearance(**kept)
    points = found.get("points")
    return made.with_points(float(points)) if isinstance(points, int | float) else made


def _first_settings() -> Settings:
    return Settings(language=_system_language(), coder=_system_name())


def _file() -> Path:
    return settings_folder() / "settings.json"


def _set_aside(file: Path) -> None:
    # In a folder that may not be written the file stays; the program starts without it.
    with suppress(OSError):
        file.replace(file.with_suffix(".unreadable.json"))


def _system_language() -> str:
    named = os.environ.get("RUNUT_LANGUAGE") or locale.getlocale()[0] or ""
    return "en" if named.casefold().startswith("en") else "id"


def _system_name() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""
