"""Takes running heads and feet, page numbers and numbers in the margin off the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.pdf_lines import Page, PdfLine

_EDGE: Final = 0.13
_SAME_HEIGHT: Final = 6.0
_LEAST_MARGIN_NUMBERS: Final = 5
_DIGITS: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"[ivxlc]{1,7}")
_NUMBER: Final = re.compile(r"\d{1,4}")
_PAGE_NUMBER: Final = re.compile(
    r"(?:(?:page|halaman|hal\.?|hlm\.?|p\.)\s*)?[-–—|(\[]?\s*(?P<n>\d{1,4})\s*"
    r"(?:(?:/|of|dari)\s*\d{1,4})?\s*[-–—|)\]]?",
    re.IGNORECASE,
)


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], list[Notice]]:
    """The pages without what repeats at their edges, and notices that count what went.

    A line at the upper or lower edge goes when the same words (numbers aside) stand at the same
    height on several pages, or when it is a number that counts the pages. Numbers left or right
    of the text go when they count lines or paragraphs upwards.
    """
    counted = _without_margin_numbers(pages)
    numbered = sum(len(before.lines) - len(after.lines) for before, after in _pairs(pages, counted))
    kept = _without_running(counted)
    running = sum(len(before.lines) - len(after.lines) for before, after in _pairs(counted, kept))
    notices = []
    if running:
        sentence = mark("Running heads, feet and page numbers were left out: {count} lines.")
        notices.append(Notice(sentence, (("count", running),)))
    if numbered:
        sentence = mark("Numbers in the margin, beside the text, were left out: {count}.")
        notices.append(Notice(sentence, (("count", numbered),)))
    return kept, notices


def _pairs(before: Sequence[Page], after: Sequence[Page]) -> list[tuple[Page, Page]]:
    return list(zip(before, after, strict=True))


def _without_margin_numbers(pages: Sequence[Page]) -> list[Page]:
    for on_left in (True, False):
        beside = [_numbers_beside(page, on_left=on_left) for page in pages]
        down = [int(line.text) for lines in beside for line in lines]
        # A paragraph that goes over a page's end is numbered on both pages.
        climbs = all(a <= b for a, b in pairwise(down))
        if len(down) >= _LEAST_MARGIN_NUMBERS and climbs and down[-1] > down[0]:
            gone = {id(line) for lines in beside for line in lines}
            return [_without(page, gone) for page in pages]
    return list(pages)


def _numbers_beside(page: Page, *, on_left: bool) -> list[PdfLine]:
    """The numbers alone on their lines beside all other text of a page, from top to bottom."""
    numbers = [line for line in page.lines if _NUMBER.fullmatch(line.text)]
    others = [line for line in page.lines if not _NUMBER.fullmatch(line.text)]
    if not others:
        return []
    left, right = min(line.left for line in others), max(line.right for line in others)
    beside = [n for n in numbers if (n.right <= left + 1 if on_left else n.left >= right - 1)]
    return sorted(beside, key=lambda line: -line.middle)


def _without(page: Page, gone: set[int]) -> Page:
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in gone))


def _without_running(pages: Sequence[Page]) -> list[Page]:
    gone = {id(line) for line in _repeated(pages)} | {id(line) for line in _page_numbers(pages)}
    return [_without(page, gone) for page in pages]


def _edges(page: Page) -> list[PdfLine]:
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    return [line for line in page.lines if line.middle < low or line.middle > high]


def _repeated(pages: Sequence[Page]) -> list[PdfLine]:
    """Lines at an edge whose words stand at the same height on enough pages."""
    places: dict[str, list[tuple[int, PdfLine]]] = defaultdict(list)
    for page in pages:
        for line in _edges(page):
            places[_DIGITS.sub("#", line.text)].append((page.number, line))
    # Left and right pages of a book have heads of their own.
    enough = max(2, round(0.3 * len(pages))) if len(pages) > 3 else 2
    found: list[PdfLine] = []
    for places_of_text in places.values():
        for _, line in places_of_text:
            same = {n for n, o in places_of_text if abs(o.middle - line.middle) <= _SAME_HEIGHT}
            if len(same) >= enough:
                found.append(line)
    return found


def _page_numbers(pages: Sequence[Page]) -> list[PdfLine]:
    """Numbers alone at an edge that go up by one from page to page, or are the page's own."""
    by_offset: dict[int, list[PdfLine]] = defaultdict(list)
    roman: list[PdfLine] = []
    for page in pages:
        for line in _edges(page):
            match = _PAGE_NUMBER.fullmatch(line.text)
            if match:
                by_offset[int(match["n"]) - page.number].append(line)
            elif _ROMAN.fullmatch(line.text):
                roman.append(line)
    found = [
        line for offset, lines in by_offset.items() if _counts(offset, lines) for line in lines
    ]
    return found + (roman if len(roman) >= 2 else [])


def _counts(offset: int, lines: Sequence[PdfLine]) -> bool:
    return len(lines) >= 2 or offset == 0
