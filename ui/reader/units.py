"""The stretches one is likely to code: the sentence or the paragraph around a place."""

from __future__ import annotations

import re

from models.positions import Span, trimmed

_SENTENCE_END = re.compile(r"[.!?…؟。]+[\"'”’)\]]*(?=\s+[^\sa-z])")


def sentence_around(text: str, position: int, within: Span) -> Span | None:
    """The sentence of `within` that holds `position`, without white space at its edges.

    A full stop ends a sentence where white space and no small letter follow, so that `Rp 3.000`
    and `dll. yang` do not. None where there are no words.
    """
    words = within.of(text)
    start = 0
    for found in _SENTENCE_END.finditer(words):
        if within.start + found.end() > position:
            return trimmed(text, Span(within.start + start, within.start + found.end()))
        start = found.end()
    return trimmed(text, Span(within.start + start, within.end)) if start < len(words) else None


def paragraph_around(text: str, position: int) -> Span | None:
    """The line of `text` that holds `position`, without white space at its edges."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    return trimmed(text, Span(start, end)) if start < end else None
