"""The co-occurrence of codes: which of them meet in the same words, texts or people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations

from sqlalchemy import Connection

from models.vocabulary import EntryKind, Missing
from qda.analysis.co_occurrence import overlapping
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.values import Cell, Entry, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress

Meetings = Mapping[tuple[int, int], Sequence[Saying]]
"""By row and column, what both codes say where they meet; the same in both directions."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Codes against codes: who brings them together, where, and how alike their people are.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    said = [bench.bearing(column) for column in bench.columns]
    bench.take([saying for sayings in said for saying in sayings])
    by = KIND.choice(question, "by")
    met = _in_words(said) if by == "words" else _in_common(said, by)
    people = [{each.informant for each in sayings} for sayings in said]
    headings = tuple(column.heading(question.language) for column in bench.columns)
    cells = [
        [
            bench.cell(said[row]) if row == column and said[row]
            else _cell(bench, met.get((row, column), ()), people[row] | people[column])
            if row != column
            else bench.missing(Missing.NOT_APPLICABLE)
            for column in range(len(headings))
        ]
        for row in range(len(headings))
    ]  # fmt: skip
    return bench.matrix(bench.speech("Code"), headings, headings, cells)


def _cell(bench: Workbench, met: Sequence[Saying], people: set[Hashable]) -> Cell:
    speech = bench.speech
    if not met:
        return Cell((Entry(EntryKind.COUNT, speech("never together"), value=0.0),))
    both = len({each.informant for each in met})
    words = speech(
        "{both} of {all} informants bring them together ({share})",
        both=speech.number(both),
        all=speech.number(len(people)),
        share=speech.number(both / len(people), 2),
    )
    return bench.cell(met, entries=(Entry(EntryKind.COUNT, words, value=both / len(people)),))


def _in_words(said: Sequence[Sequence[Saying]]) -> Meetings:
    """Meetings of codes in words that one speaker says: places that share a character."""
    all_ = [(at, saying) for at, sayings in enumerate(said) for saying in sayings]
    places = [saying.place for _, saying in all_]
    found: dict[tuple[int, int], dict[int, Saying]] = defaultdict(dict)
    for firsts, seconds in overlapping(
        [place.source_id for place in places],
        [place.start for place in places],
        [place.end for place in places],
    ):
        for one, other in zip(firsts.tolist(), seconds.tolist(), strict=True):
            (row, first), (column, second) = all_[one], all_[other]
            if row != column and first.informant == second.informant:
                for cell in ((row, column), (column, row)):
                    found[cell].setdefault(first.place.id, first)
                    found[cell].setdefault(second.place.id, second)
    return {cell: tuple(sayings.values()) for cell, sayings in found.items()}


def _in_common(said: Sequence[Sequence[Saying]], by: str) -> Meetings:
    """Meetings in the same text, or in the words of the same informant wherever they stand."""

    def place(saying: Saying) -> Hashable:
        return saying.informant if by == "informant" else (saying.place.source_id, saying.informant)

    where = [{place(saying) for saying in sayings} for sayings in said]
    found: dict[tuple[int, int], tuple[Saying, ...]] = {}
    for row, column in combinations(range(len(said)), 2):
        both = where[row] & where[column]
        if both:
            all_ = (*said[row], *said[column])
            met = {each.place.id: each for each in all_ if place(each) in both}
            found[row, column] = found[column, row] = tuple(met.values())
    return found


KIND = DisplayKind(
    id="co-occurrence",
    name=mark("Co-occurrence of codes"),
    family=Family.EXPLORING,
    answers=mark("Which codes go together, and in whose words?"),
    rule=mark(
        "Two codes meet where words of one informant bear both; a cell counts and shows what is "
        "said under either of them there, and a code beside itself all that is said under it. The "
        "share is that of the informants who bring both together among those who speak of either. "
        "What occurs together is no cause."
    ),
    empty=mark("Code some words with the codes of a framework first."),
    make=make,
    choices=(
        Choice(
            "by",
            mark("They meet in"),
            (
                Option("words", mark("the same words")),
                Option("text", mark("the same text")),
                Option("informant", mark("the same informant")),
            ),
            "words",
        ),
    ),
)
