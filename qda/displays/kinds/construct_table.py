"""The construct table: the properties of one construct, how they vary, and the range of quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from models.vocabulary import EntryKind, Polarity
from qda.displays.columns import Column, columns_for
from qda.displays.filling import counted, filled
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.noted import Notes
from qda.displays.on_record import unfilled
from qda.displays.tellers import teller_words
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label

_COLUMNS = (
    ("who", mark("Who speaks of it")),
    ("variation", mark("Variation")),
    ("typical", mark("Typical")),
    ("plus", mark("Most supporting")),
    ("minus", mark("Most hindering")),
    ("other", mark("Neither or both")),
)
_UNSAID = mark("Nobody speaks of it in this way.")


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """The codes beneath a construct as rows, with their variation and the range of quotes.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    page, language = _Page(bench), question.language
    constructs = bench.columns if question.columns else _most_told(bench)
    rows: list[Heading] = []
    properties: list[Column] = []
    taken: set[str] = set()
    for construct in constructs:
        for column in _properties(connection, construct):
            if column.code.canonical_id not in taken:
                taken.add(column.code.canonical_id)
                properties.append(column)
                rows.append(
                    Heading(
                        column.code.canonical_id,
                        column.code.name(language),
                        column.code.text("definition", language),
                        construct.code.name(language),
                    )
                )
    bench.take([saying for column in properties for saying in bench.bearing(column)])
    marks = bench.marks(properties)
    members = {
        (text, case): None for text in bench.scope.texts for case in bench.scope.voices_of(text)
    }
    texts = bench.texts_of(members)
    cells = [
        page.cells(found)
        if (found := bench.bearing(column))
        else [bench.missing(marks.of(texts, at)) for _ in _COLUMNS]
        for at, column in enumerate(properties)
    ]
    headings = [Heading(id_, bench.speech(name)) for id_, name in _COLUMNS]
    return bench.matrix(bench.speech("Property"), rows, headings, cells)


def _most_told(bench: Workbench) -> tuple[Column, ...]:
    """The code with codes beneath it of which most people speak; the first of several."""
    told = [column for column in bench.columns if len(column.codes) > 1] or list(bench.columns)
    people = [len({each.informant for each in bench.bearing(column)}) for column in told]
    return (told[people.index(max(people))],) if told else ()


def _properties(connection: Connection, construct: Column) -> tuple[Column, ...]:
    """The codes right beneath a construct; the construct itself where there are none."""
    beneath = [code.canonical_id for code in construct.codes if code.parent_id == construct.code.id]
    return columns_for(connection, beneath) if beneath else (construct,)


class _Page:
    """Fills the row of a property."""

    def __init__(self, bench: Workbench) -> None:
        self._bench, self._notes = bench, Notes(bench)

    def cells(self, sayings: Sequence[Saying]) -> list[Cell]:
        """The fields of one property."""
        bench = self._bench
        plus = [each for each in sayings if each.place.polarity in POSITIVE - {Polarity.MIXED}]
        minus = [each for each in sayings if each.place.polarity in NEGATIVE - {Polarity.MIXED}]
        taken = {each.place.id for each in (*plus, *minus)}
        other = [each for each in sayings if each.place.id not in taken]
        people = len({each.informant for each in sayings})
        return [
            counted(bench, sayings, people, teller_words(bench, sayings)),
            self._variation(sayings),
            bench.cell(sayings, entries=self._notes.paraphrases(sayings)),
            self._end(plus, sayings),
            self._end(minus, sayings),
            self._end(other, sayings),
        ]

    def _variation(self, sayings: Sequence[Saying]) -> Cell:
        """How polarity and strength are spread: people for each polarity, codings for grades."""
        bench, speech = self._bench, self._bench.speech
        entries: list[Entry] = []
        for polarity in (*Polarity, None):
            people = {each.informant for each in sayings if each.place.polarity is polarity}
            if people:
                words = speech("not judged") if polarity is None else label(polarity, speech)
                told = speech.many("{n} informant", "{n} informants", len(people))
                value = float(len(people))
                entries.append(Entry(EntryKind.COUNT, f"{words}: {told}", value=value))
        strengths = {each.place.id: each.place.strength for each in sayings}.values()
        grades = Counter(grade for grade in strengths if grade is not None)
        if grades:
            spread = ", ".join(f"{grade} × {number}" for grade, number in sorted(grades.items()))
            words = speech("strength: {spread}", spread=spread)
            entries.append(Entry(EntryKind.COUNT, words, value=float(len(grades))))
        return filled(bench, sayings, entries)

    def _end(self, found: Sequence[Saying], all_: Sequence[Saying]) -> Cell:
        """An end of the range: the strongest of these codings, as many as quotes are asked for."""
        if not found:
            return unfilled(self._bench, _UNSAID, texts={s.place.source_id for s in all_})
        strongest = max(each.place.strength or 0 for each in found)
        ends = [each for each in found if (each.place.strength or 0) == strongest]
        return self._bench.cell(ends)


KIND = DisplayKind(
    id="construct-table",
    name=mark("Construct table"),
    family=Family.DESCRIBING,
    answers=mark("Which properties does one construct have, and how far do they vary?"),
    rule=mark(
        "Properties are the codes right beneath the construct. Beside the typical quotes stands "
        "the range: the strongest coding of support, the strongest of hindrance, and what takes "
        "neither side or both. Without a code of its own choice it shows the one most people "
        "speak of."
    ),
    empty=mark("Choose a code with codes beneath it, and code some words with them first."),
    make=make,
)
