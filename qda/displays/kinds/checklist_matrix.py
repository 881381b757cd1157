"""The checklist matrix: which indicators of each component are borne out, how strongly, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.checklist import (
    MODERATE,
    STRONG,
    WEAK,
    Checklist,
    Component,
    Item,
    Items,
    rating_of,
)
from qda.displays.filling import counted, filled
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.missing import RowTexts
from qda.displays.on_record import record
from qda.displays.rated import Rated, Ratings
from qda.displays.tellers import teller_words
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress

_THRESHOLDS = {"all": 1.0, "two-thirds": 2 / 3, "half": 0.5}
_COLUMNS = (
    ("present", mark("Present?")),
    ("strength", mark("Strength")),
    ("sources", mark("Sources that say so")),
    ("quote", mark("Quote")),
    ("remark", mark("Remark")),
)
_GRADES = {STRONG: mark("strong"), MODERATE: mark("moderate"), WEAK: mark("weak")}


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """The indicators of each component, after a row with its index and rating.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    checklist, page = Checklist(bench, Items(KIND.choice(question, "items"))), _Page(bench)
    components = [checklist.component(column) for column in bench.columns]
    components = [each for each in components if each.items or each.unnamed]
    bench.take([saying for each in components for saying in bench.bearing(each.column)])
    rows: list[Heading] = []
    cells: list[list[Cell]] = []
    for component in components:
        name = component.code.name(question.language)
        rows.append(
            Heading(
                component.code.canonical_id,
                bench.speech("{name}: index", name=name),
                group=name,
                size=len(component.items),
            )
        )
        cells.append(page.index(component))
        for item in component.items:
            rows.append(Heading(item.id, item.label, group=name))
            cells.append(page.item(component, item))
        if component.unnamed:
            rows.append(
                Heading(
                    f"{component.code.canonical_id}#",
                    bench.speech("none of these named"),
                    group=name,
                )
            )
            cells.append(page.unnamed(component))
    headings = [Heading(id_, bench.speech(name)) for id_, name in _COLUMNS]
    return bench.matrix(bench.speech("Component and indicator"), rows, headings, cells)


class _Page:
    """Fills the rows of a checklist."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._strong = _THRESHOLDS[KIND.choice(bench.question, "strong")]
        self._marks = bench.marks(bench.columns)
        members = {
            (text, case): None for text in bench.scope.texts for case in bench.scope.voices_of(text)
        }
        self._texts: RowTexts = bench.texts_of(members)
        self._place = {column.code.id: at for at, column in enumerate(bench.columns)}
        self._ratings = Ratings(bench)

    def index(self, component: Component) -> list[Cell]:
        """The row of a component: its index, its rating, and everybody behind it."""
        bench, speech = self._bench, self._bench.speech
        sayings = bench.bearing(component.column)
        own = self._confirmed(component)
        if not sayings:
            mark_ = self._marks.of(self._texts, self._place[component.code.id])
            cells = [bench.missing(mark_) for _ in _COLUMNS]
            if own is not None:
                cells[1], cells[4] = self._rated(own, sayings), self._reason(own)
            return cells
        index = component.index
        words = speech(
            "{supported} supported, {hindered} hindered of {items} indicators",
            supported=speech.number(component.supported),
            hindered=speech.number(component.hindered),
            items=speech.number(len(component.items)),
        )
        entry = Entry(
            EntryKind.COUNT, words, rule=speech(KIND.rule), value=float(component.supported)
        )
        return [
            filled(bench, [each for item in component.items for each in item.sayings], [entry]),
            self._strength(component, index),
            self._who(sayings),
            bench.cell(sayings),
            bench.missing(Missing.PENDING, speech("no confirmed rating yet: rate it and say why"))
            if own is None
            else self._reason(own),
        ]

    def _strength(self, component: Component, index: float | None) -> Cell:
        """The confirmed rating where there is one, else the proposal by the rule."""
        bench, speech = self._bench, self._bench.speech
        named = [each for item in component.items for each in item.sayings]
        own = self._confirmed(component)
        if own is not None:
            return self._rated(own, named)
        if index is None:
            return bench.missing(
                Missing.NOT_APPLICABLE,
                speech("no coding with a polarity names an indicator, so there is no index"),
            )
        value = rating_of(index, self._strong)
        rule = speech(
            "Index = (supported - hindered) / indicators = {index}; strong from {strong}, "
            "moderate from {moderate}",
            index=speech.number(index, 2),
            strong=speech.number(self._strong, 2),
            moderate=speech.number(self._strong / 2, 2),
        )
        words = f"{value} – {speech(_GRADES[value])} ({speech.number(index, 2)})"
        proposal = Entry(
            EntryKind.RATING, words, state=CodingState.PROPOSED, rule=rule, value=float(value)
        )
        return filled(bench, named, [proposal])

    def _confirmed(self, component: Component) -> Rated | None:
        """The rating of the study as a whole that a researcher confirmed."""
        rated = self._ratings.of(component.code.id)
        return None if rated is None or rated.is_proposed else rated

    def _rated(self, own: Rated, sayings: Sequence[Saying]) -> Cell:
        return filled(self._bench, sayings, self._ratings.entries(own))

    def _reason(self, own: Rated) -> Cell:
        """Why researchers rated so, each in their own name."""
        entries = [
            Entry(
                EntryKind.JUDGEMENT,
                row.reason or row.rule,
                records=(record(self._bench, row),),
                author=row.coder,
                made_at=row.made_at,
            )
            for row in own.rows
            if row.reason or row.rule
        ]
        if entries:
            return filled(self._bench, (), entries)
        cell = self._bench.missing(
            Missing.NOT_ASKED, self._bench.speech("the rating gives no reason")
        )
        return Cell(cell.entries, missing=cell.missing, records=self._ratings.records(own))

    def item(self, component: Component, item: Item) -> list[Cell]:
        """The row of one indicator."""
        bench, speech = self._bench, self._bench.speech
        if not item.sayings:
            mark_ = self._marks.of(self._texts, self._place[component.code.id])
            return [bench.missing(mark_) for _ in _COLUMNS]
        if item.is_supported and item.is_hindered:
            symbol, words = "+/-", speech("present and hindered")
        elif item.is_supported:
            symbol, words = "+", speech("present")
        elif item.is_hindered:
            symbol, words = "-", speech("hindered")
        else:
            symbol, words = "", speech("spoken of without a polarity")
        present = Entry(EntryKind.SYMBOL, f"{symbol} {words}".strip(), rule=speech(KIND.rule))
        return [
            filled(bench, item.sayings, [present]),
            self._grades(item.sayings),
            self._who(item.sayings),
            bench.cell(item.sayings),
            bench.missing(Missing.NOT_APPLICABLE, speech("the rating is that of the component")),
        ]

    def unnamed(self, component: Component) -> list[Cell]:
        """The row of the codings that name none of the component's indicators."""
        bench, speech, sayings = self._bench, self._bench.speech, component.unnamed
        return [
            bench.missing(
                Missing.NOT_APPLICABLE, speech("counts towards no indicator and not to the index")
            ),
            self._grades(sayings),
            self._who(sayings),
            bench.cell(sayings),
            bench.missing(Missing.NOT_APPLICABLE, speech("the rating is that of the component")),
        ]

    def _grades(self, sayings: Sequence[Saying]) -> Cell:
        """How strong the coders judged the codings, grade by grade."""
        speech = self._bench.speech
        strengths = {each.place.id: each.place.strength for each in sayings}.values()
        grades = Counter(grade for grade in strengths if grade is not None)
        if not grades:
            return self._bench.missing(
                Missing.NOT_APPLICABLE, speech("no coding says how strong it is")
            )
        entries = [
            Entry(
                EntryKind.COUNT,
                f"{grade} – {speech(_GRADES[grade])}: "
                + speech.many("{n} coding", "{n} codings", number),
                value=float(grade),
            )
            for grade, number in sorted(grades.items(), reverse=True)
        ]
        return filled(self._bench, [each for each in sayings if each.place.strength], entries)

    def _who(self, sayings: Sequence[Saying]) -> Cell:
        people = len({each.informant for each in sayings})
        return counted(self._bench, sayings, people, teller_words(self._bench, sayings))


KIND = DisplayKind(
    id="checklist-matrix",
    name=mark("Checklist matrix"),
    family=Family.EXPLORING,
    answers=mark("Which indicators of each component are present, how strongly, who says so?"),
    rule=mark(
        "An indicator is present where at least one coding that names it speaks of support. Index: "
        "indicators with a supporting coding less those with an inhibiting one, by the number of "
        "indicators; the rating by it is a proposal until a researcher's rating takes its place. "
        "Where no coding names an indicator, the codes beneath a code take the place of its "
        "indicators."
    ),
    empty=mark("Adopt a framework with indicators first."),
    make=make,
    choices=(
        Choice(
            "strong",
            mark("Strong from an index of"),
            (
                Option("all", mark("all indicators")),
                Option("two-thirds", mark("two thirds")),
                Option("half", mark("one half")),
            ),
            default="two-thirds",
        ),
        Choice(
            "items",
            mark("Items"),
            (
                Option(Items.AUTO, mark("Indicators that are named, else codes")),
                Option(Items.INDICATORS, mark("Indicators")),
                Option(Items.CODES, mark("Codes beneath")),
            ),
            default=Items.AUTO,
        ),
    ),
)
