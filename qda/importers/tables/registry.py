"""Reads a table of reviews into a draft: picks the reader that knows the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from qda.importers.draft import CollectionDraft, ColumnRole
from qda.importers.opening import opened
from qda.importers.tables.delimited import DelimitedReader
from qda.importers.tables.drafting import drafted
from qda.importers.tables.errors import NotATable
from qda.importers.tables.nested_json import JsonReader
from qda.importers.tables.raw import RawTable
from qda.importers.tables.workbook import WorkbookReader
from qda.jobs.progress import Progress, Silent

_MOST_BYTES: Final = 256_000_000
_SILENT: Final = Silent()


class TableReader(Protocol):
    """Reads one family of files; exact text cells come out, roles and types are not its matter."""

    @property
    def name(self) -> str:
        """A short name for tests and logs."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of file names it reads, lower case with the dot."""

    def accepts(self, file: str, content: bytes, /) -> bool:
        """Whether a file of this name and with these bytes is for this reader."""

    def read(self, content: bytes, file: str, progress: Progress, /) -> RawTable:
        """The table in `content`; refusals are classes of `errors` that name file and row."""


# To add a reader: write a frozen dataclass that follows `TableReader` in a module of its own, let
# it refuse with classes of `errors` only, put it into this tuple (the first that accepts a file
# reads it), and give tests/contracts/test_table_importers.py one good and one broken file of it.
READERS: Final[tuple[TableReader, ...]] = (WorkbookReader(), JsonReader(), DelimitedReader())


def suffixes() -> tuple[str, ...]:
    """The endings of all files that can be read as a table, for a file dialog."""
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)


def read_collection(
    path: Path,
    *,
    roles: Mapping[str, ColumnRole] | None = None,
    title: str | None = None,
    progress: Progress = _SILENT,
) -> CollectionDraft:
    """The table at `path` as a draft; nothing is stored.

    `roles` overrule the guess by heading; `title` replaces the one made from the file's name.

    Raises:
        FileMissing, FileUnreadable, FileTooLarge ...: see `opening.opened`.
        NotATable: no reader knows the kind of file; other refusals of `errors` name the file and
            the row or column.
        Cancelled: `progress` was told to stop.
    """
    original = opened(path, limit=_MOST_BYTES)
    reader = next((one for one in READERS if one.accepts(original.name, original.content)), None)
    if reader is None:
        raise NotATable(file=original.name)
    raw = reader.read(original.content, original.name, progress)
    draft = drafted(raw, original, roles=roles or {}, progress=progress)
    return replace(draft, title=title) if title else draft


def read_raw(path: Path, *, progress: Progress = _SILENT) -> RawTable:
    """The table at `path` with the text of every cell, before anything is guessed of it.

    Raises:
        FileMissing, FileUnreadable, FileTooLarge ...: see `opening.opened`.
        NotATable and other refusals of `errors`: what is there is no table that can be read.
    """
    original = opened(path, limit=_MOST_BYTES)
    reader = next((one for one in READERS if one.accepts(original.name, original.content)), None)
    if reader is None:
        raise NotATable(file=original.name)
    return reader.read(original.content, original.name, progress)
