"""The door for a list of memos: the registry of its file kinds, and writing by the ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.documents.memo_documents import write_docx
from exports.file_kinds import FileKind, write_by_ending
from exports.memo_lines import MemoBook
from exports.tables.memo_tables import write_csv, write_html, write_xlsx
from qda.i18n import mark

# To add a file kind: write a function like those below in `exports/tables` or
# `exports/documents`, the words to the letter; name it here; give a reader of it to
# `tests/contracts/test_memo_writers.py`.
MEMO_FILES: Final[tuple[FileKind[MemoBook], ...]] = (
    FileKind(mark("document (Word)"), ".docx", write_docx),
    FileKind(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    FileKind(mark("page (HTML)"), ".html", write_html),
    FileKind(mark("table (CSV)"), ".csv", write_csv),
)


def write_memos(book: MemoBook, path: Path) -> None:
    """Write a list of memos to `path`, by its ending and in the book's own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooLongForWorkbook: a worksheet cannot hold so many.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    write_by_ending(book, path, MEMO_FILES)
