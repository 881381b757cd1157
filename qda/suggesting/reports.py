"""What was learned as tables of figures, for every writer and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qda.displays.values import Fact
from qda.i18n import Speech
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import count, heading, number, share, text
from qda.suggesting.learning import Figures
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
