"""CSV and its kin: the separator is found out, the cells are kept to the letter."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, repeat
from operator import add
from typing import Final

from models.errors import StudyError
from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.tables.encoding import decoded
from qda.importers.tables.errors import CellNeverEnds, EmptyTable, NotATable, QuoteMisplaced
from qda.importers.tables.framing import framed
from qda.importers.tables.layouts import is_usual_heading
from qda.importers.tables.raw import Grid, RawTable, Sheet
from qda.jobs.progress import Progress

_DELIMITERS: Final = (",", ";", "\t", "|")
_OTHER_KINDS: Final = (
    b"%PDF-",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"SQLite format 3\0",
)
_SAMPLED: Final = 300
_AT_ONCE: Final = 250
"""Rows that are taken by one call; no other thread runs meanwhile."""

_SAYS_SO: Final = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file sets its cells apart; without `quoted`, quotation marks are letters."""

    delimiter: str
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class DelimitedReader:
    """Reads CSV, TSV and other separated text."""

    name: str = "delimited"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt", ".tab")

    def accepts(self, file: str, _content: bytes, /) -> bool:
        """Whether the name ends like separated text."""
        return file.casefold().endswith(self.suffixes)

    def read(self, content: bytes, file: str, progress: Progress) -> RawTable:
        """The table in `content`.

        Raises:
            EmptyTable, NotATable, EncodingUnknown: there is no text, or no table in it.
            CellNeverEnds, QuoteMisplaced: a quotation mark is wrong; the row is named.
            RowTooLong, RowsTooShort, TooManyColumns: the rows do not fit the headings.
        """
        sheet = self.sheet(content, file, progress)
        table = framed(sheet.grid, file, delimiter=sheet.delimiter)
        return replace(table, encoding=sheet.encoding, notices=(*sheet.notices, *table.notices))

    def sheet(self, content: bytes, file: str, progress: Progress) -> Sheet:
        """The rows in `content` as they stand, headings not yet told from data.

        Raises:
            EmptyTable, NotATable, EncodingUnknown: there is no text, or no table in it.
            CellNeverEnds, QuoteMisplaced: a quotation mark is wrong; the row is named.
        """
        if content.startswith(_OTHER_KINDS):
            raise NotATable(file=file)
        if b"\r" in content and b"\0" not in content:
            # In bytes this is several times faster than in a text with emoji; the outcome is one.
            content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        opened = decoded(content, file)
        encoding, notices = opened.encoding, list(opened.notices)
        text = opened.text
        if "\0" in text:
            notices.append(_nul_notice(text))
            text = text.replace("\0", "")
        text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        if not text or text.isspace():
            raise EmptyTable(file=file)
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        del opened, text  # a text with emoji takes four bytes a letter, its lines take one or two
        said = _SAYS_SO.fullmatch(lines[0])
        dialect = Dialect(said[1]) if said else detected(lines)
        skipped = 1 if said else 0
        rows = _records(lines[skipped:], dialect, file=file, first=1 + skipped, progress=progress)
        numbers = range(1 + skipped, len(rows) + 1 + skipped)
        if not dialect.quoted:
            notices.append(Notice(mark("Quotation marks were read as letters of the cells.")))
        return Sheet("", Grid(rows, numbers), encoding, dialect.delimiter, tuple(notices))


def _nul_notice(text: str) -> Notice:
    sentence = mark("NUL characters, which no text can hold, were taken out: {count}.")
    return Notice(sentence, (("count", text.count("\0")),))


def detected(lines: Sequence[str]) -> Dialect:
    """The dialect of a text, given its lines without their ends.

    Each separator reads the first rows. One that splits the first row wins, then one under which
    no quotation mark goes wrong, then the one that gives the most rows of the same width, then
    the most columns. A table of one column has the delimiter "".
    """
    scores: list[tuple[tuple[bool, bool, float, int], str]] = []
    # A title above the headings is not split by any separator, the lone heading neither.
    lone = is_usual_heading(lines[0].strip('"'))
    for delimiter in _DELIMITERS:
        widths, sound = _widths(lines, Dialect(delimiter))
        if not widths or (lone and widths[0] == 1):
            continue
        width, rows = Counter(widths).most_common(1)[0]
        if width > 1:
            scores.append(((widths[0] > 1, sound, rows / len(widths), width), delimiter))
    if not scores:
        return Dialect("")
    (_, sound, _, _), delimiter = max(scores, key=lambda score: score[0])
    if not sound and delimiter == "\t":
        widths, _ = _widths(lines, Dialect(delimiter, quoted=False))
        if len(set(widths)) == 1:
            return Dialect(delimiter, quoted=False)
    return Dialect(delimiter)


def _widths(lines: Sequence[str], dialect: Dialect) -> tuple[list[int], bool]:
    """The widths of the first filled rows, and whether no quotation mark went wrong in them."""
    widths: list[int] = []
    try:
        widths.extend(len(row) for row in islice(_reader(lines, dialect), _SAMPLED) if row)
    except csv.Error:
        return widths, False
    return widths, True


def _reader(lines: Sequence[str], dialect: Dialect) -> Iterator[list[str]]:
    # One column: NUL, which was taken out of the text, keeps every comma inside its cell.
    delimiter = dialect.delimiter or "\0"
    ended = map(add, lines, repeat("\n"))
    if dialect.quoted:
        return csv.reader(ended, delimiter=delimiter, strict=True)
    return csv.reader(ended, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)


def _records(
    lines: Sequence[str], dialect: Dialect, *, file: str, first: int, progress: Progress
) -> Sequence[list[str]]:
    rows: list[list[str]] = []
    reader = _reader(lines, dialect)
    more = True
    try:
        while more:
            before = len(rows)
            # What `extend` took before an error stays in the list, so its length names the row.
            rows.extend(islice(reader, _AT_ONCE))
            more = len(rows) > before
            progress.report(len(rows), max(len(lines), len(rows)), mark("Reading the rows"))
    except csv.Error as error:
        raise _refusal(str(error), file, first + len(rows)) from error
    return rows


def _refusal(message: str, file: str, row: int) -> StudyError:
    if "expected after" in message:
        return QuoteMisplaced(file=file, row=row)
    if "unexpected end" in message or "field larger" in message:
        return CellNeverEnds(file=file, row=row)
    return NotATable(file=file)
