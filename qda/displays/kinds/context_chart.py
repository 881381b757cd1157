"""The context chart: who reports to, works with and influences whom (Miles et al. 2014, ch. 7)."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import RelationType
from qda.displays.actors import Actors
from qda.displays.informants import Person
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.linked import NO_SOURCE, Bundle, Links, places_of, said_by
from qda.displays.network import Arrow, ArrowState, Network, Node, NodeKind
from qda.displays.networking import is_told, network, states_legend
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.relations import RelationRow

TYPES: Final = frozenset(
    {RelationType.REPORTS_TO, RelationType.COOPERATES_WITH, RelationType.INFLUENCES}
)
"""What runs between actors."""

RELATED: Final = "related"

ACTORS: Final = Choice(
    "actors",
    mark("Actors"),
    (
        Option(RELATED, mark("Those who are related")),
        Option("all", mark("All cases")),
    ),
    RELATED,
)

Tie = tuple[RelationType, int, int]
"""What runs from one case to another, by their ids."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Network:
    """The actors of a study and what runs between them.

    Raises:
        UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one chart."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        known = self._known = Actors(bench)
        links = Links(bench, TYPES)
        grouped: dict[Tie, list[RelationRow]] = defaultdict(list)
        for row in links.rows:
            start, end = row.from_end.case_id, row.to_end.case_id
            if start is not None and end is not None and known.passes(start) and known.passes(end):
                grouped[_tie(row.type, start, end)].append(row)
        self._ties: dict[Tie, Bundle] = {tie: links.bundled(rows) for tie, rows in grouped.items()}

    def made(self) -> Network:
        """The whole chart."""
        return network(
            self._bench,
            [self._node(person) for person in self._actors()],
            [self._arrow(tie, bundle) for tie, bundle in self._ties.items()],
            narrative="\n".join(self._told(tie, bundle) for tie, bundle in self._ties.items()),
            legend=states_legend(self._bench),
            warnings=self._warnings(),
        )

    def _actors(self) -> list[Person]:
        everyone = KIND.choice(self._bench.question, ACTORS.name) != RELATED
        related = {case for tie in self._ties for case in tie[1:]}
        others = {person.id for person in self._known.people} if everyone else set()
        people = self._bench.voices.people.values()
        return [person for person in people if person.id in related | others]

    def _node(self, person: Person) -> Node:
        bundles = [bundle for tie, bundle in self._ties.items() if person.id in tie[1:]]
        who = {each for b in bundles for each in (*b.supporting, *b.contradicting)}
        behind = (self._known.record(person), *(at for b in bundles for at in b.records))
        return Node(
            id=f"case:{person.id}",
            label=person.name,
            kind=NodeKind.ACTOR,
            note=person.role,
            group="" if person.group is None else label(person.group, self._speech),
            informants=len(who),
            records=tuple(dict.fromkeys(behind)),
        )

    def _arrow(self, tie: Tie, bundle: Bundle) -> Arrow:
        kind, start, end = tie
        return Arrow(
            id=f"{kind.value}:{start}>{end}",
            start=f"case:{start}",
            end=f"case:{end}",
            state=bundle.state,
            label=label(kind, self._speech),
            sign=bundle.sign,
            is_mutual=kind is RelationType.COOPERATES_WITH,
            is_proposed=bundle.is_proposed,
            supporting=len(bundle.supporting),
            contradicting=len(bundle.contradicting),
            records=tuple(bundle.records),
        )

    def _told(self, tie: Tie, bundle: Bundle) -> str:
        kind, start, end = tie
        people = self._bench.voices.people
        words = self._speech(_SENTENCES[kind], start=people[start].name, end=people[end].name)
        sign = f" ({bundle.sign})" if bundle.sign else ""
        return f"{words}{sign}: {said_by(bundle, self._speech, NO_SOURCE)}{places_of(bundle.keys)}."

    def _warnings(self) -> list[str]:
        found = []
        bare = [tie for tie, bundle in self._ties.items() if bundle.state is ArrowState.NO_DATA]
        if bare:
            words = self._speech.many(
                "{n} arrow was recorded without a source.",
                "{n} arrows were recorded without a source.",
                len(bare),
            )
            found.append(words)
        if self._ties and not is_told(self._bench):
            found.append(self._speech("The network needs its story in your own words: write it."))
        return found


def _tie(kind: RelationType, start: int, end: int) -> Tie:
    """What runs between two cases; working together has no direction."""
    if kind is RelationType.COOPERATES_WITH and start > end:
        return kind, end, start
    return kind, start, end


_SENTENCES: Final = {
    RelationType.REPORTS_TO: mark("{start} reports to {end}"),
    RelationType.COOPERATES_WITH: mark("{start} and {end} work together"),
    RelationType.INFLUENCES: mark("{start} influences {end}"),
}

KIND = DisplayKind(
    id="context-chart",
    name=mark("Context chart"),
    family=Family.DESCRIBING,
    answers=mark("Who has to do with whom, and how well do they get on?"),
    rule=mark(
        "Actors are the cases of the study; arrows are recorded relations of reporting, working "
        "together and influence, with the sign they were given: + where it goes well, - where it "
        "does not, +/- where sources differ. Width and state count distinct informants who say so."
    ),
    empty=mark("Record who reports to, works with or influences whom, between the cases."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
    choices=(ACTORS,),
)
