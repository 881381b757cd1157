"""The door for a list of quotes: the registry of its file kinds, and writing by the ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.documents.quote_documents import write_docx, write_markdown, write_pdf
from exports.file_kinds import FileKind, write_by_ending
from exports.tables.json import read_value, write_value
from exports.tables.quote_tables import write_csv, write_html, write_xlsx
from qda.displays.values import QuoteList
from qda.i18n import Speech, mark

QUOTES_FORMAT: Final = "runut-quotes"


def write_json(quotes: QuoteList, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write the whole value; `read_quotes_json` gives it back."""
    write_value(quotes, path, form=QUOTES_FORMAT)


# To add a file kind: write a function like those below in `exports/tables` or
# `exports/documents`, quotes to the letter with key and facts; name it here; give a reader of it
# to `tests/contracts/test_quote_writers.py`.
QUOTE_FILES: Final[tuple[FileKind[QuoteList], ...]] = (
    FileKind(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    FileKind(mark("document (Word)"), ".docx", write_docx),
    FileKind(mark("document (PDF)"), ".pdf", write_pdf),
    FileKind(mark("page (HTML)"), ".html", write_html),
    FileKind(mark("text (Markdown)"), ".md", write_markdown),
    FileKind(mark("long form (CSV)"), ".csv", write_csv),
    FileKind(mark("data (JSON)"), ".json", write_json),
)


def write_quotes(quotes: QuoteList, path: Path) -> None:
    """Write a list of quotes to `path`, by its ending and in the list's own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooLongForWorkbook: a worksheet cannot hold so many.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    write_by_ending(quotes, path, QUOTE_FILES)


def read_quotes_json(path: Path) -> QuoteList:
    """The list that was written to a JSON file, equal to the one given.

    Raises:
        NotOurData, NewerData: the file holds something else.
    """
    return read_value(QuoteList, path, form=QUOTES_FORMAT)
