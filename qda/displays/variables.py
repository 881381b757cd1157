"""Variables of a cross-table: codes, judgements of codings, or what is known of cases and texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.errors import Refused
from models.vocabulary import Polarity, TimeFrame
from qda.displays.axes import AxisKind, RowAxis, axis_label
from qda.displays.columns import Column, columns_for
from qda.displays.values import Heading
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench
from qda.i18n import mark
from qda.labels import label

GRADES = (3, 2, 1)
"""The grades of a coding's strength, the strongest first."""


class UnknownVariable(Refused):
    """What a cross-table is to have as a variable is none."""

    en = (
        "“{variable}” is no variable. Write codes, polarity, side, time, strength, case, role, "
        "group, source, technique, attribute:NAME, or the ids of frameworks and codes."
    )
    id = (
        "“{variable}” bukan variabel. Tulis codes, polarity, side, time, strength, case, role, "
        "group, source, technique, attribute:NAMA, atau id kerangka teori dan kode."
    )


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a variable; `column` where it is a code."""

    heading: Heading
    column: Column | None = None


class Variable(Protocol):
    """Gives sayings their values."""

    @property
    def label(self) -> str:
        """What it is called, in the display's language."""

    @property
    def is_code(self) -> bool:
        """Whether its values are codes, which stand at words and not at whole texts."""

    @property
    def is_of_people(self) -> bool:
        """Whether people and texts have a value even where nothing of theirs is coded."""

    def values(self) -> Sequence[Value]:
        """All values in their order."""

    def of(self, saying: Saying) -> Iterable[str]:
        """The ids of the values of a saying."""


def variable(bench: Workbench, written: str) -> Variable:
    """The variable that somebody wrote.

    `codes` are those of the display's own question.

    Raises:
        UnknownVariable: it is none.
        NoSuchRows: the study has no such attribute.
        NoSuchColumns: a code is not in the study.
    """
    wanted = written.strip()
    if not wanted:
        raise UnknownVariable(variable=written)
    if wanted.casefold() in _JUDGED:
        return JudgementVariable(bench, wanted.casefold())
    if wanted.casefold() == "codes":
        return CodeVariable(bench, bench.columns)
    name = wanted.partition(":")[0].casefold()
    if name in {kind.value for kind in AxisKind}:
        return AxisVariable(bench, RowAxis.parse(wanted))
    names = tuple(part.strip() for part in wanted.split(",") if part.strip())
    found = columns_for(bench.connection, names, level=bench.question.level)
    return CodeVariable(bench, found)


class CodeVariable:
    """Codes, each with all beneath it."""

    is_code = True
    is_of_people = False

    def __init__(self, bench: Workbench, columns: Sequence[Column]) -> None:
        self._bench, self.columns = bench, tuple(columns)
        self._at: dict[int, list[str]] = defaultdict(list)
        for column in self.columns:
            for code in column.codes:
                self._at[code.id].append(column.code.canonical_id)

    @property
    def label(self) -> str:
        """What it is called: the framework where it is one, else codes."""
        themes = {column.theme(self._bench.question.language) for column in self.columns}
        return themes.pop() if len(themes) == 1 and "" not in themes else self._bench.speech("Code")

    def values(self) -> Sequence[Value]:
        """The codes in the order of the tree."""
        language = self._bench.question.language
        return [Value(column.heading(language), column) for column in self.columns]

    def of(self, saying: Saying) -> Iterable[str]:
        """The codes that a saying bears."""
        return self._at.get(saying.place.code_id, ())


class JudgementVariable:
    """What coders judged: polarity, the time it holds for, or strength."""

    is_code = False
    is_of_people = False

    def __init__(self, bench: Workbench, name: str) -> None:
        self._bench, self._name = bench, name

    @property
    def label(self) -> str:
        """What it is called."""
        return self._bench.speech(_JUDGED[self._name])

    def values(self) -> Sequence[Value]:
        """Every judgement that there can be, whether one was made or not; then that none was."""
        speech = self._bench.speech
        known: list[tuple[str, str]]
        if self._name == "side":
            sides = (Polarity.SUPPORTING, Polarity.INHIBITING)
            return [Value(Heading(side.value, label(side, speech))) for side in sides]
        if self._name == "polarity":
            known = [(each.value, label(each, speech)) for each in Polarity]
        elif self._name == "time":
            known = [(each.value, label(each, speech)) for each in TimeFrame]
        else:
            known = [(str(grade), str(grade)) for grade in GRADES]
        known.append(("none", speech("not judged")))
        return [Value(Heading(id_, words)) for id_, words in known]

    def of(self, saying: Saying) -> Iterable[str]:
        """The judgement of a saying's coding; of a mixed one, both sides."""
        place = saying.place
        if self._name == "side":
            helps = (Polarity.SUPPORTING.value,) if place.polarity in POSITIVE else ()
            hinders = (Polarity.INHIBITING.value,) if place.polarity in NEGATIVE else ()
            return (*helps, *hinders)
        if self._name == "polarity":
            return ("none" if place.polarity is None else place.polarity.value,)
        if self._name == "time":
            return ("none" if place.time is None else place.time.value,)
        return ("none" if place.strength is None else str(place.strength),)


class AxisVariable:
    """What is known of cases and texts: group, role, technique, an attribute."""

    is_code = False
    is_of_people = True

    def __init__(self, bench: Workbench, axis: RowAxis) -> None:
        self._bench, self._axis = bench, axis
        self.label = axis_label(bench.connection, axis, bench.speech)
        self.members = bench.members_on(axis)
        self._rows = bench.rows_on(axis)

    def values(self) -> Sequence[Value]:
        """The values in their order, with those who have them counted."""
        return [Value(self._bench.heading(key, found)) for key, found in self.members.items()]

    def of(self, saying: Saying) -> Iterable[str]:
        """The value of who speaks."""
        return (self._rows.of(saying.place.source_id, saying.case).id,)


class Together:
    """Finds the sayings of one side whose words lie in those of another side."""

    def __init__(self, others: Iterable[Saying]) -> None:
        self._at: dict[tuple[int, int | None], list[tuple[int, int, Saying]]] = defaultdict(list)
        for each in others:
            place = each.place
            key = (place.source_id, each.case)
            self._at[key].append((place.start, place.end, each))
        for found in self._at.values():
            found.sort(key=lambda item: (item[0], item[1]))
        self._longest = {
            key: max(end - start for start, end, _ in found) for key, found in self._at.items()
        }

    def overlapping(self, saying: Saying) -> list[Saying]:
        """The sayings of the other side, by the same speaker, that share words with this one."""
        key, place = (saying.place.source_id, saying.case), saying.place
        found = self._at.get(key)
        if not found:
            return []
        first = bisect_left(found, place.start - self._longest[key], key=lambda item: item[0])
        last = bisect_left(found, place.end, key=lambda item: item[0])
        return [
            other
            for start, end, other in found[first:last]
            if start < place.end and place.start < end
        ]


_JUDGED = {
    "polarity": mark("Polarity"),
    "side": mark("Side"),
    "time": mark("Time"),
    "strength": mark("Strength"),
}
