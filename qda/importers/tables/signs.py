"""Signs of damage that a text already had when it was exported; nothing is repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.tables.raw import listed
from qda.importers.tables.values import MARKERS


def _western(start: int, end: int) -> str:
    """The letters that the bytes from `start` to `end` become when they are read as cp1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(start, end + 1)
    )


_LEAD: Final = re.compile("[ÂÃâïðàØÙ]")
"""The letters that `_MISREAD` begins with; texts without one are told at a glance."""

_TRAIL: Final = f"[{re.escape(_western(0x80, 0xBF))}]"
# Two-byte letters only after  and Ã, three-byte signs after â and ï: other Western letters stand
# before quotation marks in sound texts too.
_MISREAD: Final = re.compile(
    f"[ÂÃ]{_TRAIL}|[âï]{_TRAIL}{{2}}|ðŸ{_TRAIL}|[àØÙ]{_TRAIL}(?:[àØÙ]{_TRAIL})+"
)


def misread(text: str) -> bool:
    """Whether the text has UTF-8 that was once read as cp1252: "ðŸ™" for a pair of hands."""
    return not text.isascii() and _first_misread(text) is not None


def _first_misread(text: str) -> re.Match[str] | None:
    return _MISREAD.search(text) if _LEAD.search(text) else None


def signs_of_damage(texts: Sequence[str], numbers: Sequence[int]) -> Iterator[Notice]:
    """Notices for misread letters, lost letters and texts that are only a word for nothing."""
    strange = [index for index, text in enumerate(texts) if not text.isascii()]
    wrong = [index for index in strange if _first_misread(texts[index])]
    if wrong:
        found = _MISREAD.search(texts[wrong[0]])
        start = max(0, found.start() - 15) if found else 0
        yield Notice(
            mark(
                "Texts with wrongly read letters (UTF-8 taken for cp1252): {count}. Rows: {rows}. "
                "They were left as they are. Example: “{example}”."
            ),
            (
                ("count", len(wrong)),
                ("rows", listed([numbers[index] for index in wrong[:6]])),
                ("example", texts[wrong[0]][start : start + 40]),
            ),
        )
    lost = [numbers[index] for index in strange if "\ufffd" in texts[index]]
    if lost:
        yield Notice(
            mark("Texts with the mark “�” of a lost letter: {count}. Rows: {rows}."),
            (("count", len(lost)), ("rows", listed(lost))),
        )
    words = [numbers[index] for index, text in enumerate(texts) if text in MARKERS]
    if words:
        yield Notice(
            mark(
                "Texts that are only a word such as “nan” or “-” are kept as words: {count}. "
                "Rows: {rows}."
            ),
            (("count", len(words)), ("rows", listed(words))),
        )
