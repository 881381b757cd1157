"""What was learned as tables of figures, for every writer and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qda.displays.values import Fact
from qda.i18n import Speech
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import count, heading, number, share, text
from qda.suggesting.learning import Figures
from qda.suggesting.stored import LearningRow
from qda.suggesting.wording import cautions, method_text, state_words


def learning_report(
    rule: str,
    figures: Sequence[Figures],
    settings: Mapping[str, Any],
    *,
    where: str,
    sample: str,
    language: str,
    proposed: Mapping[str, int] | None = None,
) -> NumberReport:
    """The figures of each code; `proposed` counts what was suggested, by canonical id."""
    speech = Speech(language)
    return NumberReport(
        kind="suggestions",
        title=speech("Suggestions learned from codings"),
        subtitle=rule,
        language=language,
        tables=(figures_table(figures, speech, proposed),),
        facts=(
            Fact(speech("Collection"), where),
            Fact(
                speech("Method section"),
                method_text(rule, figures, settings, where=where, sample=sample, speech=speech),
            ),
        ),
        warnings=cautions(sample, settings, speech),
    )


def learnings_table(rows: Sequence[LearningRow], speech: Speech) -> NumberTable:
    """A row for each earlier learning, the newest first: whence, when, what became of it."""
    columns = (
        heading("made", speech("Learned on")),
        heading("collection", speech("Collection")),
        heading("sample", speech("Sample")),
        heading("usable", speech("Usable")),
        heading("waiting", speech("Proposed")),
        heading("confirmed", speech("Confirmed")),
    )
    return NumberTable(
        "learnings",
        speech("Learned before"),
        speech("Rule"),
        columns,
        tuple(
            NumberRow(
                heading(row.uuid, row.name, row.coder),
                (
                    text(speech.date(datetime.fromisoformat(row.made_at).astimezone())),
                    text(row.collection_key),
                    text(row.sample or "–"),
                    count(sum(each.withheld is None for each in row.figures), speech),
                    count(row.waiting, speech),
                    count(row.confirmed, speech),
                ),
            )
            for row in reversed(rows)
        ),
    )


def learning_words(row: LearningRow, speech: Speech) -> str:
    """The paragraph of the method section of an earlier learning, by the figures that are kept."""
    where = f"“{row.collection}” ({row.collection_key})"
    return method_text(
        row.name, row.figures, row.settings, where=where, sample=row.sample, speech=speech
    )


def figures_table(
    figures: Sequence[Figures], speech: Speech, proposed: Mapping[str, int] | None = None
) -> NumberTable:
    """A row for each code: examples, precision, recall, threshold, state."""
    columns = [
        heading("positives", speech("With the code")),
        heading("negatives", speech("Without it")),
        heading("threshold", speech("Threshold")),
        heading("precision", speech("Precision")),
        heading("recall", speech("Recall")),
        heading("right", speech("Right")),
        heading("wrong", speech("Wrong")),
        heading("missed", speech("Missed")),
        heading("state", speech("State")),
    ]
    if proposed is not None:
        columns.insert(8, heading("suggested", speech("Suggested")))
    rows = []
    for each in figures:
        cells = [
            count(each.positives, speech),
            count(each.negatives, speech),
            number(each.threshold, speech),
            share(each.precision, speech),
            share(each.recall, speech),
            count(each.right, speech),
            count(each.wrong, speech),
            count(each.missed, speech),
            text(state_words(each, speech)),
        ]
        if proposed is not None:
            cells.insert(8, count(proposed.get(each.code, 0), speech))
        code = heading(each.code, each.name(speech.language), each.code)
        rows.append(NumberRow(code, tuple(cells)))
    return NumberTable(
        "codes",
        speech("What was measured on texts held out"),
        speech("Code"),
        tuple(columns),
        tuple(rows),
    )
