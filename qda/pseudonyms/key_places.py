"""Remembers where the key of each study is: outside the study, by its UUID.

The places stand in a file of their own beside the settings, because a window holds the settings in
its hand and writes them back as it knows them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import StudyError
from qda.paths import settings_folder
from qda.pseudonyms.key_file import Key, KeyFile


def known_place(study_uuid: str) -> Path | None:
    """Where the key of a study is, or None where none was chosen yet."""
    found = _read().get(study_uuid)
    return Path(found) if found else None


@dataclass(frozen=True, slots=True)
class FoundKey:
    """Where the key of a study is and what it says; no place where none was chosen yet.

    `refusal` says why a key that was chosen cannot be read.
    """

    place: Path | None = None
    key: Key = field(default_factory=Key)
    refusal: StudyError | None = None


def find_key(study_uuid: str) -> FoundKey:
    """The key of a study, read where it is remembered to be."""
    place = known_place(study_uuid)
    if place is None:
        return FoundKey()
    try:
        return FoundKey(place, KeyFile(place).read())
    except StudyError as error:
        return FoundKey(place, refusal=error)


def remember_place(study_uuid: str, place: Path) -> None:
    """Remember where the key of a study is."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}.new")
    told = {**_read(), study_uuid: str(place)}
    beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    beside.replace(file)


def _read() -> dict[str, str]:
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        found = {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, Mapping) else {}


def _file() -> Path:
    return settings_folder() / "pseudonym-keys.json"
