"""The whole display as data: written for programs, and read back to an equal value."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from exports.errors import CrookedMatrix, NewerData, NotOurData
from exports.tracing import check
from models.errors import Refused
from qda.displays.values import Matrix
from qda.i18n import Speech, mark
from qda.plain_data import Json, Misfit, built, plain

MATRIX_FORMAT: Final = "runut-matrix"
VERSION: Final = 1
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JsonMatrix:
    """Writes a display as one JSON object: `format`, `version`, `content`."""

    name: str = mark("data (JSON)")
    extension: str = ".json"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:  # noqa: ARG002
        """Write every field of the display; identifiers are English in each language."""
        write_value(matrix, path, form=MATRIX_FORMAT)


def read_matrix_json(path: Path) -> Matrix:
    """The display that `JsonMatrix` wrote, equal to the one it was given.

    Raises:
        NotOurData: the file is no such data, or contradicts itself.
        NewerData: a later version of the program wrote it.
    """
    matrix = read_value(Matrix, path, form=MATRIX_FORMAT)
    try:
        check(matrix)
    except CrookedMatrix as error:
        raise NotOurData(
            name=path.name, kind=MATRIX_FORMAT, place="$.content", what=error.facts["what"]
        ) from error
    return matrix


def write_value(value: object, path: Path, *, form: str) -> None:
    """Write a frozen value in an envelope that names its `form` and the version of it."""
    envelope: dict[str, Json] = {"format": form, "version": VERSION, "content": plain(value)}
    written = json.dumps(envelope, ensure_ascii=False, indent=1)
    # UTF-8 has no place for half a surrogate pair; within JSON's strings its escape is the same.
    written = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
    path.write_bytes(written.encode("utf-8"))


def read_value(kind: type[T], path: Path, *, form: str) -> T:
    """The value of class `kind` that `write_value` wrote under the same `form`.

    Raises:
        NotOurData, NewerData: the file holds something else.
    """
    data = _loaded(path, form)
    if not isinstance(data, dict) or data.get("format") != form:
        raise _strange(path, form, "$.format", "is not this one")
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _strange(path, form, "$.version", "is no number from 1 on")
    if version > VERSION:
        raise NewerData(name=path.name, version=version, known=VERSION)
    try:
        return built(kind, data.get("content"), "$.content")
    except Misfit as error:
        place, what = str(error.facts["place"]), str(error.facts["what"])
        raise _strange(path, form, place, what) from error
    except Refused as error:
        raise _strange(path, form, "$.content", str(error)) from error


def _loaded(path: Path, form: str) -> object:
    try:
        loaded: object = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise _strange(path, form, "file", error.strerror or "unreadable") from error
    except (ValueError, RecursionError) as error:
        raise _strange(path, form, "JSON", str(error)[:200]) from error
    return loaded


def _strange(path: Path, form: str, place: str, what: str) -> NotOurData:
    return NotOurData(name=path.name, kind=form, place=place, what=what)
