"""Lays a triangulation out as a table: groups, pairs, label, reasons, and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.vocabulary import CodingState, Consequence, Convergence, EntryKind, Missing
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Option
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.i18n import Speech, mark
from qda.labels import label
from qda.numbers.grouping import Period
from qda.triangulation.labels import LabelRow, labels_of
from qda.triangulation.modes import MODE_NAMES, Mode
from qda.triangulation.protocol import Standing
from qda.triangulation.reading import Triangulation, TriCell, TriRow
from qda.triangulation.wording import SHORT_RULE, STRICT, USUAL, figures, legend

PAIRS, LABEL, REASON, CONSEQUENCE = "pairs", "label", "reason", "consequence"
"""The ids of the columns of judgement."""

JUDGED: Final = frozenset({PAIRS, LABEL, REASON, CONSEQUENCE, "conclusion", "fit", "inference"})
"""The columns that tell what researchers judged, in all displays whose themes can be labelled."""

STRICT_CHOICE: Final = Choice(
    "strict",
    mark("Mode of the rule"),
    (Option("no", mark("Usual")), Option("yes", mark("Strict"))),
    "no",
)
GROUPS_CHOICE: Final = Choice(
    "groups",
    mark("Sources are grouped by"),
    (
        Option("group", mark("Stakeholder group")),
        Option("role", mark("Role")),
        Option("case", mark("Case")),
        Option("source", mark("Source")),
    ),
    "group",
)
PERIOD_CHOICE: Final = Choice(
    "period",
    mark("Width of the times"),
    (
        Option("date", mark("Date")),
        Option("week", mark("Week")),
        Option("month", mark("Month")),
        Option("year", mark("Year")),
    ),
    "month",
)
MODE_CHOICE: Final = Choice(
    "mode", mark("Compare by"), tuple(Option(each.value, MODE_NAMES[each]) for each in Mode),
    Mode.SOURCE.value,
)  # fmt: skip
CROSSWALK_CHOICE: Final = Choice("crosswalk", mark("Codes that correspond"))


def period_of(kind: DisplayKind, question: DisplayQuestion) -> Period | None:
    """The width of the bins of time that was chosen; None for single dates."""
    chosen = kind.choice(question, "period")
    return None if chosen == "date" else Period(chosen)


@dataclass(frozen=True, slots=True)
class Labels:
    """What researchers said of a kept triangulation, by theme and by pair."""

    by_place: Mapping[tuple[str, ...], tuple[LabelRow, ...]]

    def of(self, row: str, pair: tuple[str, str] | None = None) -> tuple[LabelRow, ...]:
        """The labels of a theme, or of a pair in whichever order it is named."""
        place = (row,) if pair is None else (row, min(pair), max(pair))
        return self.by_place.get(place, ())


def labels_for(bench: Workbench) -> Labels:
    """The labels of the kept display that is being made; none where it is not kept."""
    found: dict[tuple[str, ...], list[LabelRow]] = defaultdict(list)
    if bench.question.display_id is not None:
        for each in labels_of(bench.connection, bench.question.display_id):
            found[each.place].append(each)
    return Labels({place: tuple(given) for place, given in found.items()})


def group_headings(bench: Workbench, found: Triangulation) -> tuple[Heading, ...]:
    """The headings of the groups, with the number of informants in each."""
    named = bench.speech(MODE_NAMES[found.mode])
    return tuple(
        Heading(key.id, key.label, group=named, size=size)
        for key, size in zip(found.groups, found.sizes, strict=True)
    )


def take_all(bench: Workbench, found: Triangulation) -> None:
    """Read the words of every coding at once, before cells are made of them."""
    bench.take(_sayings(found))


def group_cell(bench: Workbench, cell: TriCell) -> Cell:
    """What a group says: its figures and best quotes, or why it says nothing."""
    words = figures(cell.voice, bench.speech)
    share = cell.voice.prominence
    count = Entry(EntryKind.COUNT, words, value=None if share is None else float(share))
    if cell.mark is not None:
        missing = bench.missing(cell.mark)
        return replace(missing, entries=(count, *missing.entries) if cell.voice.asked else
                       missing.entries)  # fmt: skip
    made = bench.cell(cell.sayings, entries=(count,))
    return replace(made, symbol=cell.voice.symbol)


def label_entries(
    bench: Workbench, given: Sequence[LabelRow], proposed: Convergence
) -> tuple[Entry, ...]:
    """The labels that researchers gave, each with its author; else what the rule proposes."""
    speech = bench.speech
    words, rule = label(proposed, speech), speech(SHORT_RULE)
    if not given:
        return (Entry(EntryKind.JUDGEMENT, words, state=CodingState.PROPOSED, rule=rule),)
    several = len(given) > 1
    return tuple(
        Entry(
            EntryKind.JUDGEMENT,
            label(each.label, speech) + (f" ({each.coder})" if several else ""),
            rule=rule,
            author=each.coder,
            made_at=each.made_at,
            generated="" if each.label is proposed else words,
            records=(bench.record(label_record(each, speech)),),
            id=each.uuid,
        )
        for each in given
    )


def records_of(entries: Iterable[Entry]) -> tuple[int, ...]:
    """The records that entries rest on, each once."""
    return tuple(dict.fromkeys(index for entry in entries for index in entry.records))


def label_record(row: LabelRow, speech: Speech) -> Record:
    """A researcher's label as something that a cell rests on."""
    words = row.reason or label(row.label, speech)
    return Record(RecordKind.LABEL, row.uuid, "", words, author=row.coder, made_at=row.made_at)


def label_cell(bench: Workbench, row: TriRow, given: Sequence[LabelRow]) -> Cell:
    """The label of a theme as a whole, which rests on every coding of the theme."""
    entries = label_entries(bench, given, row.proposed)
    return Cell(entries, evidence=behind(bench, row), records=records_of(entries))


def behind(bench: Workbench, row: TriRow) -> tuple[int, ...]:
    """The evidence of all cells of a theme."""
    return tuple(sorted(bench.take(saying for cell in row.cells for saying in cell.sayings)))


def pairs_cell(bench: Workbench, found: Triangulation, row: TriRow, labels: Labels) -> Cell:
    """The label of every pair of groups, each called by their names; one group has none."""
    if not row.pairs:
        return bench.missing(Missing.NOT_APPLICABLE)
    names = {key.id: key.label for key in found.groups}
    entries = tuple(
        replace(entry, text=f"{names[pair[0]]} – {names[pair[1]]}: {entry.text}")
        for pair, proposed in row.pairs.items()
        for entry in label_entries(bench, labels.of(row.id, pair), proposed)
    )
    return Cell(entries, evidence=behind(bench, row), records=records_of(entries))


def reason_cell(bench: Workbench, given: Sequence[LabelRow]) -> Cell:
    """Why researchers gave their labels, and what they infer from them."""
    entries = [
        Entry(EntryKind.JUDGEMENT, words, author=each.coder, made_at=each.made_at)
        for each in given
        for words in (each.reason, each.inference)
        if words
    ]
    return Cell(tuple(entries)) if entries else not_judged(bench)


def consequence_cell(bench: Workbench, given: Sequence[LabelRow]) -> Cell:
    """What becomes of the finding, as researchers say."""
    entries = [
        Entry(
            EntryKind.JUDGEMENT,
            label(each.consequence, bench.speech),
            author=each.coder,
            made_at=each.made_at,
        )
        for each in given
        if each.consequence is not None
    ]
    return Cell(tuple(entries)) if entries else not_judged(bench)


def not_judged(bench: Workbench) -> Cell:
    """A cell that waits for a researcher's word."""
    return words_cell(bench.speech("no researcher has judged it yet"))


def headings_of_judgement(speech: Speech) -> tuple[Heading, ...]:
    """The columns after those of the groups."""
    group = speech("Judgement")
    return (
        Heading(PAIRS, speech("Pairs of groups"), group=group),
        Heading(LABEL, speech("Label"), group=group),
        Heading(REASON, speech("Reasoning"), group=group),
        Heading(CONSEQUENCE, speech("Consequence"), group=group),
    )


def row_heading(row: TriRow) -> Heading:
    """The heading of a theme."""
    return Heading(row.id, row.label, note=row.note, group=row.group)


def triangulation_matrix(bench: Workbench, found: Triangulation) -> Matrix:
    """Themes against groups, with pairs, label, reasoning and consequence."""
    labels = labels_for(bench)
    take_all(bench, found)
    cells = []
    for row in found.rows:
        given = labels.of(row.id)
        cells.append(
            (
                *(group_cell(bench, cell) for cell in row.cells),
                pairs_cell(bench, found, row, labels),
                label_cell(bench, row, given),
                reason_cell(bench, given),
                consequence_cell(bench, given),
            )
        )
    speech = bench.speech
    return bench.matrix(
        speech("Theme"),
        [row_heading(row) for row in found.rows],
        [*group_headings(bench, found), *headings_of_judgement(speech)],
        cells,
        facts=facts_of(bench, found, labels),
        legend=(*legend(speech), *missing_legend(speech)),
        warnings=warnings_of(bench, found, labels),
    )


def facts_of(bench: Workbench, found: Triangulation, labels: Labels) -> tuple[Fact, ...]:
    """Mode, strictness, and how many themes a researcher has labelled."""
    speech = bench.speech
    judged = sum(bool(labels.of(row.id)) for row in found.rows)
    said = speech(
        "{judged} of {rows} themes are labelled by a researcher; the labels of the others are "
        "proposals",
        judged=speech.number(judged),
        rows=speech.number(len(found.rows)),
    )
    consequences = [
        each.consequence
        for row in found.rows
        for each in labels.of(row.id)
        if each.consequence is not None
    ]
    tail = "; ".join(
        f"{label(each, speech)}: {speech.number(consequences.count(each))}"
        for each in Consequence
        if each in consequences
    )
    return (
        Fact(speech("Compared by"), speech(MODE_NAMES[found.mode])),
        Fact(speech("Mode of the rule"), speech(STRICT if found.is_strict else USUAL)),
        Fact(speech("Labels"), f"{said}. {tail}" if tail else said),
    )


def missing_legend(speech: Speech) -> tuple[Fact, ...]:
    """What the marks of missing words mean."""
    return tuple(Fact(each.value, label(each, speech)) for each in Missing)


def warnings_of(bench: Workbench, found: Triangulation, labels: Labels) -> tuple[str, ...]:
    """What to beware of: unknown questions, unread texts, undated texts, stale or split labels."""
    speech = bench.speech
    said = []
    if len(found.groups) == 1:
        said.append(
            speech(
                "There is one group only, and nothing to compare it with. Give cases a group or a "
                "role, texts a technique or a date, or compare by something else."
            )
        )
    unknown = [row.label for row in found.rows if any(cell.unknown for cell in row.cells)]
    if unknown:
        said.append(
            speech(
                "Nobody knows whether all informants were asked about: {themes}. Those of whom it "
                "is not known count only where they speak. Tick who was asked, or link the "
                "questions of the guide to codes.",
                themes=", ".join(unknown),
            )
        )
    pending = [
        row.label
        for row in found.rows
        if any(cell.voice.standing is Standing.PENDING for cell in row.cells)
    ]
    if pending:
        said.append(
            speech(
                "Texts are not read to the end; silence is not yet a finding on: {themes}.",
                themes=", ".join(pending),
            )
        )
    if found.left:
        said.append(_left_out(speech, found))
    return (*said, *_of_labels(speech, found, labels))


def _left_out(speech: Speech, found: Triangulation) -> str:
    """How many texts belong to no group, and why."""
    if found.mode is Mode.CODER:
        return speech.many(
            "{n} text was coded by one person alone and is left out.",
            "{n} texts were coded by one person alone and are left out.",
            found.left,
        )
    return speech.many(
        "{n} text has no date and is left out.",
        "{n} texts have no date and are left out.",
        found.left,
    )


def _of_labels(speech: Speech, found: Triangulation, labels: Labels) -> Iterable[str]:
    moved = [
        row.label
        for row in found.rows
        if any(
            each.proposed is not None and each.proposed is not row.proposed
            for each in labels.of(row.id)
        )
    ]
    if moved:
        yield speech(
            "Since their labels were given, the rule proposes something else for: {themes}. Look "
            "at them again.",
            themes=", ".join(moved),
        )
    split = [row.label for row in found.rows if len({each.label for each in labels.of(row.id)}) > 1]
    if split:
        yield speech(
            "Researchers do not say the same of: {themes}. Compare their labels and talk them "
            "through.",
            themes=", ".join(split),
        )


def _sayings(found: Triangulation) -> list[Saying]:
    return [saying for row in found.rows for cell in row.cells for saying in cell.sayings]
