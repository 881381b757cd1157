"""The content-analytic summary table: what is said in each category, and by which cases."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from qda.displays.axes import AxisKind
from qda.displays.filling import count_entry
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.missing import RowTexts
from qda.displays.noted import Notes
from qda.displays.tellers import teller_words
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Categories as rows, the cases by the chosen axis as columns, and all of them in the last.

    Raises:
        NoSuchColumns, NoSuchRows, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    notes, speech = Notes(bench), bench.speech
    categories, members = bench.columns, bench.members_on(bench.axis)
    marks = bench.marks(categories)
    bench.take([saying for category in categories for saying in bench.bearing(category)])
    everyone = {each: None for found in members.values() for each in found}
    sets: list[tuple[str, RowTexts]] = [
        (key.id, bench.texts_of(found)) for key, found in members.items()
    ]
    whole = bench.texts_of(everyone)
    cells = []
    for at, category in enumerate(categories):
        sayings = bench.bearing(category)
        by_set = bench.grouped(bench.axis, sayings)
        row = [
            _cell(bench, notes, found)
            if (found := by_set.get(id_))
            else bench.missing(marks.of(texts, at))
            for id_, texts in sets
        ]
        total = _total(bench, sayings) if sayings else bench.missing(marks.of(whole, at))
        cells.append([*row, total])
    headings = [bench.heading(key, found) for key, found in members.items()]
    people = {bench.voices.informant(source, case) for source, case in everyone}
    if headings:
        headings.append(Heading("all", speech("All"), size=len(people)))
    rows = [category.heading(question.language) for category in categories]
    return bench.matrix(speech("Category"), rows, headings, cells)


def _cell(bench: Workbench, notes: Notes, sayings: Sequence[Saying]) -> Cell:
    """How many cases and which, with short phrases: what researchers wrote, else the words."""
    phrases = notes.paraphrases(sayings)
    return bench.cell(
        sayings,
        quotes=max(0, bench.question.quotes - len(phrases)),
        entries=(_count(bench, sayings), *phrases),
    )


def _total(bench: Workbench, sayings: Sequence[Saying]) -> Cell:
    return bench.cell(sayings, quotes=0, entries=[_count(bench, sayings)])


def _count(bench: Workbench, sayings: Sequence[Saying]) -> Entry:
    people = len({each.informant for each in sayings})
    return count_entry(bench, people, teller_words(bench, sayings))


KIND = DisplayKind(
    id="content-analytic-summary",
    name=mark("Content-analytic summary table"),
    family=Family.EXPLORING,
    answers=mark("What is said in each category, by how many cases, and by which?"),
    rule=mark(
        "Categories are rows; what was chosen as rows, the cases by group or attribute, are the "
        "columns. A cell counts distinct informants and names them, so that it stays known which "
        "case said what; then come what researchers wrote on the passages, and the best quotes."
    ),
    empty=mark("Code some words first."),
    make=make,
    rows=(
        AxisKind.GROUP,
        AxisKind.CASE,
        AxisKind.ROLE,
        AxisKind.SOURCE,
        AxisKind.TECHNIQUE,
        AxisKind.ATTRIBUTE,
    ),
)
