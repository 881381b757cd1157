"""Spans of text: code points, half-open, with the small algebra that coding needs.

A position is the number of code points before it, as Python counts a `str`; never UTF-16 units
and never bytes. `Span(3, 7)` holds the characters 3, 4, 5 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import Refused


class SpanOutOfOrder(Refused):
    """A span ends before it starts, starts before the text, or holds nothing."""

    en = "The span {start}:{end} is not a stretch of text. Give a start before an end."
    id = "Rentang {start}:{end} bukan potongan teks. Berikan awal yang mendahului akhir."


class SpanBeyondText(Refused):
    """A span reaches past the last character."""

    en = "The span {start}:{end} reaches beyond the text, which has {length} characters."
    id = "Rentang {start}:{end} melewati teks, yang panjangnya {length} karakter."


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source's text: `start` is in it, `end` is not.

    Raises:
        SpanOutOfOrder: `start` is negative, or `end` is not after `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise SpanOutOfOrder(start=self.start, end=self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character; touching spans do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: Span) -> Span | None:
        """The characters both hold, or None where they hold none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def joined(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def checked(self, length: int) -> Span:
        """This span, once it is sure to lie in a text of `length` code points.

        Raises:
            SpanBeyondText: it does not.
        """
        if self.end > length:
            raise SpanBeyondText(start=self.start, end=self.end, length=length)
        return self

    def of(self, text: str) -> str:
        """The words of `text` at this span: the quote."""
        return text[self.start : self.end]


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its edges, or None where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None
