"""The stretches one is likely to code: the sentence, the paragraph or the turn around a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from models.positions import Span, trimmed
from ui.reader.state import ReaderText

_SENTENCE_END = re.compile(r"[.!?…؟。]+[\"'”’)\]]*(?=\s+[^\sa-z])")
_WORD = re.compile(r"\S")

Unit = Callable[[ReaderText, int], Span | None]
"""Finds the stretch of its kind that holds a position of a text."""


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


def sentence(shown: ReaderText, position: int) -> Span | None:
    """The sentence at a position, without the name of the speaker before it."""
    words = paragraph(shown, position)
    return sentence_around(shown.text, max(position, words.start), words) if words else None


def paragraph(shown: ReaderText, position: int) -> Span | None:
    """The paragraph at a position, without the name of the speaker before it."""
    whole = paragraph_around(shown.text, position)
    mark = None if whole is None else shown.paragraph_at(whole.start)
    if whole is None or mark is None or not whole.start < mark.first_word < whole.end:
        return whole
    return trimmed(shown.text, Span(mark.first_word, whole.end)) or whole


def turn(shown: ReaderText, position: int) -> Span | None:
    """What one speaker says without a break around a position: from one speaker's mark to the next.

    The name of the speaker is no part of it. Where no speakers are known, it is the paragraph.
    """
    last = shown.number_at(position)
    if last is None:
        return paragraph(shown, position)
    marks = shown.paragraphs
    first = last
    while first and marks[first].speaker is None:
        first -= 1
    if marks[first].speaker is None:
        return paragraph(shown, position)
    following = takewhile(lambda mark: mark.speaker is None, marks[last + 1 :])
    end = max((mark.span.end for mark in following), default=marks[last].span.end)
    start = marks[first].first_word
    return trimmed(shown.text, Span(start, end)) if start < end else paragraph(shown, position)


def widened(shown: ReaderText, selected: Span, unit: Unit) -> Span:
    """The selection with one more unit behind it; where it cuts units, first these in full."""
    first = unit(shown, selected.start)
    last = unit(shown, selected.end - 1)
    whole = selected
    for each in (first, last):
        if each is not None and each.overlaps(selected):
            whole = whole.joined(each)
    if whole != selected:
        return whole
    word = _WORD.search(shown.text, selected.end)
    following = None if word is None else unit(shown, word.start())
    return selected if following is None else selected.joined(following)
