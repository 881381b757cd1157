"""What is counted in a report, and what leads where: chapters, captions, evidence, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from exports.drawings.shapes import Drawing
from exports.masking import masked
from exports.networks.writing import check_network
from exports.pictures import has_picture, inner_picture
from exports.tracing import TracedCell, TracedMatrix, check, traced
from exports.wording import place_words
from qda.displays.network import Network
from qda.displays.network_table import network_matrix
from qda.displays.report import REFERENCE, Report, ReportSection, ShownDisplay
from qda.displays.values import Evidence, Matrix, Record
from qda.i18n import Speech

_TOKEN: Final = re.compile(r"\[#[^\]\s]+\]|[\w][\w.:\-]*[\w]")
APPENDIX: Final = "appendix"


@dataclass(frozen=True, slots=True)
class Use:
    """A cell that rests on a piece of evidence: where it stands in words, and its name."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Backing:
    """A coding or a record of the appendix with its number and the cells that rest on it."""

    number: int
    anchor: str
    item: Evidence | Record
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A display with the numbers of its captions; `figure` is empty where it has no picture."""

    shown: ShownDisplay
    numbered: TracedMatrix
    targets: ReportTargets
    chapter: int
    table: int
    figure: int = 0

    @property
    def table_number(self) -> str:
        """Such as `4.1`."""
        return f"{self.chapter}.{self.table}"

    @property
    def figure_number(self) -> str:
        """Such as `4.2`."""
        return f"{self.chapter}.{self.figure}"

    @property
    def anchor(self) -> str:
        """Where references to it lead."""
        return self.targets.named("caption")

    @property
    def table_anchor(self) -> str:
        """Where its table is; beside a picture it has a place of its own."""
        return self.targets.named("table") if self.figure else self.anchor

    @property
    def title(self) -> str:
        """Its title on one line."""
        return " ".join(self.numbered.matrix.title.split())

    def drawing(self) -> Drawing | None:
        """Its picture; None where it is a table and nothing else. Takes up to a second."""
        return inner_picture(self.shown.display)


@dataclass(frozen=True, slots=True)
class ReportTargets:
    """The names of the places of one display: its own cells, and the appendix of the report."""

    prefix: str
    evidence_numbers: Mapping[int, int]
    record_numbers: Mapping[int, int]

    def named(self, part: str) -> str:
        """Such as `d2-legend`."""
        return f"{self.prefix}-{part}"

    def cell(self, row: int, column: int) -> str:
        """Such as `d2-c0-1`."""
        return f"{self.prefix}-c{row}-{column}"

    def behind(self, place: TracedCell) -> str:
        """The first piece of evidence in the appendix."""
        if place.traces:
            return self.evidence(place, place.traces[0].index)
        return self.record(place, place.records[0].index) if place.records else ""

    def evidence(self, place: TracedCell, index: int) -> str:  # noqa: ARG002 - as the others
        """The evidence in the appendix."""
        return f"ev{self.evidence_numbers[index]}"

    def record(self, place: TracedCell, index: int) -> str:  # noqa: ARG002 - as the others
        """The record in the appendix."""
        return f"rc{self.record_numbers[index]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words; `link` names where it leads, empty where nowhere."""

    text: str
    link: str = ""


@dataclass(slots=True)
class Plan:
    """A report with everything counted."""

    report: Report
    speech: Speech
    displays: dict[str, Counted] = field(default_factory=dict)
    evidence: list[Backing] = field(default_factory=list)
    records: list[Backing] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.report.language

    def headings(self) -> Iterator[tuple[ReportSection, str, str]]:
        """The sections with their numbers (`4`, `4.1`) and the names of their places."""
        counts = [self.report.first_chapter - 1, 0, 0]
        for nth, section in enumerate(self.report.sections):
            level = min(max(section.level, 1), 3)
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            number = ".".join(str(each) for each in counts[:level])
            yield section, number, f"s{nth}"

    def pieces(self, words: str) -> list[Piece]:
        """Words with what they name: displays by their captions, trace keys by their evidence."""
        found: list[Piece] = []
        at = 0
        for match in _TOKEN.finditer(words):
            link, text = self._named(match[0])
            if link:
                found += [Piece(words[at : match.start()]), Piece(text, link)]
                at = match.end()
        return [piece for piece in (*found, Piece(words[at:])) if piece.text]

    def _named(self, token: str) -> tuple[str, str]:
        name = REFERENCE.fullmatch(token)
        if name is not None:
            counted = self.displays[name[1]]
            return counted.anchor, self.reference(counted)
        return self.keys.get(token, ""), token

    def reference(self, counted: Counted) -> str:
        """How words name a display: `Table 4.1`, one with a picture `Figure 4.1`."""
        if counted.figure:
            return f"{self.speech('Figure')} {counted.figure_number}"
        return f"{self.speech('Table')} {counted.table_number}"


def planned(report: Report, *, mask_names: bool) -> Plan:
    """Count a report.

    Raises:
        UnknownReference, DoubledDisplay: its words name what is not there.
        CrookedMatrix: a display contradicts itself.
    """
    plan = Plan(report.checked(), Speech(report.language))
    backing = _Backing()
    placed = list(_placed(report, mask_names=mask_names))
    for each in placed:
        backing.take(each.matrix)
    for each in placed:
        plan.displays[each.shown.id] = _counted(each, backing, plan)
    plan.evidence = backing.made(backing.evidence, "ev")
    plan.records = backing.made(backing.records, "rc")
    if report.has_appendix:
        for backed in plan.evidence:
            assert isinstance(backed.item, Evidence)
            plan.keys.setdefault(backed.item.key, backed.anchor)
    return plan


@dataclass(frozen=True, slots=True)
class _Placed:
    """A display with its table, and the numbers of its captions within its chapter."""

    shown: ShownDisplay
    matrix: Matrix
    chapter: int
    table: int
    figure: int


def _placed(report: Report, *, mask_names: bool) -> Iterator[_Placed]:
    chapter = report.first_chapter - 1
    tables = figures = 0
    for section in report.sections:
        if section.level <= 1:
            chapter += 1
            tables = figures = 0
        for block in section.blocks:
            if not isinstance(block, ShownDisplay):
                continue
            shown = _masked(block) if mask_names else block
            display = shown.display
            tables += 1
            is_drawn = has_picture(display)
            figures += is_drawn
            if isinstance(display, Network):
                check_network(display)
                matrix = network_matrix(display)
            else:
                matrix = display
            check(matrix)
            figure = figures if is_drawn else 0
            yield _Placed(shown, matrix, max(1, chapter), tables, figure)


def _masked(shown: ShownDisplay) -> ShownDisplay:
    display = shown.display
    if isinstance(display, Network):
        return ShownDisplay(shown.id, masked(display))
    return ShownDisplay(shown.id, masked(display))


def _counted(placed: _Placed, backing: _Backing, plan: Plan) -> Counted:
    matrix = backing.with_all_records(placed.matrix)
    targets = ReportTargets(
        f"d{len(plan.displays) + 1}",
        {nth: backing.evidence_number(each) for nth, each in enumerate(matrix.evidence)},
        {nth: nth + 1 for nth in range(len(matrix.records))},
    )
    counted = Counted(
        placed.shown, traced(matrix), targets, placed.chapter, placed.table, placed.figure
    )
    backing.used(counted, matrix, plan)
    return counted


@dataclass(slots=True)
class _Backing:
    """The codings and records of all displays, each once, with the cells that rest on them."""

    evidence: dict[str, tuple[int, Evidence]] = field(default_factory=dict)
    records: dict[str, tuple[int, Record]] = field(default_factory=dict)
    uses: dict[str, list[Use]] = field(default_factory=dict)

    def evidence_number(self, item: Evidence) -> int:
        return self.evidence.setdefault(item.coding, (len(self.evidence) + 1, item))[0]

    def record_number(self, item: Record) -> int:
        key = f"{item.kind.value} {item.id}"
        return self.records.setdefault(key, (len(self.records) + 1, item))[0]

    def take(self, matrix: Matrix) -> None:
        """Number what a display rests on."""
        for evidence in matrix.evidence:
            self.evidence_number(evidence)
        for record in matrix.records:
            self.record_number(record)

    def with_all_records(self, matrix: Matrix) -> Matrix:
        """The display with the records of the whole report, so that all bear the same numbers."""
        at = tuple(self.record_number(each) - 1 for each in matrix.records)

        def moved(indexes: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(at[index] for index in indexes)

        cells = tuple(
            tuple(
                replace(
                    cell,
                    records=moved(cell.records),
                    entries=tuple(
                        replace(entry, records=moved(entry.records)) for entry in cell.entries
                    ),
                )
                for cell in row
            )
            for row in matrix.cells
        )
        records = tuple(record for _, record in self.records.values())
        return replace(matrix, cells=cells, records=records)

    def used(self, counted: Counted, matrix: Matrix, plan: Plan) -> None:
        """Note which cells of a display rest on what."""
        caption = f"{plan.speech('Table')} {counted.table_number}"
        for place in counted.numbered.places():
            words = " ".join(place_words(matrix, place.row, place.column, plan.speech).split())
            use = Use(f"{caption}: {words}", counted.targets.cell(place.row, place.column))
            for trace in place.traces:
                self.uses.setdefault(f"ev{self.evidence_number(trace.evidence)}", []).append(use)
            for record in place.records:
                self.uses.setdefault(f"rc{self.record_number(record.record)}", []).append(use)

    def made(
        self,
        items: Mapping[str, tuple[int, Evidence]] | Mapping[str, tuple[int, Record]],
        kind: str,
    ) -> list[Backing]:
        """What was noted, in the order of its numbers."""
        return [
            Backing(number, f"{kind}{number}", item, tuple(self.uses.get(f"{kind}{number}", ())))
            for number, item in items.values()
        ]
