"""The table of contradicting claims: the same quantity as different sources state it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.vocabulary import EntryKind
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.joint.tabling import claim_record
from qda.retrieval.claims import claims
from qda.triangulation.claims import Compared, compared

VERDICT = "verdict"
"""The id of the last column."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every quantity that is stated more than once, with what each source states.

    Raises:
        UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    within = [
        each
        for each in claims(connection)
        if each.source_id is None or each.source_id in bench.scope.texts
    ]
    found = compared(within)
    if KIND.choice(question, "show") == "contradictions":
        found = tuple(each for each in found if each.contradicts)
    sources = {
        each.source_id: f"{each.source_key} · {each.source_title}"
        for row in found
        for each in row.claims
    }
    ordered = sorted(sources, key=lambda id_: sources[id_])
    speech = bench.speech
    cells = [
        (*(_stated(bench, row, id_) for id_ in ordered), _verdict(bench, row)) for row in found
    ]
    worse = [row.quantity for row in found if row.contradicts]
    warnings = []
    if worse:
        warnings.append(
            speech.many(
                "Sources contradict each other on {n} quantity: {names}.",
                "Sources contradict each other on {n} quantities: {names}.",
                len(worse),
                names=", ".join(dict.fromkeys(worse)),
            )
        )
    columns = [Heading(f"source:{id_}", sources[id_]) for id_ in ordered]
    return bench.matrix(
        speech("Quantity"),
        [_heading(row) for row in found],
        [*columns, *((Heading(VERDICT, speech("Verdict")),) if found else ())],
        cells,
        warnings=warnings,
    )


def _heading(row: Compared) -> Heading:
    note = ", ".join(each for each in (row.unit, row.year) if each)
    return Heading(row.id, f"{row.quantity} ({note})" if note else row.quantity)


def _stated(bench: Workbench, row: Compared, source_id: int | None) -> Cell:
    stated = [each for each in row.claims if each.source_id == source_id]
    if not stated:
        return words_cell(bench.speech("states no such figure"))
    entries = []
    for each in stated:
        record = bench.record(claim_record(each))
        words = f"{each.stated or bench.speech.number(each.value, 2)} {each.unit}".strip()
        entries.append(
            Entry(
                EntryKind.COUNT,
                f"{words} [{each.key}]" if each.key else words,
                state=each.state,
                records=(record,),
                value=each.value,
                author=each.coder,
                made_at=each.made_at,
            )
        )
    return Cell(tuple(entries), records=_records(entries))


def _verdict(bench: Workbench, row: Compared) -> Cell:
    speech = bench.speech
    records = tuple(bench.record(claim_record(each)) for each in row.claims)
    if not row.contradicts:
        return Cell((Entry(EntryKind.SUMMARY, speech("the same figure"), records=records),),
                    records=records)  # fmt: skip
    values = [each.value for each in row.claims]
    low, high = min(values), max(values)
    words = speech(
        "contradiction: from {low} to {high}, a difference of {gap}",
        low=speech.number(low, _digits(low)),
        high=speech.number(high, _digits(high)),
        gap=speech.number(high - low, max(_digits(low), _digits(high))),
    )
    return Cell((Entry(EntryKind.SUMMARY, words, records=records, value=high - low),),
                records=records)  # fmt: skip


def _digits(value: float) -> int:
    return 0 if value.is_integer() else 2


def _records(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(index for entry in entries for index in entry.records)


KIND = DisplayKind(
    id="contradicting-claims",
    name=mark("Table of contradicting claims"),
    family=Family.TRIANGULATING,
    answers=mark("Which figures do sources state differently?"),
    rule=mark(
        "Figures are compared where quantity, unit and year are the same. Two figures agree where "
        "they are equal, or one is the other rounded; else they contradict each other."
    ),
    empty=mark("Record the figures that your sources state, the same quantity of two sources."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
    choices=(
        Choice(
            "show",
            mark("Which quantities"),
            (
                Option("all", mark("All that are stated more than once")),
                Option("contradictions", mark("Contradictions only")),
            ),
            "all",
        ),
    ),
)
