"""Places the paragraphs of a text: every line that holds a character to see is one."""

from __future__ import annotations

from models.positions import Span


def paragraph_spans(text: str) -> tuple[Span, ...]:
    r"""The spans of the non-blank lines of `text`, in order, each without its line end.

    Only LF ends a line; form feeds and Unicode line separators stay inside one, so that a
    paragraph is the same thing here, in the store and in the window. White space at the edges of
    a line belongs to its paragraph.

    >>> paragraph_spans("Satu\n\n  dua")
    (Span(start=0, end=4), Span(start=6, end=11))
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            spans.append(Span(start, end))
        start = end + 1
    return tuple(spans)
