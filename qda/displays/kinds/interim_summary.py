"""The interim case summary: what is known of each dimension, what is not, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.axes import AxisKind, RowAxis, RowKey
from qda.displays.columns import Column
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.missing import Members, MissingMarks
from qda.displays.rated import Ratings
from qda.displays.values import Cell, Entry, Heading, Layout, Matrix, Record, RecordKind
from qda.displays.workbench import Saying, Workbench, sides
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.displays import ConclusionRow, conclusions

_COLUMNS: Final = (
    ("known", mark("What is known")),
    ("sure", mark("How well it is known")),
    ("unknown", mark("What is not known")),
    ("agenda", mark("What to do next")),
)
_AXES: Final = (AxisKind.GROUP, AxisKind.TECHNIQUE)
"""The sides of a study of which none should be silent without being noticed."""


_Speaking = Mapping[RowAxis, frozenset[str]]
"""The ids of the groups and of the techniques that speak of a dimension."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A group or a technique that says nothing of a dimension, and why."""

    key: RowKey
    mark: Missing
    unread: int


@dataclass(frozen=True, slots=True)
class _Side:
    """A group or a technique with its texts."""

    axis: RowAxis
    key: RowKey
    members: Members


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """One page for each dimension: what is known, how well, what is not, and what to do.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one summary."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._ratings = Ratings(bench)
        self._drawn = conclusions(bench.connection)
        self._marks: MissingMarks = bench.marks(bench.columns)
        self._sides = [
            _Side(axis, key, members)
            for axis in map(RowAxis, _AXES)
            for key, members in bench.members_on(axis).items()
            if key.id != "none"
        ]

        self._all = bench.texts_of(
            {
                (text, case): None
                for text in sorted(bench.scope.texts)
                for case in bench.scope.voices_of(text)
            }
        )

    def made(self) -> Matrix:
        """The whole summary."""
        bench = self._bench
        bench.take(each for column in bench.columns for each in bench.bearing(column))
        self._ratings.prepare(column.code.id for column in bench.columns)
        rows = [column.heading(bench.question.language) for column in bench.columns]
        return bench.matrix(
            self._speech("Dimension"),
            rows if bench.scope.texts else [],
            [Heading(id_, self._speech(words)) for id_, words in _COLUMNS],
            [self._page(at, column) for at, column in enumerate(bench.columns)]
            if bench.scope.texts
            else [],
            layout=Layout.FORM,
        )

    def _page(self, at: int, column: Column) -> list[Cell]:
        sayings = self._bench.bearing(column)
        speaking = {
            RowAxis(axis): frozenset(self._bench.grouped(RowAxis(axis), sayings)) for axis in _AXES
        }
        gaps = self._gaps(at, speaking)
        return [
            self._known(at, column, sayings),
            self._sure(sayings, speaking),
            self._unknown(gaps),
            self._agenda(column, sayings, gaps),
        ]

    def _known(self, at: int, column: Column, sayings: Sequence[Saying]) -> Cell:
        """Ratings and conclusions first, then how many say so, then their best words."""
        entries: list[Entry] = []
        rated = self._ratings.of(column.code.id)
        if rated is not None:
            entries += self._ratings.entries(rated)
        codes = {code.id for code in column.codes}
        entries += [self._conclusion(each) for each in self._drawn if each.code_id in codes]
        if sayings:
            behind = tuple(sorted(self._bench.take(sayings)))
            people = len({each.informant for each in sayings})
            words = self._speech.many("{n} informant", "{n} informants", people)
            entries.append(Entry(EntryKind.COUNT, words, behind, value=float(people)))
        if not entries:
            return self._bench.missing(self._marks.of(self._all, at))
        return self._bench.cell(sayings, entries=entries)

    def _conclusion(self, drawn: ConclusionRow) -> Entry:
        behind = self._bench.record(
            Record(
                RecordKind.FINDING,
                drawn.uuid,
                "",
                drawn.text,
                author=drawn.coder,
                made_at=drawn.made_at,
            )
        )
        words = self._speech("Conclusion: {text}", text=drawn.text)
        return Entry(
            EntryKind.JUDGEMENT,
            words,
            records=(behind,),
            author=drawn.coder,
            made_at=drawn.made_at,
        )

    def _sure(self, sayings: Sequence[Saying], speaking: _Speaking) -> Cell:
        """By how many techniques and groups it is known, and whether they agree."""
        if not sayings:
            words = self._speech("Nothing is coded yet, so nothing can be weighed.")
            return self._bench.missing(Missing.NOT_APPLICABLE, words)
        behind = tuple(sorted(self._bench.take(sayings)))
        said = [self._heard(RowAxis(axis), speaking) for axis in _AXES]
        lines = [
            self._speech("Techniques: {names}", names="; ".join(said[1]) or "–"),
            self._speech("Groups: {names}", names="; ".join(said[0]) or "–"),
        ]
        positive, negative = sides(sayings)
        if positive and negative:
            lines.append(
                self._speech(
                    "Informants differ: {positive} speak of support, {negative} of hindrance.",
                    positive=len(positive),
                    negative=len(negative),
                )
            )
        if len({each.informant for each in sayings}) == 1:
            lines.append(self._speech("Only one informant speaks of it."))
        if len(said[1]) == 1:
            lines.append(self._speech("Only one technique speaks of it."))
        entries = tuple(Entry(EntryKind.SUMMARY, line, behind) for line in lines)
        return self._bench.cell(sayings, quotes=0, entries=entries)

    def _heard(self, axis: RowAxis, speaking: _Speaking) -> list[str]:
        """The labels of the groups or techniques that speak, in their order."""
        return [
            side.key.label
            for side in self._sides
            if side.axis == axis and side.key.id in speaking[axis]
        ]

    def _gaps(self, at: int, speaking: _Speaking) -> list[_Gap]:
        found = []
        for side in self._sides:
            if side.key.id not in speaking[side.axis]:
                texts = self._bench.texts_of(side.members)
                found.append(_Gap(side.key, self._marks.of(texts, at), len(texts.unread)))
        return found

    def _unknown(self, gaps: Sequence[_Gap]) -> Cell:
        if not gaps:
            words = self._speech("No group and no technique is silent on it.")
            return Cell((Entry(EntryKind.SUMMARY, words),))
        return Cell(
            tuple(
                Entry(
                    EntryKind.MISSING,
                    f"{gap.key.label}: {label(gap.mark, self._speech)}",
                    missing=gap.mark,
                )
                for gap in gaps
            )
        )

    def _agenda(self, column: Column, sayings: Sequence[Saying], gaps: Sequence[_Gap]) -> Cell:
        """What would close the gaps, as proposals."""
        speech, said = self._speech, list[str]()
        unread = [gap for gap in gaps if gap.mark is Missing.PENDING and gap.unread]
        said += [
            speech.many(
                "Read what is unread of: {side} ({n} text)",
                "Read what is unread of: {side} ({n} texts)",
                gap.unread,
                side=gap.key.label,
            )
            for gap in unread
        ]
        said += [
            speech("Ask, or look for words of: {side}", side=gap.key.label)
            for gap in gaps
            if gap.mark in (Missing.NOT_ASKED, Missing.SILENT)
        ]
        waiting = len(
            {each.place.id for each in sayings if each.place.state is CodingState.PROPOSED}
        )
        if waiting:
            said.append(
                speech.many(
                    "Confirm {n} proposed coding.", "Confirm {n} proposed codings.", waiting
                )
            )
        if self._ratings.of(column.code.id) is None:
            said.append(speech("Rate the dimension."))
        codes = {code.id for code in column.codes}
        if not any(each.code_id in codes for each in self._drawn):
            said.append(speech("Draw a conclusion from the cells of a display."))
        if not said:
            return Cell((Entry(EntryKind.SUMMARY, speech("Nothing is open.")),))
        return Cell(
            tuple(Entry(EntryKind.SUMMARY, each, state=CodingState.PROPOSED) for each in said)
        )


KIND = DisplayKind(
    id="interim-summary",
    name=mark("Interim case summary"),
    family=Family.EXPLORING,
    answers=mark("What is known by now, what is not, and what is to be done next?"),
    rule=mark(
        "One page for each dimension. Known: ratings of the study, conclusions about it, distinct "
        "informants and the best quotes. Not known: every stakeholder group and every technique "
        "that says nothing of it, with the reason. What to do next is proposed from the gaps."
    ),
    empty=mark("Adopt a theory and bring in some texts first."),
    make=make,
)
