"""What all doors share: kinds of files, the one that a path's ending asks for, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from exports.errors import UnknownFileKind
from exports.placing import place
from qda.i18n import Speech


class InLanguage(Protocol):
    """What is written in a language of its own, whatever that of the window is."""

    @property
    def language(self) -> str:
        """The language's code, such as `id`."""


class HasEnding(Protocol):
    """What is chosen by the ending of a file."""

    @property
    def extension(self) -> str:
        """The ending, with the dot, in small letters."""


Value = TypeVar("Value", bound=InLanguage)
Kind = TypeVar("Kind", bound=HasEnding)


@dataclass(frozen=True, slots=True)
class FileKind(Generic[Value]):
    """A kind of file: its name (a key for `Speech`), its ending, and what writes it.

    `write` fills an existing, empty file with a value, worded in the language of the speech.
    """

    name: str
    extension: str
    write: Callable[[Value, Path, Speech], None]


def kind_for(path: Path, kinds: Sequence[Kind]) -> Kind:
    """The kind that a path's ending asks for.

    Raises:
        UnknownFileKind: none has it.
    """
    ending = path.suffix.lower()
    for kind in kinds:
        if kind.extension == ending:
            return kind
    raise UnknownFileKind(name=path.name, known=", ".join(each.extension for each in kinds))


def write_by_ending(value: Value, path: Path, kinds: Sequence[FileKind[Value]]) -> None:
    """Write a value to `path`, by its ending and in the value's own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    kind = kind_for(path, kinds)
    speech = Speech(value.language)
    place(path, lambda part: kind.write(value, part, speech))
