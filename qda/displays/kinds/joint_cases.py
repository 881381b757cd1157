"""The case-level joint display: cases in the order of a score, with what each says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from models.vocabulary import AttributeType, EntryKind, Missing
from qda.displays.informants import Person
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.missing import Members
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import attribute_label, label
from qda.numbers.grouping import checked_attribute, is_number
from qda.retrieval.cases import everybody
from qda.retrieval.sources import attributes

SCORE = "score"
"""The id of the first column."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A case with its score: its own, or the mean of its texts' values."""

    person: Person
    score: float
    is_own: bool


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Cases by their score, the highest first, with what they say under each code.

    Raises:
        NoSuchRows: the study has no such attribute, or it is no number.
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    name = KIND.choice(question, "score") or _usual(connection)
    speech = bench.speech
    if not name:
        return bench.matrix(speech("Case"), (), (), ())
    checked_attribute(connection, name, kinds=(AttributeType.NUMBER,))
    said: dict[int, list[Saying]] = defaultdict(list)
    for column in bench.columns:
        for saying in bench.bearing(column):
            if saying.case is not None:
                said[saying.case].append(saying)
    bench.take(each for sayings in said.values() for each in sayings)
    members = _members(bench)
    rising = KIND.choice(question, "order") == "rising"
    scored = sorted(
        _scored(bench, name, members, said),
        key=lambda each: (each.score if rising else -each.score, each.person.name.casefold()),
    )
    words = attribute_label(name, {each.name: each.label for each in attributes(connection)}[name],
                            speech)  # fmt: skip
    uuids = {each.id: each.uuid for each in everybody(connection)}
    marks = bench.marks(bench.columns)
    cells = []
    for each in scored:
        texts = bench.texts_of(members[each.person.id])
        record = f"{name}@{uuids[each.person.id]}"
        row = [_score(bench, each, record, words)]
        for at, column in enumerate(bench.columns):
            own = [saying for saying in bench.bearing(column) if saying.case == each.person.id]
            row.append(bench.cell(own) if own else bench.missing(marks.of(texts, at)))
        cells.append(row)
    return bench.matrix(
        speech("Case"),
        [Heading(f"case:{each.person.id}", each.person.name, note=each.person.role)
         for each in scored],
        [Heading(SCORE, words), *(c.heading(question.language) for c in bench.columns)],
        cells,
        facts=(Fact(speech("Ordered by"), words),),
        legend=tuple(Fact(each.value, label(each, speech)) for each in Missing),
    )  # fmt: skip


def _usual(connection: Connection) -> str:
    """The first attribute that is a number; empty where there is none."""
    return next(
        (each.name for each in attributes(connection) if each.type is AttributeType.NUMBER), ""
    )


def _members(bench: Workbench) -> Mapping[int, Members]:
    found: dict[int, Members] = defaultdict(dict)
    for unit in bench.voices.units.values():
        if unit.id in bench.scope.texts:
            for case in bench.scope.voices_of(unit.id):
                if case is not None:
                    found[case][unit.id, case] = None
    return found


def _scored(
    bench: Workbench,
    name: str,
    members: Mapping[int, Members],
    said: Mapping[int, Sequence[Saying]],
) -> list[_Scored]:
    """The cases with a score; of the respondents of a survey those alone who bear a coding."""
    found = []
    for case_id, inside in members.items():
        person = bench.voices.people[case_id]
        if person.collection_id is not None and case_id not in said:
            continue
        own = person.attributes.get(name)
        values = (
            [own]
            if is_number(own)
            else [bench.voices.units[source].attributes.get(name) for source, _ in inside]
        )
        numbers = [float(value or 0) for value in values if is_number(value)]
        if numbers:
            found.append(_Scored(person, sum(numbers) / len(numbers), is_number(own)))
    return found


def _score(bench: Workbench, each: _Scored, record_id: str, label: str) -> Cell:
    digits = 0 if each.score.is_integer() else 2
    words = bench.speech.number(each.score, digits)
    record = Record(RecordKind.ATTRIBUTE, record_id, "", f"{label}: {words}")
    records = (bench.record(record),) if each.is_own else ()
    if not each.is_own:
        words = bench.speech("{score} (mean of the texts)", score=words)
    entry = Entry(EntryKind.RATING, words, records=records, value=each.score)
    return Cell((entry,), records=records)


KIND = DisplayKind(
    id="joint-cases",
    name=mark("Case-level joint display"),
    family=Family.JOINING,
    answers=mark("Do cases with a high score say something else than those with a low one?"),
    rule=mark(
        "Cases in the order of a score: their own number, or the mean of that of their texts; of "
        "the respondents of a survey those alone whose words are coded."
    ),
    empty=mark("Give cases a number, such as a score of satisfaction, and code what they say."),
    make=make,
    choices=(
        Choice("score", mark("Score")),
        Choice(
            "order",
            mark("Order"),
            (Option("falling", mark("Highest first")), Option("rising", mark("Lowest first"))),
            "falling",
        ),
    ),
)
