"""A file's text as the readers hand it on: lines, of which some are headings or know their page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.positions import Span
from qda.i18n import mark
from qda.importers.draft import Notice, ParagraphDraft, TurnDraft
from qda.importers.paragraphs import paragraph_spans
from qda.importers.tables.raw import damaged, plain


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, without its line end; `page` is 1-based."""

    text: str
    page: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """The final text of a source and where its paragraphs are.

    `turns` are filled by readers whose format itself says who speaks; `spoken` tells that the
    file is the record of a talk even where nobody is named.
    """

    text: str
    paragraphs: tuple[ParagraphDraft, ...]
    notices: tuple[Notice, ...] = ()
    turns: tuple[TurnDraft, ...] = ()
    spoken: bool = False


def body_of_text(text: str, notices: Sequence[Notice] = ()) -> Body:
    """The body of a text that is kept as it stands, but for what no store can hold."""
    final, damage = storable(text)
    paragraphs = tuple(ParagraphDraft(span) for span in paragraph_spans(final))
    return Body(final, paragraphs, (*notices, *damage))


def body_of_lines(lines: Iterable[Line], notices: Sequence[Notice] = ()) -> Body:
    """The body made of lines in reading order, joined by LF.

    A line that holds line breaks counts as several; its page and heading hold for each of them.
    """
    final: list[Line] = []
    damage: tuple[Notice, ...] = ()
    for line in lines:
        text, found = storable(line.text)
        damage = damage or found
        final += [Line(part, line.page, line.heading) for part in text.split("\n")]
    text = "\n".join(line.text for line in final)
    return Body(text, _placed(final), (*notices, *damage))


def storable(text: str) -> tuple[str, tuple[Notice, ...]]:
    """The text with LF line ends, without NUL and half surrogate pairs, and what was told of it."""
    if not damaged(text):
        return plain(text), ()
    notice = Notice(mark("Characters that are not text (NUL or half of a pair) were taken out."))
    return plain(text), (notice,)


def _placed(lines: Sequence[Line]) -> tuple[ParagraphDraft, ...]:
    placed: list[ParagraphDraft] = []
    start = 0
    for line in lines:
        end = start + len(line.text)
        if line.text and not line.text.isspace():
            placed.append(ParagraphDraft(Span(start, end), line.page, line.heading))
        start = end + 1
    return tuple(placed)
