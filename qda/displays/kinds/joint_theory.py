"""The theory joint display: each dimension with its survey, interviews, reviews and documents."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.joint.strands import Strand, joint_rows
from qda.joint.tabling import (
    FIGURES,
    LABEL,
    SURVEY,
    as_triangulation,
    figures_cell,
    strand_cell,
    strand_headings,
    survey_cell,
)
from qda.triangulation.tabling import (
    REASON,
    STRICT_CHOICE,
    facts_of,
    label_cell,
    labels_for,
    missing_legend,
    reason_cell,
    row_heading,
    take_all,
    warnings_of,
)
from qda.triangulation.wording import RULE, legend


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every dimension with its numbers, its words, and how these stand to each other.

    Raises:
        NoSuchColumns, UnknownFilter, NotAnAnswer: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    strict = KIND.choice(question, "strict") == "yes"
    rows = joint_rows(bench, is_strict=strict)
    found = as_triangulation(bench, rows, is_strict=strict)
    labels = labels_for(bench)
    take_all(bench, found)
    speech = bench.speech
    cells = [
        (
            survey_cell(bench, row),
            figures_cell(bench, row.claims),
            *(strand_cell(bench, row, strand) for strand in Strand),
            label_cell(bench, theme, labels.of(theme.id)),
            reason_cell(bench, labels.of(theme.id)),
        )
        for row, theme in zip(rows, found.rows, strict=True)
    ]
    numbers, words, judged = speech("Numbers"), speech("What is said"), speech("Judgement")
    return bench.matrix(
        speech("Dimension"),
        [row_heading(theme) for theme in found.rows],
        [
            Heading(SURVEY, speech("Survey: mean"), group=numbers),
            Heading(FIGURES, speech("Stated figures"), group=numbers),
            *strand_headings(bench, words),
            Heading(LABEL, speech("Label"), group=judged),
            Heading(REASON, speech("Reasoning"), group=judged),
        ],
        cells,
        facts=facts_of(bench, found, labels),
        legend=(*legend(speech), *missing_legend(speech)),
        warnings=warnings_of(bench, found, labels),
    )


KIND = DisplayKind(
    id="joint-theory",
    name=mark("Theory joint display"),
    family=Family.JOINING,
    answers=mark("What do survey, interviews, reviews and documents say of each dimension?"),
    rule=RULE,
    empty=mark("Adopt a framework, and code interviews, reviews or documents with it."),
    make=make,
    choices=(STRICT_CHOICE,),
)
