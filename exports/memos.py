"""The door for a list of memos: the registry of its file kinds, and writing by the ending."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from exports.documents.memo_documents import write_docx
from exports.errors import UnknownFileKind
from exports.memo_lines import MemoBook
from exports.placing import place
from exports.tables.memo_tables import write_csv, write_html, write_xlsx
from qda.i18n import Speech, mark


class MemoWriter(Protocol):
    """Writes a list of memos as one kind of file."""

    def __call__(self, book: MemoBook, path: Path, speech: Speech) -> None:
        """Write `book` to the existing, empty file `path`."""


@dataclass(frozen=True, slots=True)
class MemoFile:
    """A kind of file for memos: its name (a key for `Speech`), its ending, its writer."""

    name: str
    extension: str
    write: MemoWriter


# To add a file kind: write a function like those below in `exports/tables` or
# `exports/documents`, the words to the letter; name it here; give a reader of it to
# `tests/contracts/test_memo_writers.py`.
MEMO_FILES: Final = (
    MemoFile(mark("document (Word)"), ".docx", write_docx),
    MemoFile(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    MemoFile(mark("page (HTML)"), ".html", write_html),
    MemoFile(mark("table (CSV)"), ".csv", write_csv),
)


def write_memos(book: MemoBook, path: Path) -> None:
    """Write a list of memos to `path`, by its ending and in the book's own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooLongForWorkbook: a worksheet cannot hold so many.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    ending = path.suffix.lower()
    kind = next((file for file in MEMO_FILES if file.extension == ending), None)
    if kind is None:
        known = ", ".join(file.extension for file in MEMO_FILES)
        raise UnknownFileKind(name=path.name, known=known)
    speech = Speech(book.language)
    write = kind.write
    place(path, lambda part: write(book, part, speech))
