"""A sample as tables: its strata, and its texts in the order of the draw; for every writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qda.displays.values import Fact
from qda.i18n import Speech
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import count, heading, number, text
from qda.sampling.drawing import StratumCount
from qda.sampling.saturating import SaturationCheck
from qda.sampling.stored import SampleProgress, SampleRow, SampleText
from qda.sampling.wording import (
    SMALL_WORDS,
    drawn_words,
    method_text,
    rule_word,
    small_strata,
    strata_by,
    stratum_words,
    unit_word,
)


def sample_report(
    row: SampleRow,
    texts: Sequence[SampleText],
    *,
    language: str,
    progress: SampleProgress | None = None,
    check: SaturationCheck | None = None,
) -> NumberReport:
    """The sample with the sentences of the method section."""
    speech = Speech(language)
    facts = [
        Fact(speech("Collection"), f"{row.collection} ({row.collection_key})"),
        Fact(speech("Rule"), rule_word(row.plan.rule, speech)),
        Fact(speech("What is drawn"), unit_word(row.plan.unit, speech)),
        Fact(speech("Seed"), str(row.plan.seed)),
        Fact(speech("Filter"), row.plan.filter or speech("none")),
        Fact(speech("Method section"), method_text(row, speech, check)),
    ]
    if progress is not None:
        facts.append(Fact(speech("Worked through"), progress_words(progress, speech)))
    names = {each.name: stratum_words(each, speech) for each in row.strata}
    tables = [_texts(texts, names, speech)]
    if row.stratified_by:
        people = row.plan.of_respondents
        tables.insert(0, strata_table(row.strata, strata_by(row, speech), speech, people=people))
    return NumberReport(
        kind="sample",
        title=speech("Sample “{name}”", name=row.name),
        subtitle=drawn_words(row, speech),
        language=language,
        tables=tuple(tables),
        facts=tuple(facts),
        warnings=tuple(small_strata(row.strata, speech, people=row.plan.of_respondents))
        if row.allocation
        else (),
    )


def progress_words(progress: SampleProgress, speech: Speech) -> str:
    """How far a sample is, in words."""
    number_ = speech.number
    return speech(
        "{worked} of {texts} worked through, {left} left",
        worked=number_(progress.worked),
        texts=number_(progress.texts),
        left=number_(progress.left),
    )


def strata_table(
    strata: Sequence[StratumCount], by: str, speech: Speech, *, people: bool = False
) -> NumberTable:
    """A row for each stratum: texts in the frame, drawn ones, how many each stands for.

    `people` says that respondents were drawn, and not texts.
    """
    each_for = speech("Per drawn respondent") if people else speech("Texts per drawn text")
    columns = (
        heading("frame", speech("In the frame")),
        heading("drawn", speech("Drawn")),
        heading("weight", each_for),
        heading("note", speech("Note")),
    )
    rows = tuple(
        NumberRow(
            heading(f"stratum:{nth}", stratum_words(each, speech)),
            (
                count(each.size, speech),
                count(each.drawn, speech),
                number(each.weight, speech),
                text("" if each.smallness is None else speech(SMALL_WORDS[each.smallness])),
            ),
        )
        for nth, each in enumerate(strata, 1)
    )
    return NumberTable("strata", speech("Strata"), by or speech("Stratum"), columns, rows)


def _texts(texts: Sequence[SampleText], names: Mapping[str, str], speech: Speech) -> NumberTable:
    columns = (
        heading("position", speech("Place in the draw")),
        heading("batch", speech("Batch")),
        heading("stratum", speech("Stratum")),
        heading("worked", speech("Worked through")),
        heading("text", speech("Text")),
    )
    rows = tuple(
        NumberRow(
            heading(each.key, each.key),
            (
                count(each.position, speech),
                count(each.batch, speech),
                text(names.get(each.stratum, each.stratum)),
                text(speech("Yes") if each.worked else speech("No")),
                text(each.text),
            ),
        )
        for each in texts
    )
    return NumberTable(
        "texts", speech("Texts in the order of the draw"), speech("Text"), columns, rows
    )
