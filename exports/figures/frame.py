"""What stands around every picture: its title and what was counted above, cautions below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from exports.figures.sheet import BODY, EDGE, SMALL, TITLE, Sheet
from qda.displays.documentation import filter_words
from qda.i18n import Speech
from qda.numbers.question import NumberQuestion
from qda.numbers.words import WordQuestion
from qda.retrieval.rows import StudyRow

_STEPS: Final = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)
_MOST_TICKS: Final = 5
GAP: Final = 8.0


def opening(sheet: Sheet, title: str, *lines: str) -> float:
    """Write the title and the lines beneath it; where the picture may go on."""
    y = EDGE
    sheet.tell(title)
    y += sheet.words(EDGE, y, title, room=sheet.room, size=TITLE, bold=True) + 2
    for line in filter(None, lines):
        sheet.tell(line)
        y += sheet.words(EDGE, y, line, room=sheet.room, size=BODY, colour=sheet.look.muted)
    return y + GAP


def closing(sheet: Sheet, y: float, cautions: Iterable[str], notes: Sequence[str] = ()) -> None:
    """Write the notes and the cautions beneath a picture."""
    y += GAP
    told = [*((note, "") for note in notes if note), *((each, "!") for each in cautions)]
    for line, sign in told:
        sheet.tell(line)
        indent = sheet.width_of(sign, SMALL, bold=True) + 4 if sign else 0.0
        if sign:
            sheet.words(EDGE, y, sign, size=SMALL, bold=True)
        y += sheet.words(
            EDGE + indent,
            y,
            line,
            room=sheet.room - indent,
            size=SMALL,
            colour=sheet.look.ink if sign else sheet.look.muted,
        )


def made_of(study: StudyRow, question: NumberQuestion | WordQuestion, speech: Speech) -> str:
    """The study, its version and the filters, in one line."""
    return speech(
        "Study: {title}, edit {version}. Filters: {filters}.",
        title=study.title,
        version=speech.number(study.version),
        filters=filter_words(question.wanted, speech),
    )


def ticks_to(largest: float) -> tuple[float, ...]:
    """The marks of an axis of shares from 0 to where the largest one fits.

    >>> ticks_to(0.31)
    (0.0, 0.1, 0.2, 0.3, 0.4)
    """
    step = next((s for s in _STEPS if largest <= s * _MOST_TICKS), _STEPS[-1])
    count = max(1, ceil(round(largest / step, 9)))
    return tuple(round(step * nth, 2) for nth in range(count + 1))
