"""What the reader shows, as values: a text with its paragraphs, and its codings as highlights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from models.positions import Span
from ui.signs import IMPORTANT, MEMO

CODE_MIME = "application/x-runut-code"
"""A dragged code: its id in decimal digits."""
SPAN_MIME = "application/x-runut-span"
"""A dragged stretch of text: source id, start and end in decimal digits, parted by colons."""


@dataclass(frozen=True, slots=True)
class ParagraphMark:
    """A paragraph of the text: its 1-based number, its span without the line end.

    The rest stands beside it in the margin:
    `speaker` and `started_ms` (milliseconds from the start of the recording) are given where a
    turn begins, `page` where the source has pages. `words_start` is where the words of such a turn
    begin, behind the name of the speaker.
    """

    number: int
    span: Span
    page: int | None = None
    heading: bool = False
    speaker: str | None = None
    started_ms: int | None = None
    words_start: int | None = None

    @property
    def first_word(self) -> int:
        """Where its words begin."""
        return self.span.start if self.words_start is None else self.words_start


@dataclass(frozen=True, slots=True)
class ReaderText:
    """One source's text as the reader shows it; `key` is its trace key, such as `W03`.

    `paragraphs` are in the order of the text and do not overlap.
    """

    source_id: int
    key: str
    title: str
    text: str
    paragraphs: tuple[ParagraphMark, ...] = ()

    def paragraph_at(self, position: int) -> ParagraphMark | None:
        """The paragraph that holds `position`, or the last one that began before it."""
        index = self.number_at(position)
        return None if index is None else self.paragraphs[index]

    def number_at(self, position: int) -> int | None:
        """The place among `paragraphs` of the one that `paragraph_at` gives."""
        index = bisect_right(self.paragraphs, position, key=lambda mark: mark.span.start)
        return index - 1 if index else None

    def paragraph(self, number: int) -> ParagraphMark | None:
        """The paragraph with this number, or None."""
        index = bisect_right(self.paragraphs, number, key=lambda mark: mark.number)
        found = self.paragraphs[index - 1] if index else None
        return found if found is not None and found.number == number else None

    def reference(self, span: Span) -> str:
        """The trace key of a span: `W03:12`, or `W03:12–14` where it runs on."""
        first, last = self.paragraph_at(span.start), self.paragraph_at(span.end - 1)
        if first is None or last is None:
            return self.key
        if first.number == last.number:
            return f"{self.key}:{first.number}"
        return f"{self.key}:{first.number}–{last.number}"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A coding on the text: where it lies, and what stands for it.

    `id` is the coding's; `label` the code's name in full; `polarity` a symbol such as `+` or `-`,
    empty where none is set; `tooltip` the lines shown on hovering (code, coder, memo ...).
    `coder` and `memo` are empty where they are not known; `strength` is 1 to 3.
    """

    id: int
    span: Span
    colour: str
    label: str
    proposed: bool = False
    tooltip: str = ""
    polarity: str = ""
    coder: str = ""
    memo: str = ""
    important: bool = False
    strength: int | None = None

    @property
    def signs(self) -> str:
        """Its name with the signs that stand for what else is decided: `★ Name (+)`."""
        star = f"{IMPORTANT} " if self.important else ""
        sign = f" ({self.polarity})" if self.polarity else ""
        memo = f" {MEMO}" if self.memo else ""
        return f"{star}{self.label}{sign}{memo}"


def told(highlights: Iterable[Highlight]) -> str:
    """All that is known of some codings, as a tooltip shows it."""
    said = "\n\n".join(each.tooltip for each in highlights)
    return escape(said).replace("\n", "<br>")


def clock(milliseconds: int) -> str:
    """A time in a recording as hours, minutes and seconds; hours only where there are any.

    >>> clock(3_723_400), clock(65_000)
    ('1:02:03', '1:05')
    """
    seconds = milliseconds // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def packed_span(source_id: int, span: Span) -> bytes:
    """The span as it is dragged."""
    return f"{source_id}:{span.start}:{span.end}".encode()


def unpacked_span(payload: bytes) -> tuple[int, Span] | None:
    """The source id and span of a dragged payload; None where it is not one of ours."""
    parts = payload.split(b":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    source_id, start, end = (int(part) for part in parts)
    return (source_id, Span(start, end)) if start < end else None


def unpacked_code(payload: bytes) -> int | None:
    """The code id of a dragged payload; None where it is not one of ours."""
    return int(payload) if payload.isdigit() else None
