"""Cells of joint displays: means of a survey, stated figures, strands of words, their fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.vocabulary import CodingState, Convergence, EntryKind
from qda.displays.axes import RowKey
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Heading, Record, RecordKind
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.joint.strands import STRAND_NAMES, JointRow, Strand
from qda.joint.surveys import SurveyMean
from qda.retrieval.claims import ClaimRow
from qda.triangulation.fit import Fit
from qda.triangulation.labels import LabelRow
from qda.triangulation.modes import Mode
from qda.triangulation.reading import Triangulation, TriRow
from qda.triangulation.tabling import group_cell
from qda.triangulation.wording import FITS, signed

SURVEY, FIGURES, FIT, LABEL = "survey", "figures", "fit", "label"
"""The ids of columns that joint displays share."""

FIT_OF: Final = {
    Convergence.AGREEMENT: Fit.CONFIRMS,
    Convergence.PARTIAL: Fit.EXPANDS,
    Convergence.SILENCE: Fit.EXPANDS,
    Convergence.DISSONANCE: Fit.CONTRADICTS,
}
"""What a researcher's label of convergence says of the fit of numbers and words."""

FIT_RULE: Final = mark("by the directions of numbers and words")


def as_triangulation(
    bench: Workbench, rows: Sequence[JointRow], *, is_strict: bool = False
) -> Triangulation:
    """The strands of joint rows as a triangulation, so that their themes can be labelled."""
    present = [strand for strand in Strand if any(strand in row.strands for row in rows)]
    language = bench.question.language
    return Triangulation(
        mode=Mode.TECHNIQUE,
        is_strict=is_strict,
        groups=tuple(
            RowKey(f"strand:{each.value}", bench.speech(STRAND_NAMES[each]), (0, nth, ""))
            for nth, each in enumerate(present)
        ),
        sizes=(),
        rows=tuple(
            TriRow(
                id=row.column.code.canonical_id,
                label=row.column.code.name(language),
                note=row.column.code.text("definition", language),
                group=row.column.heading(language).group,
                cells=tuple(row.strands[each] for each in present),
                pairs={
                    (f"strand:{one.value}", f"strand:{other.value}"): said
                    for (one, other), said in row.pairs.items()
                },
                proposed=row.proposed,
            )
            for row in rows
        ),
        left=0,
    )


def survey_cell(bench: Workbench, row: JointRow) -> Cell:
    """The means of the surveys that ask about a dimension."""
    if not row.means:
        return words_cell(bench.speech("no survey item belongs to it"))
    entries = [_mean_entry(bench, each) for each in row.means]
    return Cell(tuple(entries), records=_records(entries))


def _mean_entry(bench: Workbench, mean: SurveyMean) -> Entry:
    speech, found = bench.speech, mean.answers
    if found.mean is None:
        words = speech("{survey}: no answers", survey=mean.collection)
    else:
        words = speech(
            "{survey}: mean {mean} of {low}–{high} (SD {sd}), {items} items, {people} respondents",
            survey=mean.collection,
            mean=speech.number(found.mean, 2),
            low=mean.scale.low,
            high=mean.scale.high,
            sd="–" if found.deviation is None else speech.number(found.deviation, 2),
            items=speech.number(len(mean.questions)),
            people=speech.number(mean.respondents),
        )
        if mean.interval is not None:
            low, high = mean.interval
            words += " · " + speech(
                "95% interval {low}–{high}", low=speech.number(low, 2), high=speech.number(high, 2)
            )
        if mean.direction is not None:
            words += " · " + speech("direction {d}", d=signed(float(mean.direction), speech))
    records = tuple(
        bench.record(
            Record(RecordKind.ANSWER, each.uuid, f"{mean.collection}:{each.key}",
                   each.text(speech.language))
        )
        for each in mean.questions
    )  # fmt: skip
    return Entry(EntryKind.COUNT, words, value=found.mean, records=records)


def claim_record(claim: ClaimRow) -> Record:
    """A claim as something that a cell rests on."""
    return Record(
        RecordKind.CLAIM,
        claim.uuid,
        claim.key,
        claim.quote or f"{claim.quantity}: {claim.stated or claim.value}",
        author=claim.coder,
        made_at=claim.made_at,
        source_id=claim.source_id,
        span=claim.span,
    )


def figures_cell(bench: Workbench, claims: Sequence[ClaimRow]) -> Cell:
    """The figures that sources state, or that were worked out, on a dimension."""
    if not claims:
        return words_cell(bench.speech("no figure is recorded for it"))
    entries = []
    for each in claims:
        number = each.stated or bench.speech.number(
            each.value, 0 if float(each.value).is_integer() else 2
        )
        year = f" ({each.year})" if each.year else ""
        words = f"{each.quantity}: {number} {each.unit}".rstrip() + year
        entries.append(
            Entry(
                EntryKind.COUNT,
                f"{words} [{each.key}]" if each.key else words,
                state=each.state,
                records=(bench.record(claim_record(each)),),
                rule=each.rule,
                author=each.coder,
                made_at=each.made_at,
                value=each.value,
            )
        )
    return Cell(tuple(entries), records=_records(entries))


def strand_cell(bench: Workbench, row: JointRow, strand: Strand) -> Cell:
    """What a strand says of a dimension; reviews with the share of those who complain."""
    said = row.strands.get(strand)
    if said is None:
        return words_cell(bench.speech("no such texts in the study"))
    cell = group_cell(bench, said)
    if strand is not Strand.REVIEWS or not said.voice.asked:
        return cell
    speech, voice = bench.speech, said.voice
    words = speech(
        "complaints: {n} of {asked} ({share}%)",
        n=speech.number(voice.negative),
        asked=speech.number(voice.asked),
        share=speech.number(100 * voice.negative / voice.asked, 1),
    )
    count = Entry(EntryKind.COUNT, words, value=voice.negative / voice.asked)
    return replace(cell, entries=(count, *cell.entries))


def fit_cell(bench: Workbench, row: JointRow, given: Sequence[LabelRow]) -> Cell:
    """How the numbers fit the words: in a researcher's name, else as proposed."""
    speech = bench.speech
    behind = tuple(sorted(bench.take(row.sayings)))
    proposed = Entry(
        EntryKind.JUDGEMENT,
        speech(FITS[row.fit]),
        state=CodingState.PROPOSED,
        rule=speech(FIT_RULE),
    )
    entries = [
        replace(
            proposed,
            text=speech(FITS[FIT_OF.get(each.label, Fit.NO_DATA)]),
            state=CodingState.CONFIRMED,
            author=each.coder,
            made_at=each.made_at,
            generated=proposed.text,
            id=each.uuid,
        )
        for each in given
    ]
    return Cell(tuple(entries) or (proposed,), evidence=behind)


def strand_headings(bench: Workbench, group: str = "") -> tuple[Heading, ...]:
    """The columns of the strands."""
    return tuple(
        Heading(f"strand:{each.value}", bench.speech(STRAND_NAMES[each]), group=group)
        for each in Strand
    )


def _records(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(index for entry in entries for index in entry.records))
