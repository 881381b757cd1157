"""Recognises the shapes in which transcripts write who speaks, one line at a time.

A shape alone proves nothing ("Catatan: ..." looks like a label too); `label_evidence` weighs what
is found here over the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from qda.importers.draft import ParagraphDraft

_TIME: Final = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_STAMP: Final = (
    rf"[\[(<#]?[ \t]*(?P<from>{_TIME})(?:[ \t]*(?:-->|[-–—])[ \t]*(?P<to>{_TIME}))?[ \t]*[\])>#]?"
)
_STAMP_LINE: Final = re.compile(rf"\s*{_STAMP}\s*")
_BEFORE: Final = rf"\s*(?:{_STAMP}\s+)?(?:\d{{1,3}}[.)][ \t]+)?"
_NUMBER: Final = r"(?:\d{1,3}[ \t]+(?=[^\W\d_]))?"
_ROLE: Final = r"(?:[ \t]*\((?P<role>[^()\n]{1,40})\))?"
_AFTER: Final = rf"(?:[ \t]*[\[(](?P<at>{_TIME})[\])])?"
_COLON: Final = re.compile(
    rf"{_BEFORE}{_NUMBER}(?P<label>[^\W_][^:：\n\t?!;\"“”«»…()\[\]*<>=]{{0,59}}?){_ROLE}{_AFTER}"
    rf"[ \t]*[:：](?!//)(?:\s*[\[(](?P<in>{_TIME})[\])])?(?P<rest>(?=\s|$|[^\s\d/]).*)"
)
_BOLD: Final = re.compile(
    rf"{_BEFORE}(?:\*\*|__)(?P<label>[^\W_][^:*\n]{{0,79}}?)[ \t]*(?::[ \t]*(?:\*\*|__)|(?:\*\*|__)"
    rf"{_ROLE}[ \t]*:)(?P<rest>.*)"
)
_BRACKET: Final = re.compile(r"\s*\[(?P<label>[^\W\d_][^\[\]:\n]{0,30})\]:?(?P<rest>[ \t]+\S.*)")
_CLOCK: Final = re.compile(
    rf"\s*{_NUMBER}(?P<label>[^\W\d_][^:\n\t?!;,]{{0,59}}?){_ROLE}"
    rf"[ \t]+[\[(]?(?P<at>{_TIME})[\])]?\s*"
)
_TABBED: Final = re.compile(
    r"[ ]*(?:\d{1,3}[.)]?\t)?(?P<label>[^\W_][^:\n\t?!;,]{0,39}?)[ ]*\t(?P<rest>[ ]*[^\s:].*)"
)
_LOOKED_AT: Final = 240
_SPACES: Final = re.compile(r"\s+")
_DIGIT_GAP: Final = re.compile(r"\s+(?=\d+$)")


class Style(StrEnum):
    """How a transcript writes its labels; one transcript keeps to one of them."""

    BOLD = "bold"
    COLON = "colon"
    CLOCK = "clock"
    BRACKET = "bracket"
    TAB = "tab"


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible label at the start of a paragraph.

    `paragraph` is its 0-based index; `start` is where the turn would begin (a line that holds
    only the time stamp belongs to it); `words` is the position after the label; `role` what stood
    in parentheses; `key` the label as it is compared. Times are milliseconds.
    """

    paragraph: int
    style: Style
    label: str
    key: str
    start: int
    words: int
    rest: str
    role: str = ""
    started_ms: int | None = None
    ended_ms: int | None = None


@dataclass(frozen=True, slots=True)
class _Stamp:
    start: int
    started_ms: int | None
    ended_ms: int | None


def label_key(label: str) -> str:
    """A label as it is compared with others: "Interviewer 1" and "interviewer1" are one."""
    return _DIGIT_GAP.sub("", _SPACES.sub(" ", label).strip().rstrip(".").casefold())


def milliseconds(time: str | None) -> int | None:
    """A time stamp such as 01:02 or 1:02:03.5 in milliseconds; None for None.

    >>> milliseconds("00:01:02.500")
    62500
    """
    if time is None:
        return None
    whole, _, fraction = time.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + (int(fraction.ljust(3, "0")) if fraction else 0)


def found_marks(text: str, paragraphs: Sequence[ParagraphDraft]) -> tuple[Mark, ...]:
    """Every possible label of the text, each in the first style that fits its line."""
    marks: list[Mark] = []
    stamp: _Stamp | None = None
    for index, paragraph in enumerate(paragraphs):
        line = paragraph.span.of(text)
        if (alone := _STAMP_LINE.fullmatch(line[:60])) and len(line) <= 60:
            times = milliseconds(alone["from"]), milliseconds(alone["to"])
            stamp = _Stamp(paragraph.span.start, *times)
            continue
        found = None if paragraph.heading and stamp is None else _mark(line, index, paragraph)
        if found is not None:
            marks.append(_stamped(found, stamp))
        stamp = None
    return tuple(marks)


def label_before_colon(line: str) -> tuple[str, str, str] | None:
    """The label, the role in parentheses and the words of a line `Name (Role): words`; or None."""
    match = _COLON.fullmatch(line[:_LOOKED_AT])
    if match is None:
        return None
    label = _SPACES.sub(" ", match["label"]).strip()
    return label, (match["role"] or "").strip(), line[match.start("rest") :].strip()


def is_time_stamp(line: str) -> bool:
    """Whether a line holds a time stamp, or two with a dash, and nothing else."""
    return len(line) <= 60 and _STAMP_LINE.fullmatch(line) is not None


def _mark(line: str, index: int, paragraph: ParagraphDraft) -> Mark | None:
    # Labels stand at the front: looking further would cost time and find only sentences.
    edge = len(line) - len(line.lstrip())
    head = line[edge : edge + _LOOKED_AT]
    for style, pattern in _PATTERNS:
        match = pattern.fullmatch(head)
        if match is None or (style is Style.CLOCK and len(line) > _LOOKED_AT):
            continue
        groups = match.groupdict()
        has_rest = groups.get("rest") is not None
        words = edge + (match.start("rest") if has_rest else len(head))
        label = _SPACES.sub(" ", match["label"]).strip()
        at = groups.get("from") or groups.get("at") or groups.get("in")
        return Mark(
            paragraph=index,
            style=style,
            label=label,
            key=label_key(label),
            start=paragraph.span.start + edge,
            words=paragraph.span.start + words,
            rest=line[words:].strip() if has_rest else "",
            role=(groups.get("role") or "").strip(),
            started_ms=milliseconds(at),
            ended_ms=milliseconds(groups.get("to")),
        )
    return None


def _stamped(mark: Mark, stamp: _Stamp | None) -> Mark:
    if stamp is None:
        return mark
    return replace(mark, start=stamp.start, started_ms=stamp.started_ms, ended_ms=stamp.ended_ms)


_PATTERNS: Final = (
    (Style.BOLD, _BOLD),
    (Style.CLOCK, _CLOCK),
    (Style.COLON, _COLON),
    (Style.BRACKET, _BRACKET),
    (Style.TAB, _TABBED),
)
