"""Finds what a memo names: places (`W03:12`), codes (`vmvh1975:VMH2.1`) and `[[names]]`.

A place is a trace key, with a paragraph or several (`W03:12–14`) or without. A code is written as
its id with its framework. Anything else that has a name (a case, a memo, a code of one's own, a
source) is named in double square brackets. Whether a thing of that name exists is not known here:
see `qda.retrieval.memo_links`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.positions import Span

_EDGE_BEFORE: Final = r"(?<![\w:.\-/@])"
_PLACE: Final = (
    r"(?P<key>[A-Z]\d{2,}(?:-\d+)?)"
    r"(?::(?P<first>[1-9]\d{0,6})(?:[–-](?P<last>[1-9]\d{0,6}))?)?(?![\w:])(?!-\d)"
)
_CODE: Final = r"(?P<code>[a-z][a-z0-9_]*:[A-Za-z][A-Za-z0-9_]*(?:[.\-][A-Za-z0-9_]+)*)(?![\w:/])"
_NAME: Final = r"\[\[(?P<name>[^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\]"
_LINK: Final = re.compile(f"{_NAME}|{_EDGE_BEFORE}(?:{_PLACE}|{_CODE})", re.ASCII)
_UNNAMEABLE: Final = re.compile(r"[\[\]\n]")
_WHOLE_PLACE: Final = re.compile(_PLACE, re.ASCII)


class LinkForm(StrEnum):
    """How a thing is named."""

    PLACE = "place"
    CODE = "code"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A thing that is named in a text: where, in which form, and by what.

    `name` is the trace key without its paragraphs, the code's id, or what stands in the brackets;
    `first` and `last` are the paragraphs of a place, None where none are named.
    """

    span: Span
    form: LinkForm
    name: str
    first: int | None = None
    last: int | None = None


def written_links(text: str) -> tuple[WrittenLink, ...]:
    """Everything that a text names, in the order of the text; no two overlap.

    >>> [(link.form.value, link.name, link.first) for link in written_links("W03:12, [[Bu Sri]]")]
    [('place', 'W03', 12), ('name', 'Bu Sri', None)]
    """
    return tuple(_link(found) for found in _LINK.finditer(text))


def _link(found: re.Match[str]) -> WrittenLink:
    span = Span(*found.span())
    if found["name"] is not None:
        return _bracketed(span, found["name"].strip())
    if found["code"] is not None:
        return WrittenLink(span, LinkForm.CODE, found["code"])
    return _place(span, found)


def _bracketed(span: Span, name: str) -> WrittenLink:
    """A trace key in brackets is a place all the same."""
    place = _WHOLE_PLACE.fullmatch(name)
    return WrittenLink(span, LinkForm.NAME, name) if place is None else _place(span, place)


def _place(span: Span, found: re.Match[str]) -> WrittenLink:
    first = None if found["first"] is None else int(found["first"])
    last = first if found["last"] is None else int(found["last"])
    if first is not None and last is not None and last < first:
        first, last = last, first
    return WrittenLink(span, LinkForm.PLACE, found["key"], first, last)


def link_at(links: tuple[WrittenLink, ...], position: int) -> WrittenLink | None:
    """The link that a caret at `position` touches, or None."""
    return next((link for link in links if link.span.start <= position <= link.span.end), None)


def bracketed(name: str) -> str:
    """A name as it is written in a memo to be a link.

    Brackets and line ends of its own become spaces, since they would end the link too early.

    >>> bracketed("Bu Sri")
    '[[Bu Sri]]'
    """
    return f"[[{_plain(name)}]]"


def comparable(name: str) -> str:
    """A name so that it can be compared with what stands in brackets, whatever its case."""
    return _plain(name).casefold()


def _plain(name: str) -> str:
    return " ".join(_UNNAMEABLE.sub(" ", name).split())
