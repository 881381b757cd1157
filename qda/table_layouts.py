"""Remembers how tables of collections look, outside every study, by the collection's UUID.

A file that cannot be read is as good as none: a table then looks as on the first day.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from qda.paths import settings_folder

MOST: Final = 200
"""Collections that are remembered; the one looked at longest ago makes room."""


_expected: Final[dict[str, str]] = {}
"""Layouts that are on their way to the file."""


def stored_layout(uuid: str) -> str:
    """What was stored for a collection, or is about to be; "" where nothing was."""
    return _expected.get(uuid) or _stored().get(uuid, "")


def expect_layout(uuid: str, layout: str) -> None:
    """How a table looks from now on.

    `store_layout` writes it later; whoever calls it one after the other never overtakes himself.
    """
    _expected[uuid] = layout


def store_layout(uuid: str, layout: str) -> None:
    """Store how the table of a collection looks; the file is written whole or not at all.

    Raises:
        OSError: the folder of the settings cannot be written.
    """
    try:
        _write(uuid, layout)
    finally:
        if _expected.get(uuid) == layout:
            del _expected[uuid]


def _write(uuid: str, layout: str) -> None:
    layouts = _stored()
    layouts.pop(uuid, None)
    layouts[uuid] = layout
    kept = dict(list(layouts.items())[-MOST:])
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}.new")
    beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
    beside.replace(file)


def _stored() -> dict[str, str]:
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {str(uuid): str(layout) for uuid, layout in found.items()}


def _file() -> Path:
    return settings_folder() / "tables.json"
