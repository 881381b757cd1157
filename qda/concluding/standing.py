"""Reads the cells of kept displays that conclusions stand on, as they were last looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from qda.concluding.values import StoodCell
from qda.displays.comparing import Place
from qda.displays.keeping import unpacked
from qda.displays.kept import kept_display, labels_of
from qda.displays.kind import Shown
from qda.displays.network import Arrow, Network, Node
from qda.displays.values import Cell, Record
from qda.i18n import Speech
from qda.jobs.progress import Progress
from qda.retrieval.displays import StandsOn, displays, version_content

ABOUT_CONCLUSIONS: Final = frozenset({"conclusions-table", "tactics"})
"""Kinds of display that are made from conclusions.

A cell of theirs is read from the version that was kept and never made anew: a conclusion that
stands on it would need itself.
"""


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands at a place of a display."""

    evidence: tuple[int, ...]
    records: tuple[int, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A display that was read: its parts by place, or why there are none."""

    title: str
    shown: Shown | None
    parts: dict[Place, _Part]
    labels: dict[Place, str]
    stale: frozenset[Place]
    refusal: str = ""


class KeptCells:
    """The cells of kept displays; each display is read once."""

    def __init__(
        self, connection: Connection, *, language: str, analyst: str, progress: Progress
    ) -> None:
        self._connection = connection
        self._speech = Speech(language)
        self._analyst = analyst
        self._progress = progress
        self._rows = {row.id: row for row in displays(connection)}
        self._known: dict[int, _Known] = {}

    def of(self, cells: Iterable[StandsOn]) -> tuple[StoodCell, ...]:
        """The cells of a conclusion with all that stands behind each.

        Raises:
            Cancelled: the listener of the progress stopped the work.
        """
        return tuple(self._cell(cell) for cell in cells)

    def _cell(self, cell: StandsOn) -> StoodCell:
        known, place = self._display(cell.display_id), (cell.row, cell.column)
        part = known.parts.get(place)
        label = known.labels.get(place) or " × ".join(filter(None, place))
        changes = known.refusal or self._speech("No longer part of the display")
        if known.shown is None or part is None:
            return StoodCell(
                cell.display_id, known.title, *place, label, cell.contradicts,
                is_there=False, changes=(changes,),
            )  # fmt: skip
        told = part.changes
        if place in known.stale and not told:
            told = (self._speech("Changed since it was looked at"),)
        return StoodCell(
            cell.display_id,
            known.title,
            *place,
            label,
            cell.contradicts,
            changes=told,
            codings=tuple(known.shown.evidence[index].coding for index in part.evidence),
            records=tuple(known.shown.records[index] for index in part.records),
        )

    def _display(self, display_id: int) -> _Known:
        if display_id not in self._known:
            self._known[display_id] = self._read(display_id)
        return self._known[display_id]

    def _read(self, display_id: int) -> _Known:
        row = self._rows[display_id]
        if row.kind in ABOUT_CONCLUSIONS:
            content = version_content(self._connection, display_id)
            if content is None:
                return _Known(row.title, None, {}, {}, frozenset())
            shown = unpacked(content)
            return _Known(row.title, shown, _parts(shown), dict(labels_of(shown)), frozenset())
        try:
            kept = kept_display(
                self._connection,
                display_id,
                language=self._speech.language,
                analyst=self._analyst,
                progress=self._progress,
            )
        except Refused as refusal:
            words = refusal.say(self._speech.language)
            return _Known(row.title, None, {}, {}, frozenset(), words)
        return _Known(
            row.title,
            kept.shown,
            _parts(kept.shown),
            dict(labels_of(kept.shown)),
            frozenset(kept.stale),
        )


def _parts(shown: Shown) -> dict[Place, _Part]:
    if isinstance(shown, Network):
        linked: list[Node | Arrow] = [*shown.nodes, *shown.arrows]
        return {(part.id, ""): _Part(part.evidence, part.records, part.changes) for part in linked}
    return {
        (shown.rows[r].id, shown.columns[c].id): _Part(*_behind(cell), cell.changes)
        for r, c, cell in shown.places()
    }


def _behind(cell: Cell) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The evidence and records of a cell and of whatever was written into it."""
    evidence, records = dict.fromkeys(cell.evidence), dict.fromkeys(cell.records)
    for entry in cell.entries:
        evidence.update(dict.fromkeys(entry.evidence))
        records.update(dict.fromkeys(entry.records))
    return tuple(evidence), tuple(records)


def records_once(cells: Iterable[StoodCell]) -> tuple[Record, ...]:
    """What stands behind cells beside codings, each thing once."""
    found = {(each.kind, each.id): each for cell in cells for each in cell.records}
    return tuple(found.values())
