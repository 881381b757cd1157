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
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from qda.i18n import LANGUAGES
from qda.paths import settings_folder

MOST_RECENT: Final = 12
"""How many studies the start page remembers."""


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
    zoom: int = 0

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
    for field in fields(Settings):
        value = found.get(field.name)
        if field.name == "recent" and isinstance(value, list):
            kept["recent"] = tuple(str(each) for each in value)
        elif isinstance(value, type(field.default)) and field.name != "recent":
            kept[field.name] = value
    made = replace(Settings(), **kept)
    return made if made.language in LANGUAGES else replace(made, language="id")


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
