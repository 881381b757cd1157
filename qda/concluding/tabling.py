"""Lays conclusions out as a table: statement, cells, evidence, what is against it, confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from models.vocabulary import EntryKind, Missing
from qda.concluding.against import Against
from qda.concluding.ordering import outline
from qda.concluding.reading import concluded
from qda.concluding.reasons import GRADES
from qda.concluding.values import (
    RULES,
    Concluded,
    Counter,
    Gap,
    GapKind,
    Looked,
    Reason,
    Rule,
    StoodCell,
)
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import Speech, mark

STATEMENT: Final = "statement"

MINUS: Final = "\N{MINUS SIGN}"
"""The sign of a reason against; unlike a dash it never stands at the end of a line."""


def conclusions_matrix(bench: Workbench) -> Matrix:
    """The conclusions in their order, then the questions and dimensions that have none.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    speech = bench.speech
    found = outline(bench.connection, speech)
    known = concluded(bench, found)
    looking = Against(bench)
    columns = (
        Heading(STATEMENT, speech("Statement")),
        Heading("stands", speech("Stands on")),
        Heading("evidence", speech("Evidence")),
        Heading("against", speech("Against it")),
        Heading("confidence", speech("Confidence")),
        Heading("tactics", speech("Tactics tried")),
    )
    rows = [
        *(Heading(each.row.uuid, speech("Conclusion {n}", n=each.placed.number),
                  group=each.placed.about) for each in known),
        *(Heading(f"{gap.kind}:{gap.id}", gap.words, group=speech("No conclusion yet"))
          for gap in found.gaps),
    ]  # fmt: skip
    cells = [
        *(_row(bench, looking, each) for each in known),
        *(_gap(bench, looking, gap) for gap in found.gaps),
    ]
    return bench.matrix(
        speech("Conclusion"),
        rows,
        columns,
        cells,
        facts=_facts(speech, known, found.gaps),
        legend=[
            Fact(
                f"+ / {MINUS}", speech("a reason for trusting the conclusion, a reason against it")
            ),
            *(Fact(speech(words), speech(ABOUT[rule])) for rule, words in RULES.items()),
        ],
        warnings=warnings_for(speech, known, found.gaps),
    )


def warnings_for(
    speech: Speech, known: Sequence[Concluded], gaps: Sequence[Gap]
) -> tuple[str, ...]:
    """What is to be told of the conclusions as a whole: loose ones, stale ones, gaps."""
    loose = sum(not each.row.is_linked for each in known)
    stale = sum(bool(each.stale) for each in known)
    found = []
    if loose:
        found.append(speech.many("{n} conclusion stands on no cell.",
                                 "{n} conclusions stand on no cell.", loose))  # fmt: skip
    if stale:
        found.append(
            speech.many(
                "{n} conclusion stands on cells that changed since they were looked at.",
                "{n} conclusions stand on cells that changed since they were looked at.",
                stale,
            )
        )
    found.extend(gap_words(speech, gaps))
    return tuple(found)


def gap_words(speech: Speech, gaps: Sequence[Gap]) -> tuple[str, ...]:
    """Which research questions and dimensions have no conclusion yet, a sentence for each kind."""
    questions = [gap.words for gap in gaps if gap.kind is GapKind.QUESTION]
    dimensions = [gap.words for gap in gaps if gap.kind is GapKind.DIMENSION]
    found = []
    if questions:
        found.append(
            speech.many(
                "{n} research question has no conclusion yet: {which}",
                "{n} research questions have no conclusion yet: {which}",
                len(questions),
                which=_named(questions),
            )
        )
    if dimensions:
        found.append(
            speech.many(
                "{n} dimension has no conclusion yet: {which}",
                "{n} dimensions have no conclusion yet: {which}",
                len(dimensions),
                which=_named(dimensions),
            )
        )
    return tuple(found)


def _named(names: Sequence[str]) -> str:
    left = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; +{left}" if left > 0 else "")


def looked_words(speech: Speech, looked: Looked) -> str:
    """What a rule came to, in words: how much it found, nothing, or why it could not look."""
    if looked.why_not:
        words = speech("not looked for, since {why}", why=looked.why_not)
    else:
        words = speech.number(looked.found) if looked.found else speech("nothing found")
    return f"{speech(RULES[looked.rule])}: {words}"


def cell_words(speech: Speech, cell: StoodCell) -> str:
    """A cell with its display, and what changed there."""
    if not cell.changes:
        return cell.title
    changes = "; ".join(cell.changes)
    return f"{cell.title} ({speech('changed: {what}', what=changes)})"


def reason_words(reason: Reason) -> str:
    """A reason with the sign of the side it is on."""
    return f"{'+' if reason.is_for else MINUS} {reason.words}"


ABOUT: Final = {
    Rule.CONTRADICTING_CELL: mark(
        "codings and records behind cells that the researcher set against it"
    ),
    Rule.OPPOSITE_WITHIN: mark("the polarity that fewer informants speak of, in the same cells"),
    Rule.OPPOSITE_ELSEWHERE: mark("that polarity in other rows, under the same codes"),
    Rule.ABSENCE: mark("findings of absence under the same codes"),
    Rule.SILENT: mark("asked about these codes, read to the end, and bearing none of them"),
    Rule.OUTLIER: mark(
        "mean Jaccard distance to the other cases beyond Tukey's fence, from five cases"
    ),
}
"""How each rule looks; English keys of the catalogue."""

_NAMED: Final = 6
"""Names that a sentence tells before it counts the rest."""


def _row(bench: Workbench, looking: Against, each: Concluded) -> tuple[Cell, ...]:
    return (
        _statement(each),
        _stands(bench, each),
        _evidence(bench, looking, each),
        _against(bench, looking, each),
        _confidence(bench, each),
        _tactics(bench, each),
    )


def _statement(each: Concluded) -> Cell:
    row = each.row
    said = Entry(EntryKind.JUDGEMENT, row.text, author=row.coder, made_at=row.made_at)
    noted = (
        (Entry(EntryKind.SUMMARY, row.note, author=row.coder, made_at=row.made_at),)
        if row.note
        else ()
    )
    return Cell((said, *noted))


def _stands(bench: Workbench, each: Concluded) -> Cell:
    speech = bench.speech
    if not each.cells:
        return bench.missing(Missing.PENDING, speech("it stands on no cell yet"))
    entries = []
    for cell in each.cells:
        words = cell_words(speech, cell)
        if cell.contradicts:
            words = speech("against it: {what}", what=words)
        entries.append(Entry(EntryKind.SUMMARY, words))
    return Cell(tuple(entries))


def _evidence(bench: Workbench, looking: Against, each: Concluded) -> Cell:
    speech, behind = bench.speech, each.behind
    records = tuple(bench.record(record) for record in behind.records)
    if not behind.evidence and not records:
        return bench.missing(Missing.PENDING, speech("nothing stands behind it yet"))
    words = [_counted(speech, each)] if behind.evidence else []
    if records:
        words.append(speech.many("{n} record", "{n} records", len(records)))
    head = Entry(EntryKind.SUMMARY, "; ".join(words), records=records)
    return bench.cell(looking.sayings_of(each.bearing), entries=(head,), records=records)


def _counted(speech: Speech, each: Concluded) -> str:
    behind = each.behind
    return ", ".join((
        speech.many("{n} informant", "{n} informants", behind.informants),
        speech.many("{n} source", "{n} sources", behind.sources),
        speech.many("{n} technique", "{n} techniques", len(behind.techniques)),
    )) + f" ({', '.join(behind.techniques)})"  # fmt: skip


def _against(bench: Workbench, looking: Against, each: Concluded) -> Cell:
    speech = bench.speech
    entries = []
    for looked in each.looked:
        counters = [found for found in each.against if found.rule is looked.rule]
        records = tuple(
            bench.record(found.record) for found in counters if found.record is not None
        )
        words = looked_words(speech, looked)
        named = [found.words for found in counters if found.evidence is None]
        if named:
            words += f" ({'; '.join(named[:_NAMED])})"
        rule = speech(ABOUT[looked.rule])
        entries.append(Entry(EntryKind.SUMMARY, words, records=records, rule=rule))
    return bench.cell(_sayings(looking, each.against), entries=entries)


def _sayings(looking: Against, against: Iterable[Counter]) -> list[Saying]:
    return [
        saying
        for found in against
        if found.evidence is not None
        for saying in looking.by_coding[found.evidence.coding]
    ]


def _confidence(bench: Workbench, each: Concluded) -> Cell:
    speech, row = bench.speech, each.row
    grade = row.confidence
    reasons = tuple(Entry(EntryKind.SUMMARY, reason_words(reason)) for reason in each.reasons)
    if grade is None:
        unsaid = Entry(
            EntryKind.MISSING, speech("confidence is not stated"), missing=Missing.PENDING
        )
        return Cell((unsaid, *reasons))
    rated = Entry(
        EntryKind.RATING,
        speech(GRADES[grade]),
        value=float(grade),
        author=row.coder,
        made_at=row.made_at,
    )
    return Cell((rated, *reasons))


def _tactics(bench: Workbench, each: Concluded) -> Cell:
    speech = bench.speech
    told = [tried for tried in each.tried if tried.answer is not None]
    if not told:
        return bench.missing(Missing.PENDING, speech("no tactic was tried on it yet"))
    entries = []
    for tried in told:
        words = speech(tried.tactic.words)
        if tried.is_done is False:
            words = f"{words} – {speech('not carried out')}"
        if tried.note:
            words = f"{words}: {tried.note}"
        answer = tried.answer
        assert answer is not None
        entries.append(
            Entry(EntryKind.JUDGEMENT, words, author=answer.coder, made_at=answer.changed_at)
        )
    return Cell(tuple(entries))


def _gap(bench: Workbench, looking: Against, gap: Gap) -> tuple[Cell, ...]:
    """The row of what has no conclusion yet: what there is to conclude from, else nothing."""
    speech = bench.speech
    none = bench.missing(Missing.PENDING, speech("no conclusion yet"))
    if gap.code_id is None:
        behind = none
    else:
        inside = looking.beneath(gap.code_id)
        sayings = [each for each in bench.sayings if each.place.code_id in inside]
        words = speech("nothing is coded here yet")
        behind = bench.cell(sayings) if sayings else bench.missing(Missing.PENDING, words)
    return (none, none, behind, none, none, none)


def _facts(speech: Speech, known: Sequence[Concluded], gaps: Sequence[Gap]) -> tuple[Fact, ...]:
    words = "; ".join((
        speech.many("{n} conclusion", "{n} conclusions", len(known)),
        speech("{n} without a cell", n=speech.number(sum(not e.row.is_linked for e in known))),
        speech("{n} questions without one", n=speech.number(_of(gaps, GapKind.QUESTION))),
        speech("{n} dimensions without one", n=speech.number(_of(gaps, GapKind.DIMENSION))),
    ))  # fmt: skip
    return (Fact(speech("Conclusions"), words),)


def _of(gaps: Sequence[Gap], kind: GapKind) -> int:
    return sum(gap.kind is kind for gap in gaps)
