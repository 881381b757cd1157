"""Kept displays as they stand: what was last looked at, what changed, what was written into cells.

A kept display is a living value. Its newest version is what somebody looked at; what it would show
now is made anew and compared; hand-written entries stand in their cells beside what the program
had said; conclusions know the cells they stand on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from models.recording import NotThere
from models.vocabulary import EntryKind
from qda.displays.comparing import Place, changes, marked, worded
from qda.displays.keeping import question_from, unpacked
from qda.displays.kind import DisplayQuestion, Shown
from qda.displays.network import NARRATIVE, Network
from qda.displays.registry import made
from qda.displays.values import (
    Cell,
    CellPlace,
    DrawnConclusion,
    Entry,
    Matrix,
    Record,
    RecordKind,
)
from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.retrieval.displays import (
    ConclusionRow,
    DisplayRow,
    EntryRow,
    conclusions,
    display_by_id,
    entries,
    version_content,
)


@dataclass(frozen=True, slots=True)
class KeptDisplay:
    """A kept display as it stands.

    `shown` is its newest version with everything written into it, stale cells marked; `now` what
    it would show if it were made anew, equally with what was written, and `made` the same without
    it; `stale` are the places that differ. `homeless` are entries whose cell is no longer there.
    """

    row: DisplayRow
    question: DisplayQuestion
    shown: Shown
    now: Shown
    made: Shown
    stale: tuple[Place, ...]
    homeless: tuple[EntryRow, ...] = ()


def kept_display(
    connection: Connection,
    display_id: int,
    *,
    language: str = "",
    analyst: str = "",
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> KeptDisplay:
    """A kept display as it stands, in a language (its own where none is given).

    What a version says in another language than asked for is made anew in this one, where nothing
    changed since; else it keeps the words it was looked at in, and the stale cells say so.

    Raises:
        NotThere: there is no such display.
        Refused: it can no longer be made, and why.
        Cancelled: the listener of the progress stopped the work.
    """
    row = display_by_id(connection, display_id)
    question = question_of(row, language=language, analyst=analyst)
    content = version_content(connection, display_id)
    now = made(connection, question, progress)
    if content is None:
        shown: Shown = now
        stale: tuple[Place, ...] = ()
    else:
        before = unpacked(content)
        # A version is compared in the words of its own language: a translation is no change.
        then = (
            now
            if before.language == now.language
            else made(connection, replace(question, language=before.language), progress)
        )
        stale = tuple(changes(before, then))
        speech = Speech(before.language)
        shown = marked(before, then, speech) if stale else now
    written = entries(connection, display_id)
    drawn = conclusions(connection)
    shown, homeless = _with_hand(shown, written, drawn, row)
    filled, _ = _with_hand(now, written, drawn, row)
    return KeptDisplay(row, question, shown, filled, now, stale, homeless)


def question_of(row: DisplayRow, *, language: str = "", analyst: str = "") -> DisplayQuestion:
    """What a kept display is asked, in a language and by an analyst (its own by default)."""
    return question_from(
        row.kind,
        row.settings,
        language=language or row.language,
        analyst=analyst or row.coder,
        title=row.title,
        question=row.question,
        places=row.places,
        display_id=row.id,
    )


def _with_hand(
    shown: Shown, written: Sequence[EntryRow], drawn: Sequence[ConclusionRow], row: DisplayRow
) -> tuple[Shown, tuple[EntryRow, ...]]:
    """What is shown with entries and conclusions by hand, and the entries without a cell."""
    about = tuple(_drawn(each, row.id) for each in drawn if _stands_on(each, row.id))
    if isinstance(shown, Network):
        told = next((e.text for e in reversed(written) if e.row == NARRATIVE), shown.narrative)
        rest = tuple(each for each in written if each.row != NARRATIVE)
        return replace(shown, narrative=told, conclusions=about), rest
    by_place: dict[Place, list[EntryRow]] = defaultdict(list)
    for each in written:
        by_place[each.row, each.column].append(each)
    filled = _Filled(shown)
    cells = tuple(
        tuple(
            filled.cell(shown.cells[r][c], by_place.pop((heading.id, column.id), ()))
            for c, column in enumerate(shown.columns)
        )
        for r, heading in enumerate(shown.rows)
    )
    homeless = tuple(each for left in by_place.values() for each in left)
    speech = Speech(shown.language)
    said = tuple(
        speech(
            "“{text}” was written into a cell that is no longer there.",
            text=each.text if len(each.text) <= 120 else f"{each.text[:119]}…",
        )
        for each in homeless
    )
    return (
        replace(
            shown,
            cells=cells,
            records=tuple(filled.records),
            conclusions=about,
            warnings=(*shown.warnings, *said),
        ),
        homeless,
    )


class _Filled:
    """Puts entries by hand into cells; what they rest on is found in the display or noted."""

    def __init__(self, matrix: Matrix) -> None:
        self._evidence = {each.coding: n for n, each in enumerate(matrix.evidence)}
        self.records: list[Record] = list(matrix.records)
        self._records = {(each.kind.value, each.id): n for n, each in enumerate(matrix.records)}

    def cell(self, cell: Cell, written: Sequence[EntryRow]) -> Cell:
        """The cell with what was written into it; an entry takes the place of what it rewrote."""
        if not written:
            return cell
        rewritten = {each.generated: each for each in written if each.generated}
        made: list[Entry] = []
        used: set[int] = set()
        for entry in cell.entries:
            by_hand = rewritten.get(entry.text)
            if by_hand is None or by_hand.id in used:
                made.append(entry)
            else:
                used.add(by_hand.id)
                made.append(self._entry(by_hand, entry))
        made.extend(self._entry(each) for each in written if each.id not in used)
        # Whoever wrote into a cell has said why nothing was there before.
        spoken = any(entry.missing is None for entry in made)
        left = tuple(entry for entry in made if not (spoken and _is_bare(entry)))
        return replace(cell, entries=left, missing=None if spoken else cell.missing)

    def _entry(self, row: EntryRow, instead_of: Entry | None = None) -> Entry:
        evidence = tuple(self._evidence[uuid] for uuid in row.evidence if uuid in self._evidence)
        if not row.evidence and instead_of is not None:
            evidence = instead_of.evidence
        return Entry(
            kind=row.kind,
            text=row.text,
            evidence=evidence,
            state=row.state,
            records=tuple(self._record(kind, id_) for kind, id_ in row.records),
            rule=row.rule,
            author=row.coder,
            made_at=row.made_at,
            generated=row.generated,
            value=row.value,
            id=row.uuid,
        )

    def _record(self, kind: str, id_: str) -> int:
        if (kind, id_) not in self._records:
            self._records[kind, id_] = len(self.records)
            self.records.append(Record(RecordKind(kind), id_, "", ""))
        return self._records[kind, id_]


def _is_bare(entry: Entry) -> bool:
    """Whether an entry is a mark that the program set for want of anything else."""
    return entry.kind is EntryKind.MISSING and not entry.author


def _stands_on(conclusion: ConclusionRow, display_id: int) -> bool:
    return any(cell.display_id == display_id for cell in conclusion.cells)


def _drawn(conclusion: ConclusionRow, display_id: int) -> DrawnConclusion:
    return DrawnConclusion(
        conclusion.text,
        conclusion.coder,
        conclusion.made_at,
        conclusion.confidence,
        tuple(
            CellPlace(cell.row, cell.column, cell.contradicts)
            for cell in conclusion.cells
            if cell.display_id == display_id
        ),
        conclusion.uuid,
    )


@dataclass(frozen=True, slots=True)
class PlaceChanges:
    """What happened to one place between two states, in words."""

    place: Place
    label: str
    words: tuple[str, ...]


def differences(
    connection: Connection, display_id: int, first: int, second: int, *, speech: Speech
) -> tuple[PlaceChanges, ...]:
    """What changed from one version of a display to another, by their numbers.

    Raises:
        NotThere: there is no such display, or no such version.
    """
    states = []
    for number in (first, second):
        content = version_content(connection, display_id, number)
        if content is None:
            raise NotThere(what="display_version", which=number)
        states.append(unpacked(content))
    before, after = states
    labels = {**labels_of(before), **labels_of(after)}
    return tuple(
        PlaceChanges(place, labels[place], tuple(worded(each, speech) for each in happened))
        for place, happened in changes(before, after).items()
    )


def labels_of(shown: Shown) -> Mapping[Place, str]:
    """What each place of a display is called: `row × column`, a node's or an arrow's label."""
    if isinstance(shown, Network):
        names = {node.id: node.label for node in shown.nodes}
        found = {(node.id, ""): node.label for node in shown.nodes}
        for arrow in shown.arrows:
            found[arrow.id, ""] = f"{names[arrow.start]} → {names[arrow.end]}"
        return found
    return {
        (row.id, column.id): f"{row.label} × {column.label}"
        for row in shown.rows
        for column in shown.columns
    }
