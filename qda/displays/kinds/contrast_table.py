"""The contrast table: a few exemplary cases, high, middling and low, aspect by aspect.

Extremes are chosen by a rule and not by eye: by ratings where there are any, else by polarity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection

from models.vocabulary import EntryKind
from qda.displays.axes import AxisKind, RowAxis, RowKey
from qda.displays.columns import Column, NoSuchColumns, columns_for
from qda.displays.filling import filled
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.missing import Members
from qda.displays.noted import Notes
from qda.displays.outcomes import outcome_codes
from qda.displays.rated import Rated, Ratings
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Saying, Workbench, sides
from qda.i18n import mark
from qda.jobs.progress import Progress

_LEVELS = (("high", mark("High")), ("middle", mark("Middle")), ("low", mark("Low")))


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with what it scores: its rating, or the balance of its polarity from -1 to 1."""

    key: RowKey
    members: Members
    score: float
    words: str
    rated: Rated | None
    sayings: tuple[Saying, ...]


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Aspects as rows, the cases chosen by the rule as columns.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    speech, by = bench.speech, _compared(bench)
    scored = _scored(bench, by) if by is not None else []
    chosen = exemplary(scored, int(KIND.choice(question, "each")))
    aspects, notes, marks = bench.columns, Notes(bench), bench.marks(bench.columns)
    heaps = [bench.grouped(_CASES, bench.bearing(aspect)) for aspect in aspects]
    ids = [each.key.id for _, each in chosen]
    bench.take([each for heap in heaps for id_ in ids for each in heap.get(id_, ())])
    names = dict(_LEVELS)
    headings = [
        Heading(f"{level}.{each.key.id}", each.key.label, each.words, speech(names[level]))
        for level, each in chosen
    ]
    rows = [aspect.heading(question.language) for aspect in aspects]
    cells = [
        [
            bench.cell(found, entries=notes.paraphrases(found))
            if (found := heaps[at].get(each.key.id))
            else bench.missing(marks.of(bench.texts_of(each.members), at))
            for _, each in chosen
        ]
        for at in range(len(aspects))
    ]
    facts, warnings = [], []
    if by is not None:
        name = by.code.name(question.language)
        rows.insert(0, Heading("@score", speech("Chosen by: {code}", code=name)))
        cells.insert(0, [_score(bench, each) for _, each in chosen])
        facts.append(Fact(speech("Cases chosen by"), name))
        if len({each.score for each in scored}) == 1 and len(scored) > 1:
            warnings.append(speech("All cases score alike: there is no contrast to show."))
    return bench.matrix(speech("Aspect"), rows, headings, cells, facts=facts, warnings=warnings)


_CASES = RowAxis(AxisKind.CASE)
_A_CASE = "case:"


def _compared(bench: Workbench) -> Column | None:
    """The code by which cases are chosen: the one named, else an outcome, else the first.

    Raises:
        NoSuchColumns: what is named is not one code.
    """
    named = KIND.choice(bench.question, "by")
    if named:
        found = columns_for(bench.connection, (named,))
        if len(found) != 1:
            raise NoSuchColumns(what=named, known="–")
        return found[0]
    outcomes = columns_for(bench.connection, outcome_codes(bench)) if outcome_codes(bench) else ()
    told = [column for column in (*outcomes, *bench.columns) if bench.bearing(column)]
    return next(iter((*told, *outcomes, *bench.columns)), None)


def _scored(bench: Workbench, by: Column) -> list[Scored]:
    """The cases that have a score; all by ratings, or all by polarity, never some by each.

    In a study without cases its texts stand for them.
    """
    ratings = Ratings(bench)
    grouped = bench.grouped(_CASES, bench.bearing(by))
    members = bench.members_on(_CASES)
    people = {key: found for key, found in members.items() if key.id.startswith(_A_CASE)}
    rated: dict[RowKey, Rated] = {}
    for key in people:
        own = ratings.of(by.code.id, int(key.id.removeprefix(_A_CASE)))
        if own is not None:
            rated[key] = own
    made = []
    for key, found in (people or members).items():
        sayings = tuple(grouped.get(key.id, ()))
        rating = rated.get(key)
        if rating is not None:
            words = rating.words(bench.speech)
            made.append(Scored(key, found, rating.share, words, rating, sayings))
        elif not rated:
            score = balance(sayings)
            if score is not None:
                words = bench.speech("balance {score}", score=bench.speech.number(score, 2))
                made.append(Scored(key, found, score, words, None, sayings))
    return made


def balance(sayings: Sequence[Saying]) -> float | None:
    """Segments that support less those that hinder, by both; None where none takes a side.

    Three supporting segments and one hindering one: (3 - 1) / 4 = 0.5. A mixed one is both.
    """
    plus = {each.place.segment_id for each in sayings if sides([each])[0]}
    minus = {each.place.segment_id for each in sayings if sides([each])[1]}
    if not plus and not minus:
        return None
    return (len(plus) - len(minus)) / (len(plus) + len(minus))


def exemplary(scored: Sequence[Scored], each: int) -> list[tuple[str, Scored]]:
    """The highest, those nearest to the median, and the lowest cases; each stands once.

    Of cases that score alike the one with more segments is taken, then the first by name. With
    fewer cases than places the middle goes first.
    """
    ordered = sorted(scored, key=lambda one: (-one.score, -len(one.sayings), one.key.order))
    ends = min(each, len(ordered) // 2) if len(ordered) > 1 else len(ordered)
    high = ordered[:ends]
    low = sorted(ordered[ends:], key=lambda one: (one.score, -len(one.sayings), one.key.order))[
        :ends
    ]
    taken = {one.key for one in (*high, *low)}
    rest = [one for one in ordered if one.key not in taken]
    centre = median([one.score for one in ordered]) if ordered else 0.0
    middle = sorted(
        rest, key=lambda one: (abs(one.score - centre), -len(one.sayings), one.key.order)
    )[:each]
    return [
        *(("high", one) for one in high),
        *(("middle", one) for one in middle),
        *(("low", one) for one in reversed(low)),
    ]


def _score(bench: Workbench, scored: Scored) -> Cell:
    """What a case scores, with the rating or the codings it comes from."""
    if scored.rated is not None:
        return filled(bench, scored.sayings, Ratings(bench).entries(scored.rated))
    entry = Entry(EntryKind.RATING, scored.words, rule=bench.speech(KIND.rule), value=scored.score)
    return filled(bench, scored.sayings, [entry])


KIND = DisplayKind(
    id="contrast-table",
    name=mark("Contrast table"),
    family=Family.EXPLORING,
    answers=mark("How do the best and the worst cases differ, aspect by aspect?"),
    rule=mark(
        "Cases are ordered by their rating of the code; where no case is rated, by the balance of "
        "its polarity: (supporting - hindering segments) / both. High and low are the two ends, "
        "middle is nearest to the median; of equal ones, the case with more segments."
    ),
    empty=mark("Rate some cases, or code their words with a polarity first."),
    make=make,
    choices=(
        Choice("by", mark("Chosen by the code")),
        Choice(
            "each",
            mark("Cases of each kind"),
            (Option("1", mark("one")), Option("2", mark("two")), Option("3", mark("three"))),
            default="1",
        ),
    ),
)
