"""The side-by-side joint display: numbers, words, and how they fit."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from models.vocabulary import EntryKind, Missing
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.joint.strands import JointRow, joint_rows
from qda.joint.tabling import FIT, as_triangulation, figures_cell, fit_cell, survey_cell
from qda.triangulation.tabling import labels_for, missing_legend, reason_cell, row_heading, take_all
from qda.triangulation.wording import FITS, figures, legend

NUMBERS, WORDS, INFERENCE = "numbers", "words", "inference"
"""The ids of the columns."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every dimension with its numbers on one side and its words on the other.

    Raises:
        NoSuchColumns, UnknownFilter, NotAnAnswer: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    rows = joint_rows(bench)
    found = as_triangulation(bench, rows)
    labels = labels_for(bench)
    take_all(bench, found)
    speech = bench.speech
    cells = [
        (
            _numbers(bench, row),
            _words(bench, row),
            fit_cell(bench, row, labels.of(theme.id)),
            reason_cell(bench, labels.of(theme.id)),
        )
        for row, theme in zip(rows, found.rows, strict=True)
    ]
    counts = "; ".join(
        f"{speech(FITS[fit])}: {speech.number(sum(row.fit is fit for row in rows))}"
        for fit in FITS
        if any(row.fit is fit for row in rows)
    )
    return bench.matrix(
        speech("Dimension"),
        [row_heading(theme) for theme in found.rows],
        [
            Heading(NUMBERS, speech("Quantitative result")),
            Heading(WORDS, speech("Qualitative finding")),
            Heading(FIT, speech("Fit")),
            Heading(INFERENCE, speech("Meta-inference")),
        ],
        cells,
        facts=(Fact(speech("Proposed fit"), counts),) if counts else (),
        legend=(*legend(speech), *missing_legend(speech)),
    )


def _numbers(bench: Workbench, row: JointRow) -> Cell:
    """Means and stated figures together; only what is missing from both is missing."""
    survey, stated = survey_cell(bench, row), figures_cell(bench, row.claims)
    if not row.claims:
        return survey
    if not row.means:
        return stated
    return replace(
        survey,
        entries=(*survey.entries, *stated.entries),
        records=(*survey.records, *stated.records),
    )


def _words(bench: Workbench, row: JointRow) -> Cell:
    if not row.sayings:
        marks = [cell.mark for cell in row.strands.values() if cell.mark is not None]
        return bench.missing(marks[0] if marks else Missing.NOT_ASKED)
    count = Entry(EntryKind.COUNT, figures(row.words, bench.speech))
    return replace(bench.cell(row.sayings, entries=(count,)), symbol=row.words.symbol)


KIND = DisplayKind(
    id="joint-side-by-side",
    name=mark("Side-by-side joint display"),
    family=Family.JOINING,
    answers=mark("Do the numbers confirm, expand or contradict the words on each dimension?"),
    rule=mark(
        "A mean becomes a direction from −1 to 1: its distance from the middle of the scale, by "
        "half its length. It confirms the words where the directions differ by 0.5 at most and "
        "are not opposite, contradicts them where they are opposite (from 1/3 each), and expands "
        "them otherwise. The fit is a proposal until a researcher labels the row: agreement "
        "confirms, partial agreement expands, dissonance contradicts."
    ),
    empty=mark("Give survey items or figures to dimensions, and code words with the same ones."),
    make=make,
)
