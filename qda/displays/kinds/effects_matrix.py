"""The effects matrix: direct effects, meta-effects and side effects of each outcome, + and -.

After Miles, Huberman and Saldaña (2014, ch. 9): intended and unintended effects stand apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from models.coding import Coding
from models.recording import table_of
from models.vocabulary import EntryKind, Missing, RelationType, TimeFrame
from qda.displays.columns import Column
from qda.displays.filling import filled
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.outcomes import outcome_columns
from qda.displays.ties import Ties
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.codings import coding_query
from qda.retrieval.in_parts import in_parts


class Effect(StrEnum):
    """How an effect came: by itself, from another effect, or beside what was meant."""

    DIRECT = "direct"
    META = "meta"
    SIDE = "side"


TAGS: Final[Mapping[str, Effect]] = {
    "direct": Effect.DIRECT,
    "direct effect": Effect.DIRECT,
    "langsung": Effect.DIRECT,
    "efek langsung": Effect.DIRECT,
    "meta": Effect.META,
    "meta-effect": Effect.META,
    "meta effect": Effect.META,
    "efek meta": Effect.META,
    "side": Effect.SIDE,
    "side effect": Effect.SIDE,
    "unintended": Effect.SIDE,
    "samping": Effect.SIDE,
    "sampingan": Effect.SIDE,
    "efek samping": Effect.SIDE,
    "tak terduga": Effect.SIDE,
}
"""The tags of a coding that say which kind of effect it tells of, in small letters."""

_EFFECTS = {
    Effect.DIRECT: mark("Direct effects"),
    Effect.META: mark("Meta-effects"),
    Effect.SIDE: mark("Side effects"),
}


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Outcomes as rows; effects by kind, who brings them about and when, as columns.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    speech, page = bench.speech, _Page(bench, outcome_columns(bench))
    headings = [
        *(Heading(effect.value, speech(_EFFECTS[effect])) for effect in Effect),
        Heading("actor", speech("Actor")),
        Heading("time", speech("Time")),
    ]
    rows = [column.heading(question.language) for column in page.columns]
    cells = [page.cells(at) for at in range(len(page.columns))]
    return bench.matrix(speech("Outcome"), rows, headings, cells)


class _Page:
    """Fills the row of an outcome; a code stands in the first row that it belongs to."""

    def __init__(self, bench: Workbench, columns: Sequence[Column]) -> None:
        self._bench, self._ties = bench, Ties(bench)
        taken: set[int] = set()
        self.columns: list[Column] = []
        self._codes: list[frozenset[int]] = []
        for column in columns:
            codes = frozenset(code.id for code in column.codes) - taken
            taken |= codes
            self.columns.append(column)
            self._codes.append(codes)
        self._tagged = _tagged(bench, taken)
        self._after = {
            tie.to_end.coding
            for tie in self._ties.all
            if tie.type is RelationType.LEADS_TO and tie.to_end.coding
        }
        self._marks = bench.marks(self.columns)
        members = {
            (text, case): None for text in bench.scope.texts for case in bench.scope.voices_of(text)
        }
        self._texts = bench.texts_of(members)
        bench.take([each for at in range(len(self.columns)) for each in self._sayings(at)])

    def _sayings(self, at: int) -> list[Saying]:
        codes = self._codes[at]
        return [s for s in self._bench.bearing(self.columns[at]) if s.place.code_id in codes]

    def cells(self, at: int) -> list[Cell]:
        """The fields of one outcome."""
        sayings = self._sayings(at)
        by_effect: dict[Effect, list[Saying]] = defaultdict(list)
        for saying in sayings:
            by_effect[self._effect(saying)].append(saying)
        cells = [self._told(at, by_effect.get(effect, []), sayings) for effect in Effect]
        return [*cells, self._actors(at, sayings), self._time(sayings)]

    def _effect(self, saying: Saying) -> Effect:
        """By its tag; else as an effect of an effect, where one leads to it; else direct."""
        tagged = self._tagged.get(saying.place.id)
        if tagged is not None:
            return tagged
        return Effect.META if saying.place.uuid in self._after else Effect.DIRECT

    def _told(self, at: int, sayings: Sequence[Saying], all_: Sequence[Saying]) -> Cell:
        """What is told of a kind of effect, the good of it before the bad."""
        bench, speech = self._bench, self._bench.speech
        if not all_:
            return bench.missing(self._marks.of(self._texts, at))
        if not sayings:
            if self._texts.unread:
                return bench.missing(Missing.PENDING)
            return bench.missing(Missing.SILENT, speech("nobody tells of such an effect"))
        sides = (
            ("+", [each for each in sayings if each.place.polarity in POSITIVE]),
            ("-", [each for each in sayings if each.place.polarity in NEGATIVE]),
            (
                speech("without a side"),
                [each for each in sayings if each.place.polarity not in POSITIVE | NEGATIVE],
            ),
        )
        entries: list[Entry] = []
        for sign, found in sides:
            if found:
                people = len({each.informant for each in found})
                told = speech.many("{n} informant", "{n} informants", people)
                words = f"{sign} · {told}"
                entries.append(Entry(EntryKind.COUNT, words, value=float(people)))
                best = bench.best(found, bench.question.quotes)
                entries += [bench.quote(index) for index in best]
        return bench.cell(sayings, quotes=0, entries=entries)

    def _actors(self, at: int, sayings: Sequence[Saying]) -> Cell:
        """Who brings the effects about, by the relations that lead to them."""
        types = (RelationType.RESULTS_IN, RelationType.LEADS_TO, RelationType.INFLUENCES)
        found = self._ties.arriving_at(self._codes[at], sayings, types)
        actors = self._ties.actors(found)
        if not actors:
            return self._bench.missing(
                Missing.NOT_ASKED, self._bench.speech("no relation names an actor")
            )
        return filled(self._bench, self._ties.sayings_at_end(found), actors)

    def _time(self, sayings: Sequence[Saying]) -> Cell:
        """For which time coders say that the effects hold."""
        speech, entries = self._bench.speech, []
        timed = [each for each in sayings if each.place.time is not None]
        for frame in TimeFrame:
            people = {each.informant for each in timed if each.place.time is frame}
            if people:
                words = f"{label(frame, speech)} ({speech.number(len(people))})"
                entries.append(Entry(EntryKind.COUNT, words, value=float(len(people))))
        if not entries:
            return self._bench.missing(
                Missing.NOT_APPLICABLE, speech("no coding says for which time it holds")
            )
        return filled(self._bench, timed, entries)


def _tagged(bench: Workbench, codes: set[int]) -> dict[int, Effect]:
    """The kind of effect that the tags of codings name, by the coding's id."""
    coding = table_of(Coding)
    query = coding_query(bench.connection, bench.wanted).with_only_columns(
        coding.c.id, coding.c.tags
    )
    found: dict[int, Effect] = {}
    if not codes:
        return found
    for id_, tags in in_parts(bench.connection, query.where(coding.c.code_id.in_(codes))):
        for tag in tags or ():
            effect = TAGS.get(tag.strip().casefold())
            if effect is not None:
                found.setdefault(id_, effect)
    return found


KIND = DisplayKind(
    id="effects-matrix",
    name=mark("Effects matrix"),
    family=Family.EXPLAINING,
    answers=mark("Which effects does it have, meant and not meant, good and bad, by whom, when?"),
    rule=mark(
        "A coding of an outcome is a direct effect, unless its tag says that it is a meta-effect "
        "(“meta”) or a side effect (“side”, “sampingan”), or a relation leads on to it from "
        "another effect. + and - by polarity, counted as distinct informants; 0 where a coding "
        "takes no side."
    ),
    empty=mark("Code some words with an outcome first."),
    make=make,
    takes_level=True,
)
