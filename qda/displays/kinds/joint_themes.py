"""Statistics by theme: how often a theme is spoken of in each group of a measured variable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from models.vocabulary import CodingState, EntryKind
from qda.displays.axes import AxisKind, RowAxis, choices_on, row_of_choice
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.numbers.crosstab import CodeTable, Crosstab, crosstab
from qda.numbers.grouping import Grouping, is_number
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.wording import caution_words
from qda.retrieval.sources import attributes
from qda.statistics.cautions import Caution

TEST = "test"
"""The id of the last column."""

STANDS_OUT = 1.96
"""The residual beyond which a cell departs from independence at 5 %."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every theme with its share and its words in each group of a variable.

    Raises:
        NoSuchRows: the study has no such attribute.
        BadBands, BandsNeedNumbers: the values cannot be joined so.
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    by = _grouping(bench)
    if by is None or not bench.columns:
        return bench.matrix(bench.speech("Theme"), (), (), ())
    found = crosstab(
        connection,
        NumberQuestion(
            codes=bench.columns,
            language=question.language,
            analyst=question.analyst,
            by=by,
            wanted=bench.wanted,
            unit=CountedUnit(KIND.choice(question, "counted")),
            made_at=question.made_at,
        ),
        progress=progress,
    )
    return _matrix(bench, by, found)


def _grouping(bench: Workbench) -> Grouping | None:
    """The variable that was chosen; None where none was, and texts have no stars."""
    kind, question = KIND, bench.question
    name = kind.choice(question, "variable")
    chosen = dict(question.choices)
    if "variable" not in chosen and name not in {
        each.name for each in attributes(bench.connection)
    }:
        return None
    bands = kind.choice(question, "bands")
    if "variable" in chosen and "bands" not in chosen:
        bands = ""
    return Grouping.parse(f"attribute:{name}", bands)


def _matrix(bench: Workbench, by: Grouping, found: Crosstab) -> Matrix:
    speech = bench.speech
    confirmed = {
        column.code.canonical_id: [
            each for each in bench.bearing(column) if each.place.state is CodingState.CONFIRMED
        ]
        for column in bench.columns
    }
    bench.take(each for sayings in confirmed.values() for each in sayings)
    cells = []
    for column, table in zip(bench.columns, found.tables, strict=True):
        parted = _by_group(bench, by, confirmed[column.code.canonical_id])
        cells.append(
            (
                *(
                    _cell(bench, table, at, parted.get(group.id, ()))
                    for at, group in enumerate(found.groups)
                ),
                _test(bench, table),
            )
        )
    headings = [
        Heading(group.id, group.label, group=found.by,
                size=group.units if _by_texts(bench) else group.respondents)
        for group in found.groups
    ]  # fmt: skip
    without = found.without_value
    facts = [Fact(speech("Variable"), found.by)]
    if without is not None and without.units:
        said = speech.many("{n} text", "{n} texts", without.units)
        facts.append(Fact(speech("Without a value"), said))
    return bench.matrix(
        speech("Theme"),
        [column.heading(bench.question.language) for column in bench.columns] if headings else [],
        [*headings, Heading(TEST, speech("Difference of the groups"))] if headings else [],
        cells if headings else [],
        facts=facts,
        legend=(
            Fact(
                speech("Residual"),
                speech("adjusted standardised residual; beyond ±1.96 the cell stands out"),
            ),
        ),
        warnings=_warnings(bench, found) if headings else (),
    )


def _warnings(bench: Workbench, found: Crosstab) -> list[str]:
    """What to know before trusting the tests, each once, with the themes that it holds of."""
    themes: dict[Caution, list[str]] = defaultdict(list)
    for column, table in zip(bench.columns, found.tables, strict=True):
        for caution in table.test.cautions:
            themes[caution].append(column.code.name(bench.question.language))
    return [
        f"{words} [{'; '.join(themes[caution])}]"
        for caution, words in zip(themes, caution_words(themes, bench.speech), strict=True)
    ]


def _by_texts(bench: Workbench) -> bool:
    return KIND.choice(bench.question, "counted") == CountedUnit.UNIT.value


def _by_group(
    bench: Workbench, by: Grouping, sayings: Sequence[Saying]
) -> Mapping[str, list[Saying]]:
    """Sayings by the id of the group that their speaker or text has a value in."""
    axis = by.axis or RowAxis(AxisKind.ATTRIBUTE)
    choices = choices_on(bench.connection, axis, bench.speech)
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        unit = bench.voices.units[saying.place.source_id]
        person = None if saying.case is None else bench.voices.people[saying.case]
        value = None if person is None else person.attributes.get(axis.attribute)
        if value is None:
            value = unit.attributes.get(axis.attribute)
        if not by.bands:
            found[row_of_choice(value, choices, bench.speech).id].append(saying)
            continue
        for band in by.bands:
            if is_number(value) and band.low <= float(value or 0) <= band.high:
                found[f"band:{band.low:g}-{band.high:g}"].append(saying)
    return found


def _cell(bench: Workbench, table: CodeTable, at: int, sayings: Sequence[Saying]) -> Cell:
    speech, present = bench.speech, table.present[at]
    whole = present + table.absent[at]
    share, residual = table.shares[at], table.test.residuals[0][at]
    words = speech("{n} of {asked}", n=speech.number(present), asked=speech.number(whole))
    if share is not None:
        words += f" · {speech.number(100 * share, 1)} %"
    if residual is not None:
        sign = "+" if residual >= 0 else "−"
        words += " · " + speech("residual {r}", r=sign + speech.number(abs(residual), 2))
    count = Entry(EntryKind.COUNT, words, value=share)
    if not sayings:
        silent = words_cell(speech("nobody in this group speaks of it"))
        return Cell((count, *silent.entries))
    return bench.cell(sayings, entries=(count,))


def _test(bench: Workbench, table: CodeTable) -> Cell:
    speech, test = bench.speech, table.test
    if test.chi2 is None or test.p is None:
        entry = Entry(EntryKind.SUMMARY, speech("no test: a row or column is empty"))
        return Cell((entry,))
    words = f"χ²({test.df}) = {speech.number(test.chi2, 2)}, p = {speech.number(test.p, 3)}"
    if test.p < 0.001:  # what rounds to nothing is not nothing
        words = f"χ²({test.df}) = {speech.number(test.chi2, 2)}, p < {speech.number(0.001, 3)}"
    if test.fisher_p is not None and Caution.LOW_EXPECTED in test.cautions:
        words += f", {speech('p (Fisher)')} = {speech.number(test.fisher_p, 3)}"
    if test.cramers_v is not None:
        words += f", V = {speech.number(test.cramers_v, 2)}"
    return Cell((Entry(EntryKind.COUNT, words, value=test.p),))


KIND = DisplayKind(
    id="joint-themes",
    name=mark("Statistics by theme"),
    family=Family.JOINING,
    answers=mark("In which groups of a measured variable is a theme spoken of more often?"),
    rule=mark(
        "The share of a group's texts (or people) that bear a confirmed coding of the theme, with "
        "the adjusted residual of the cell and the best quotes."
    ),
    empty=mark("Import texts with a number, such as stars, and confirm codings of them."),
    make=make,
    choices=(
        Choice("variable", mark("Variable"), default="stars"),
        Choice("bands", mark("Values joined, such as 1-2,3,4-5"), default="1-2,3,4-5"),
        Choice(
            "counted",
            mark("What is counted"),
            (Option("unit", mark("Texts")), Option("respondent", mark("People"))),
            "unit",
        ),
    ),
)
