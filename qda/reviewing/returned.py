"""Reads a review that came back, as a workbook or a Word document, wherever its rows now stand.

Columns are found by their headings in either language, rows by their names; what was inserted
beside them does no harm. Files are opened as guardedly as those that are imported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.vocabulary import Verdict
from qda.i18n import LANGUAGES, Speech, mark
from qda.importers.draft import OriginalFile
from qda.importers.package import Package
from qda.importers.tables.workbook import WorkbookReader
from qda.importers.xml_part import xml_root
from qda.jobs.progress import Progress, Silent
from qda.reviewing.errors import NotAReview
from qda.reviewing.names import ItemName, named
from qda.reviewing.sheet import VERDICTS

if TYPE_CHECKING:
    from lxml.etree import _Element

IDENTIFIER: Final = mark("Identifier")
CHECK: Final = mark("Check")
VERDICT: Final = mark("Verdict")
COMMENT: Final = mark("Comment")
_NEEDED: Final = (IDENTIFIER, CHECK, VERDICT, COMMENT)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD_ROWS: Final = 60
"""How far down the headings are looked for."""

_BREAKS: Final = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """What was said of one cell or coding; `unclear` is a verdict in words of the reviewer's own.

    What is unclear stands before the comment, so that nothing of it is lost.
    """

    name: ItemName
    verdict: Verdict | None
    comment: str
    unclear: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self.verdict is None and not self.comment


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """The rows that say something, once each, and how many rows had names that were damaged.

    `disagreeing` counts rows that stood twice with different verdicts: the first is taken, and the
    other one is told in the comment.
    """

    file: str
    rows: tuple[ReturnedRow, ...]
    names: tuple[ItemName, ...]
    damaged: int = 0
    disagreeing: int = 0


def read_returned(
    content: bytes,
    file: str,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> ReturnedFile:
    """What a file holds that came back.

    Raises:
        NotAReview: no table of it has the columns of a review.
        NotAWorkbook, WorkbookEncrypted, WorkbookHostile, LegacyWorkbook: see `package_check`.
        Damaged, PasswordNeeded, Hostile: a Word document that cannot be trusted.
    """
    if file.casefold().endswith(".docx"):
        tables: Iterable[Sequence[Sequence[str]]] = _word_tables(content, file)
    else:
        sheets = WorkbookReader().sheets(content, file, progress)
        tables = [sheet.grid.rows for sheet in sheets]
    found: list[tuple[ItemName, str, str]] = []
    damaged = 0
    is_review = False
    for table in tables:
        columns, rest = _headed(table)
        if not columns:
            continue
        is_review = True
        for row in rest:
            name = _name(row, columns)
            if name is not None:
                found.append((name, _at(row, columns[VERDICT]), _at(row, columns[COMMENT])))
            elif _at(row, columns[IDENTIFIER]) or _at(row, columns[COMMENT]):
                damaged += 1
    if not is_review:
        raise NotAReview(file=file)
    rows, disagreeing = _merged(found)
    names = tuple(dict.fromkeys(name for name, _, _ in found))
    return ReturnedFile(file, tuple(row for row in rows if not row.is_empty), names, damaged,
                        disagreeing)  # fmt: skip


def _headed(
    table: Sequence[Sequence[str]],
) -> tuple[Mapping[str, int], Sequence[Sequence[str]]]:
    """The columns of a review by their headings, and the rows below; no columns in other tables."""
    words = {Speech(language)(key).casefold(): key for key in _NEEDED for language in LANGUAGES}
    for nth, row in enumerate(table[:_HEAD_ROWS]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            key = words.get(" ".join(cell.split()).casefold())
            if key:
                columns.setdefault(key, at)
        if len(columns) == len(_NEEDED):
            return columns, table[nth + 1 :]
    return {}, ()


def _at(row: Sequence[str], column: int) -> str:
    return _clean(row[column]) if column < len(row) else ""


def _clean(text: str) -> str:
    """The text with plain line breaks and without control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def _name(row: Sequence[str], columns: Mapping[str, int]) -> ItemName | None:
    written = "".join(_at(row, columns[IDENTIFIER]).split())
    return named(written, "".join(_at(row, columns[CHECK]).split()))


def _merged(
    found: Sequence[tuple[ItemName, str, str]],
) -> tuple[list[ReturnedRow], int]:
    """The rows once each: what is said of a thing in several rows is put together."""
    verdicts: dict[ItemName, Verdict] = {}
    comments: dict[ItemName, dict[str, None]] = {}
    unclear: dict[ItemName, str] = {}
    disagreeing = 0
    for name, word, comment in found:
        said = comments.setdefault(name, {})
        verdict = verdict_of(word)
        if verdict is None and word.strip("–- "):
            unclear[name] = word
            said.setdefault(word)
        elif verdict is not None and verdicts.setdefault(name, verdict) is not verdict:
            disagreeing += 1
            said.setdefault(word)
        if comment:
            said.setdefault(comment)
    rows = [
        ReturnedRow(name, verdicts.get(name), "\n".join(said), unclear.get(name, ""))
        for name, said in comments.items()
    ]
    return rows, disagreeing


def verdict_of(word: str) -> Verdict | None:
    """The verdict that a word means in either language; None where it means none.

    >>> verdict_of(" Agree. ")
    <Verdict.AGREED: 'agreed'>
    """
    plain = word.strip().strip(".!–- ").casefold()
    for verdict, key in VERDICTS.items():
        known = {verdict.value, *(Speech(language)(key).casefold() for language in LANGUAGES)}
        if plain in known:
            return verdict
    return None


def _word_tables(content: bytes, file: str) -> Iterator[list[list[str]]]:
    package = Package(OriginalFile(file, content, ""), "Word")
    part = "word/document.xml"
    root = xml_root(package.part(part), file=file, format_name="Word", part=part)
    for table in root.iter(f"{_W}tbl"):
        yield [[_cell_text(cell) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]


def _cell_text(cell: _Element) -> str:
    """The words of a cell, without those that ask to choose something."""
    asking = {
        words
        for box in cell.iter(f"{_W}sdt")
        if box.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
        for words in box.iter(f"{_W}t")
    }
    told: list[str] = []
    for each in cell.iter():
        if each.tag == f"{_W}p" and told:
            told.append("\n")
        elif each.tag == f"{_W}t" and each not in asking:
            told.append(each.text or "")
        elif each.tag in _BREAKS and not str(each.getparent().tag).endswith("tabs"):  # type: ignore[union-attr]
            told.append(_BREAKS[str(each.tag)])
    return "".join(told)
