"""Joins the lines of a PDF to paragraphs and makes divided words whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from qda.importers.body import Line
from qda.importers.pdf_columns import Column
from qda.importers.pdf_lines import PdfLine

_LEADING: Final = 1.35
_INDENT: Final = 8.0
_CELL_GAP: Final = 3.0
_HYPHENS: Final = "-\u2010\u00ad"
_END: Final = re.compile(r"[.?!:;…][\"”’')\]]*$")
_ITEM: Final = re.compile(r"(?:[•▪●◦*–-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][\w .()/-]{0,39}?)\s?:(?:\s|$)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT_WORD: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_RIGHT_WORD: Final = re.compile(r"^([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Words:
    """How often each word of the document stands inside a line, whole or with a hyphen."""

    counts: Counter[str]

    @classmethod
    def of(cls, columns: Iterable[Column]) -> _Words:
        counts: Counter[str] = Counter()
        for column in columns:
            for line in column.lines:
                counts.update(word.lower() for word in _WORD.findall(line.text))
        return cls(counts)


@dataclass(slots=True)
class _Paragraph:
    page: int
    text: str
    size: float
    last: PdfLine
    first: PdfLine
    lines: int = 1
    is_row: bool = False


@dataclass(slots=True)
class _Builder:
    """The paragraphs so far, and what is usual in this document."""

    words: _Words
    labels: frozenset[str]
    size: float
    done: list[_Paragraph] = field(default_factory=list)

    def start(self, line: PdfLine, page: int) -> None:
        self.done.append(_Paragraph(page, line.text, line.size, line, line))

    def add_beside(self, line: PdfLine) -> None:
        """Add what stands at the same height: far off it is the next cell of a table's row."""
        now = self.done[-1]
        is_cell = line.left - now.last.right > _CELL_GAP * line.size
        now.text += ("\t" if is_cell else " ") + line.text
        now.is_row = now.is_row or is_cell
        now.last = line

    def go_on(self, line: PdfLine) -> None:
        now = self.done[-1]
        now.text = joined(now.text, line.text, self.words.counts)
        now.last = line
        now.lines += 1


def paragraphs_of(pages: Sequence[Sequence[Column]]) -> list[Line]:
    """The paragraphs of a document, each with the page (1-based) on which it begins.

    A paragraph ends where the gap to the next line is wider than usual, the next line is
    indented, its letters change size, a list item or a speaker's label begins, or the last line
    is short and finished. Over the end of a column or page it goes on where the last line is not
    finished.
    """
    columns = [column for page in pages for column in page]
    sizes = [line.size for column in columns for line in column.lines]
    if not sizes:
        return []
    builder = _Builder(_Words.of(columns), _labels(columns), median(sizes))
    for column in columns:
        _read_column(builder, column)
    return [
        Line(paragraph.text, paragraph.page, heading=_is_heading(paragraph, builder.size))
        for paragraph in builder.done
    ]


def joined(left: str, right: str, counts: Counter[str]) -> str:
    """Two lines as one: a space between them, or a divided word made whole.

    A hyphen at the line's end stays where the two halves are a doubled word (`ide-ide`), where
    the next line begins with a capital or a figure, and where the document writes the word with
    its hyphen elsewhere; otherwise it goes.

    >>> joined("imple-", "mentasi", Counter()), joined("ide-", "ide baru", Counter())
    ('implementasi', 'ide-ide baru')
    """
    if not left or left[-1] not in _HYPHENS:
        return f"{left} {right}"
    before, after = _LEFT_WORD.search(left), _RIGHT_WORD.match(right)
    if before is None or after is None:
        # "2014-" and "2019", or a dash that stands alone.
        return left + right if left[-2:-1].isalnum() and right[:1].isalnum() else f"{left} {right}"
    if left[-1] == "\u00ad":
        return left[:-1] + right
    whole, hyphened = f"{before[1]}{after[1]}".lower(), f"{before[1]}-{after[1]}".lower()
    if counts[hyphened] > counts[whole]:
        return left[:-1] + "-" + right
    keeps = not after[1][0].islower() or _is_doubled(before[1].lower(), after[1].lower())
    if keeps and not counts[whole]:
        return left[:-1] + "-" + right
    return left[:-1] + right


def _is_doubled(left: str, right: str) -> bool:
    """Whether two halves are an Indonesian doubling: anak-anak, buku-bukunya, berlari-lari."""
    if len(left) < 3 or len(right) < 3:
        return left == right
    return right.startswith(left) or left.endswith(right) or left[-4:] == right[:4]


def _labels(columns: Iterable[Column]) -> frozenset[str]:
    """Words before a colon that open at least three lines, as speakers' labels do."""
    counts: Counter[str] = Counter()
    for column in columns:
        for line in column.lines:
            if match := _LABEL.match(line.text):
                counts[match["label"]] += 1
    return frozenset(label for label, count in counts.items() if count >= 3)


def _read_column(builder: _Builder, column: Column) -> None:
    gaps = [
        above.middle - below.middle
        for above, below in zip(column.lines, column.lines[1:], strict=False)
        if above.middle > below.middle
    ]
    tight = [gap for gap in gaps if gap < 3 * builder.size]
    usual = sorted(tight)[len(tight) // 4] if tight else 1.2 * builder.size
    before: PdfLine | None = None
    for line in column.lines:
        if not builder.done:
            builder.start(line, column.page)
        elif before is None:
            follows = _goes_on_over_the_edge(builder, line)
            builder.go_on(line) if follows else builder.start(line, column.page)
        elif _is_same_row(before, line):
            builder.add_beside(line)
        elif _starts_new(builder, before, line, column=column, usual=usual):
            builder.start(line, column.page)
        else:
            builder.go_on(line)
        before = line


def _is_same_row(before: PdfLine, line: PdfLine) -> bool:
    return abs(before.middle - line.middle) <= 0.4 * min(before.size, line.size)


def _starts_new(
    builder: _Builder, before: PdfLine, line: PdfLine, *, column: Column, usual: float
) -> bool:
    gap = before.middle - line.middle
    if gap > _LEADING * usual or gap < 0 or abs(before.size - line.size) > 0.2 * builder.size:
        return True
    if builder.done[-1].is_row or _opens(line, builder.labels):
        return True
    indented = line.left - before.left
    if _INDENT < indented < 80 and line.left - column.left > _INDENT:
        # The second line of a hanging item is indented too, but its paragraph has just begun.
        return builder.done[-1].lines > 1 or _is_finished(before)
    is_short = before.right < column.right - 0.15 * (column.right - column.left)
    return is_short and _is_finished(before)


def _goes_on_over_the_edge(builder: _Builder, line: PdfLine) -> bool:
    last = builder.done[-1]
    if abs(last.last.size - line.size) > 0.1 * builder.size or _opens(line, builder.labels):
        return False
    if last.text[-1] in _HYPHENS or line.text[0].islower():
        return last.text[-1] not in ".?!" or line.text[0].islower()
    # A heading at the foot of a page is no unfinished sentence.
    return last.lines > 1 and not last.is_row and not _is_finished(last.last)


def _opens(line: PdfLine, labels: frozenset[str]) -> bool:
    label = _LABEL.match(line.text)
    return _ITEM.match(line.text) is not None or (label is not None and label["label"] in labels)


def _is_finished(line: PdfLine) -> bool:
    return _END.search(line.text) is not None


def _is_heading(paragraph: _Paragraph, usual: float) -> bool:
    is_larger = paragraph.size > 1.15 * usual
    return is_larger and paragraph.lines <= 3 and len(paragraph.text) < 200
