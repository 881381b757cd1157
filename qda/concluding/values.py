"""What is known of a conclusion: its cells, the evidence behind them, what is against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qda.displays.values import Evidence, Record
from qda.i18n import mark
from qda.retrieval.displays import ConclusionRow
from qda.sheets.answers import AnswerRow
from qda.sheets.tactics import TESTING, Tactic


class Rule(StrEnum):
    """A rule by which evidence against a conclusion is looked for."""

    CONTRADICTING_CELL = "contradicting_cell"
    OPPOSITE_WITHIN = "opposite_within"
    OPPOSITE_ELSEWHERE = "opposite_elsewhere"
    ABSENCE = "absence"
    SILENT = "silent"
    OUTLIER = "outlier"


RULES: Final = {
    Rule.CONTRADICTING_CELL: mark("Behind a cell that contradicts it"),
    Rule.OPPOSITE_WITHIN: mark("Opposite polarity in the cells it stands on"),
    Rule.OPPOSITE_ELSEWHERE: mark("Opposite polarity under the same codes elsewhere"),
    Rule.ABSENCE: mark("Findings of absence"),
    Rule.SILENT: mark("Asked and silent"),
    Rule.OUTLIER: mark("A case unlike the others"),
}
"""What each rule finds."""


@dataclass(frozen=True, slots=True)
class StoodCell:
    """A cell that a conclusion stands on, or that contradicts it.

    `display` and `label` are titles in words; `changes` say what changed there since the display
    was looked at. `is_there` is False where the display no longer has the cell. `codings` are the
    UUIDs of the codings behind it.
    """

    display_id: int
    display: str
    row: str
    column: str
    label: str
    contradicts: bool
    is_there: bool = True
    changes: tuple[str, ...] = ()
    codings: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()

    @property
    def title(self) -> str:
        """The cell with its display, in words."""
        return f"{self.display}: {self.label}"


@dataclass(frozen=True, slots=True)
class Behind:
    """The evidence behind the cells that bear a conclusion.

    `informants`, `sources` and `techniques` are distinct; `largest` is the share of the codings
    that stand in one source, from 0 to 1; `proposed` are codings that nobody has confirmed.
    """

    evidence: tuple[Evidence, ...] = ()
    records: tuple[Record, ...] = ()
    informants: int = 0
    sources: int = 0
    techniques: tuple[str, ...] = ()
    largest: float = 0.0
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing that speaks against a conclusion, and the rule that found it.

    It is a coded segment (`evidence`), or anything else (`record`), told in `words`.
    """

    rule: Rule
    words: str
    evidence: Evidence | None = None
    record: Record | None = None

    @property
    def key(self) -> str:
        """The trace key of where it stands; empty where it has none."""
        if self.evidence is not None:
            return self.evidence.key
        return "" if self.record is None else self.record.key


@dataclass(frozen=True, slots=True)
class Looked:
    """What a rule came to: how much it found, or, in words, why it could not look."""

    rule: Rule
    found: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for trusting a conclusion, or against it."""

    words: str
    is_for: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """A tactic with what was answered for a conclusion; None where nobody has said anything."""

    tactic: Tactic
    answer: AnswerRow | None

    @property
    def is_done(self) -> bool | None:
        """Whether it was carried out; None where nobody has said."""
        return None if self.answer is None else self.answer.is_done

    @property
    def note(self) -> str:
        """What was noted on it."""
        return "" if self.answer is None else self.answer.answer


@dataclass(frozen=True, slots=True)
class Placed:
    """A conclusion in its place: `number` from 1, and the question or dimension it answers."""

    number: int
    about: str
    row: ConclusionRow


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion with all that bears on it."""

    placed: Placed
    cells: tuple[StoodCell, ...]
    behind: Behind
    against: tuple[Counter, ...]
    looked: tuple[Looked, ...]
    reasons: tuple[Reason, ...]
    tried: tuple[Tried, ...]

    @property
    def row(self) -> ConclusionRow:
        """The conclusion as it is kept."""
        return self.placed.row

    @property
    def bearing(self) -> tuple[StoodCell, ...]:
        """The cells it stands on."""
        return tuple(cell for cell in self.cells if not cell.contradicts)

    @property
    def stale(self) -> tuple[StoodCell, ...]:
        """The cells that changed since they were looked at, or are gone."""
        return tuple(cell for cell in self.cells if cell.changes or not cell.is_there)

    @property
    def done(self) -> tuple[Tried, ...]:
        """The tactics that were carried out."""
        return tuple(each for each in self.tried if each.is_done)

    @property
    def tested(self) -> tuple[Tried, ...]:
        """The tactics of testing that were carried out."""
        return tuple(each for each in self.done if each.tactic.part == TESTING)


class GapKind(StrEnum):
    """What may lack a conclusion."""

    QUESTION = "question"
    DIMENSION = "dimension"


@dataclass(frozen=True, slots=True)
class Gap:
    """A research question or a dimension without a conclusion.

    `id` is the question, or the code's canonical id with `code_id` its row.
    """

    kind: GapKind
    id: str
    words: str
    code_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The conclusions in their order, and what has none."""

    placed: tuple[Placed, ...]
    gaps: tuple[Gap, ...]

    @property
    def unlinked(self) -> tuple[Placed, ...]:
        """Those that stand on no cell."""
        return tuple(each for each in self.placed if not each.row.is_linked)
