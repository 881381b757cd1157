"""The acts of judging: single keys say what the coding at the caret means, one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from models.vocabulary import Polarity, TimeFrame
from qda.edits.coding import JudgeCodings, JudgementChange
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.rows import CodingRow
from ui.acts.act import Acts
from ui.acts.standing import Standing
from ui.desk import Desk
from ui.signs import POLARITIES
from ui.widgets.notice_bar import Message

Step = TypeVar("Step")
GRADES: Final = (1, 2, 3)
_STRENGTHS: Final = (mark("1 weak"), mark("2 medium"), mark("3 strong"))
_CONFIDENCES: Final = (mark("1 unsure"), mark("2 fairly sure"), mark("3 sure"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a part of a judgement, as a menu offers it."""

    words: str
    change: JudgementChange
    set: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a judgement, by the name of its column, with all its values."""

    name: str
    choices: tuple[Choice, ...]


class JudgingActs(Acts):
    """What a coder says of a coding beyond the code; each act changes one part and no other."""

    def __init__(self, desk: Desk, speech: Speech, standing: Standing, window: QWidget) -> None:
        super().__init__(desk, speech, window)
        self.standing = standing

    def on_supporting(self) -> None:
        """The words speak of help; said again, this is taken back."""
        self._toggle(Polarity.SUPPORTING)

    def on_inhibiting(self) -> None:
        """The words speak of hindrance; said again, this is taken back."""
        self._toggle(Polarity.INHIBITING)

    def on_mixed(self) -> None:
        """The words speak of both; said again, this is taken back."""
        self._toggle(Polarity.MIXED)

    def on_neutral(self) -> None:
        """The words speak of neither; said again, this is taken back."""
        self._toggle(Polarity.NEUTRAL)

    def on_strength(self) -> None:
        """The next step of strength, behind the strongest none."""
        self._judge(lambda row: JudgementChange(strength=next_step(GRADES, row.strength)))

    def on_time(self) -> None:
        """Past, now, potential, then none."""
        self._judge(lambda row: JudgementChange(time=next_step(tuple(TimeFrame), row.time)))

    def on_confidence(self) -> None:
        """The next step of confidence, behind the surest none."""
        self._judge(lambda row: JudgementChange(confidence=next_step(GRADES, row.confidence)))

    def on_important(self) -> None:
        """Mark the coding as important, or take the mark away."""
        self._judge(lambda row: JudgementChange(important=not row.important))

    def judge(self, rows: Sequence[CodingRow], change: JudgementChange) -> None:
        """Say one part anew of codings; it is shown at once."""
        edit = JudgeCodings(tuple(row.id for row in rows), change)
        pane = self.standing.pane
        if pane is None:
            self.desk.do(edit)
        else:
            pane.do(edit, {row.id: judged(row, change) for row in rows})

    def _toggle(self, polarity: Polarity) -> None:
        self._judge(
            lambda row: JudgementChange(polarity=None if row.polarity is polarity else polarity)
        )

    def _judge(self, change: Callable[[CodingRow], JudgementChange]) -> None:
        row, pane = self.standing.row(), self.standing.pane
        if row is None or pane is None:
            tell_none(self.desk)
            return
        said = change(row)
        self.judge((row,), said)
        parts = said_parts(judged(row, said), self.speech)
        say_aloud(pane.reader.view, ", ".join(parts) or self.speech("Nothing is said of it."))


def strengths(speech: Speech) -> list[str]:
    """The steps of strength in words, the weakest first."""
    return [speech(step) for step in _STRENGTHS]


def confidences(speech: Speech) -> list[str]:
    """The steps of confidence in words, the least sure first."""
    return [speech(step) for step in _CONFIDENCES]


def judged(row: CodingRow, change: JudgementChange) -> CodingRow:
    """A coding as it is once a change is made."""
    # The parts of a judgement are called alike in both.
    return replace(row, **change.values())  # type: ignore[arg-type]


def say_aloud(widget: QWidget, words: str) -> None:
    """Let a screen reader say what the status line shows."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def tell_none(desk: Desk) -> None:
    """Say that no coding is at the caret."""
    desk.told.emit(Message(_say_none))


def _say_none(speech: Speech) -> str:
    return speech("No coding is at the caret. Put the caret into coded words first.")


def parts_of(row: CodingRow, speech: Speech) -> tuple[Part, ...]:
    """Every part of a coding's judgement with its values; the one that is said is set."""
    polarities = [(f"{POLARITIES[each]}  {label(each, speech)}", each) for each in Polarity]
    times = [(label(each, speech), each) for each in TimeFrame]
    strengths = zip(map(speech, _STRENGTHS), GRADES, strict=True)
    sure = zip(map(speech, _CONFIDENCES), GRADES, strict=True)
    none = speech("None")
    return (
        _part("polarity", [(none, None), *polarities], row),
        _part("strength", [(none, None), *strengths], row),
        _part("time", [(none, None), *times], row),
        _part("confidence", [(none, None), *sure], row),
    )


def _part(name: str, values: Sequence[tuple[str, object]], row: CodingRow) -> Part:
    # The name decides which values there are.
    choices = (
        Choice(words, JudgementChange(**{name: value}), set=getattr(row, name) == value)  # type: ignore[arg-type]
        for words, value in values
    )
    return Part(name, tuple(choices))


def said_parts(row: CodingRow, speech: Speech) -> tuple[str, ...]:
    """What is said of a coding beyond its code, a few words for each part that is said."""
    steps = steps_of(row, speech)
    found = (
        "" if row.polarity is None else f"{POLARITIES[row.polarity]} {label(row.polarity, speech)}",
        steps["strength"] and speech("strength {grade}", grade=steps["strength"]),
        steps["time"],
        steps["confidence"] and speech("confidence {grade}", grade=steps["confidence"]),
        speech("important") if row.important else "",
    )
    return tuple(part for part in found if part)


def steps_of(row: CodingRow, speech: Speech) -> dict[str, str]:
    """The steps on which a coding stands, by the act that goes on from them; empty for none."""
    return {
        "strength": "" if row.strength is None else speech(_STRENGTHS[row.strength - 1]),
        "time": "" if row.time is None else label(row.time, speech),
        "confidence": "" if row.confidence is None else speech(_CONFIDENCES[row.confidence - 1]),
    }


def standings(row: CodingRow | None, speech: Speech) -> dict[str, tuple[bool, str]]:
    """How things stand of each act: whether it is said of the coding, and what else is said."""
    made = {each.value: (row is not None and row.polarity is each, "") for each in Polarity}
    steps = {} if row is None else steps_of(row, speech)
    for name in ("strength", "time", "confidence"):
        made[name] = False, steps.get(name, "")
    made["important"] = row is not None and row.important, ""
    return made


def next_step(steps: Sequence[Step], present: Step | None) -> Step | None:
    """The step behind the present one, None behind the last, the first behind None."""
    if present is None:
        return steps[0]
    at = steps.index(present) + 1
    return steps[at] if at < len(steps) else None
