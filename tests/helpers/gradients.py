"""Builders of displays that are drawn as lines over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.vocabulary import CodingState, EntryKind
from qda.displays.values import Cell, Course, Entry, Fact, Heading, Matrix

Told = float | tuple[float, ...] | None
"""What a period holds: one value, several that differ, or none."""


def gradient(
    periods: Sequence[str],
    lines: Mapping[str, Sequence[Told]],
    events: Mapping[str, Sequence[str]] | None = None,
    *,
    scale: tuple[float, float] | None = None,
    proposed: bool = False,
    language: str = "en",
    title: str = "Growth gradient",
    warnings: Sequence[str] = (),
) -> Matrix:
    """A display with a column for each line and, last, one of events by period."""
    state = CodingState.PROPOSED if proposed else CodingState.CONFIRMED
    low, high = (None, None) if scale is None else map(float, scale)
    told = events or {}
    columns = [Heading(name, name, note="jiwa") for name in lines]
    rows = [
        tuple(
            [_cell(values[nth], state) for values in lines.values()]
            + [_happened(told.get(period, ()), state)]
        )
        for nth, period in enumerate(periods)
    ]
    return Matrix(
        kind="growth-gradient",
        title=title,
        subtitle=title,
        language=language,
        corner="Time",
        rows=tuple(Heading(each, each) for each in periods),
        columns=(*columns, Heading("events", "Events")),
        cells=tuple(rows),
        evidence=(),
        facts=(Fact("Study", "Penduduk"),),
        warnings=tuple(warnings),
        courses=tuple(
            Course(name, unit="" if scale else "jiwa", low=low, high=high) for name in lines
        ),
    )


def _cell(told: Told, state: CodingState) -> Cell:
    values = () if told is None else told if isinstance(told, tuple) else (told,)
    kind = EntryKind.COUNT
    return Cell(tuple(Entry(kind, f"{each:g} jiwa", state=state, value=each) for each in values))


def _happened(words: Sequence[str], state: CodingState) -> Cell:
    return Cell(tuple(Entry(EntryKind.EVENT, each, state=state) for each in words))
