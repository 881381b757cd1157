"""Splits a text into sentences without changing it, by rules for Indonesian and English writing.

A sentence ends at `.`, `!` or `?` before white space, and at a line end. It does not end after an
abbreviation (`Dr.`, `S.Sos.`, `No. 144`, `dkk.`), an initial, the number of a list item, inside
brackets, or before a small letter that follows a closing quotation mark (`“Siap.” ujarnya`). Emoji
after the end belong to the sentence that ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.positions import Span, trimmed

_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_QUOTES: Final = "\"'\u201d\u2019\u00bb"
_CLOSERS: Final = rf"[{_QUOTES})\]]*"
_EMOJI: Final = (
    "[\u203c\u2049\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2b05-\u2b55"
    "\U0001f000-\U0001faff]"
)
_MARK: Final = re.compile(
    rf"(?P<mark>[.!?\u2026]+){_CLOSERS}(?=\s|$|{_EMOJI})"
    rf"|(?P<full>[\u3002\uff01\uff1f]+){_CLOSERS}"
    r"|(?<=[a-z]{3})(?P<tight>[.!?]+)(?=[A-Z][a-z])"
)
_TAIL: Final = re.compile(
    rf"(?:[^\S\n]*{_EMOJI}[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    r"[.!?]*)*"
)
_BRACKETS: Final = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_NEXT: Final = re.compile(r"[\s\"'\u201c\u2018\u00ab]*")
_LIST_NUMBER: Final = re.compile(r"[\s(]*(?:\d{1,3}|[a-z])", re.IGNORECASE)
_DOTTED: Final = re.compile(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,5}")
_LOOK_BACK: Final = 24
_BEFORE_NAMES: Final = frozenset(
    "dr drg drh ir h hj prof drs dra tn ny sdr sdri kh ust st mr mrs ms jl jln gg kel kec kab prov"
    " yth bpk cf vs jend kol letjen mayjen brigjen kompol dept e.g i.e a.n u.b u.p c.q d.a".split()
)
_BEFORE_NUMBERS: Final = frozenset(
    "no nos nmr hlm hal vol fig gbr pp p ps psl rt rw tab tbl ed jil jld bab rp idr usd us tgl thn"
    " telp tlp fax hp ayat sec ch".split()
)
_AFTER_LISTS: Final = frozenset("dkk dll dsb dst tsb etc al ltd inc corp jr sr".split())


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """The sentences of `text`, or of the part of it at `span`: in order, disjoint, trimmed.

    Together they hold every character that is no white space.

    >>> text = "Pergub No. 144 Tahun 2019. Dr. Budi, S.Sos., setuju! 👍 Lanjut"
    >>> [s.of(text) for s in sentences(text)]
    ['Pergub No. 144 Tahun 2019.', 'Dr. Budi, S.Sos., setuju! 👍', 'Lanjut']
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    found: list[Span] = []
    for line in _LINE.finditer(text, start, end):
        for piece in _of_line(text, line.start(), line.end()):
            sentence = trimmed(text, piece)
            if sentence:
                found.append(sentence)
    return found


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    brackets: list[Span] | None = None
    for mark in _MARK.finditer(text, start, end):
        if mark.start() < start:
            continue
        if brackets is None:
            brackets = [Span(*found.span()) for found in _BRACKETS.finditer(text, start, end)]
        if _goes_on(text, start, end, mark) or _inside(brackets, mark):
            continue
        tail = _TAIL.match(text, mark.end(), end)
        stop = tail.end() if tail else mark.end()
        yield Span(start, stop)
        start = stop
    if start < end:
        yield Span(start, end)


def _inside(brackets: list[Span], mark: re.Match[str]) -> bool:
    """Whether brackets that opened before the mark close only after it."""
    while brackets and brackets[0].end <= mark.start():
        brackets.pop(0)
    return bool(brackets) and brackets[0].start < mark.start() and mark.end() < brackets[0].end


def _goes_on(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` goes on after the mark."""
    after = _NEXT.match(text, mark.end(), end)
    following = text[after.end() : after.end() + 1] if after and after.end() < end else ""
    if mark["tight"]:
        return _DOTTED.fullmatch(_word_before(text, start, mark.start())) is not None
    if not following or mark["full"]:
        return False
    closed = text[mark.end() - 1] in _QUOTES + ")]"
    if closed and following.islower():
        return True
    written = mark["mark"]
    if written.startswith(("..", "\u2026")) and not set(written) & set("!?"):
        return not following.isupper() and following.isalpha()
    return written == "." and not closed and _abbreviated(text, start, mark.start(), following)


def _word_before(text: str, start: int, end: int) -> str:
    pieces = text[max(start, end - _LOOK_BACK) : end].split()
    return pieces[-1].lstrip("(['\"\u201c\u2018") if pieces else ""


def _abbreviated(text: str, start: int, end: int, following: str) -> bool:
    """Whether the full stop at `end` belongs to an abbreviation, an initial or a list number."""
    word = _word_before(text, start, end)
    if text[end - 1 : end].isspace():
        return False
    if end - start <= _LOOK_BACK and _LIST_NUMBER.fullmatch(text, start, end):
        return True
    if len(word) == 1 and word.isupper():
        return True
    small = word.lower()
    if small in _BEFORE_NAMES or _DOTTED.fullmatch(word):
        return True
    if small in _BEFORE_NUMBERS:
        return following.isdigit()
    return small in _AFTER_LISTS and not following.isupper()
