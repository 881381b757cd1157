"""The causal network of one case, drawn from a theory (Miles, Huberman and Saldaña 2014, ch. 9)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from codebooks.framework import RelationKind
from qda.displays.causal_map import CausalMap, MapArrow
from qda.displays.columns import Column
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.linked import places_of, said_by
from qda.displays.network import Arrow, ArrowState, Network, Node, NodeKind
from qda.displays.networking import is_told, network, states_legend
from qda.displays.rated import Rated, Ratings
from qda.displays.values import Fact
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Network:
    """The dimensions of a theory with their ratings, its arrows with their evidence.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one network."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._map = CausalMap(bench)
        self._ratings = Ratings(bench)
        self._case = _only_case(bench)
        sayings = (each for column in self._map.nodes for each in bench.bearing(column))
        bench.take(sayings)

    def made(self) -> Network:
        """The whole network."""
        rated = {
            column.code.id: found
            for column in self._map.nodes
            if (found := self._ratings.of(column.code.id, self._case)) is not None
        }
        arrows = tuple(self._arrow(each) for each in self._map.arrows)
        return network(
            self._bench,
            [self._node(column, rated.get(column.code.id)) for column in self._map.nodes],
            arrows,
            narrative=self._narrative(rated),
            facts=self._facts(),
            legend=states_legend(self._bench),
            warnings=self._warnings(rated),
        )

    def _name(self, column: Column) -> str:
        return column.code.name(self._speech.language)

    def _node(self, column: Column, rated: Rated | None) -> Node:
        heading = column.heading(self._speech.language)
        sayings = self._bench.bearing(column)
        is_outcome = column.code.canonical_id in self._map.outcomes
        return Node(
            id=heading.id,
            label=heading.label,
            kind=NodeKind.OUTCOME if is_outcome else NodeKind.CODE,
            note=heading.note,
            group=heading.group,
            rating="" if rated is None else rated.words(self._speech),
            value=None if rated is None else rated.value,
            is_proposed=rated is not None and rated.is_proposed,
            informants=len({each.informant for each in sayings}),
            evidence=tuple(sorted(self._bench.take(sayings))),
            records=() if rated is None else self._ratings.records(rated),
        )

    def _arrow(self, arrow: MapArrow) -> Arrow:
        bundle = arrow.bundle
        return Arrow(
            id=arrow.id,
            start=arrow.start.code.canonical_id,
            end=arrow.end.code.canonical_id,
            state=bundle.state,
            label=self._label(arrow),
            sign=bundle.sign if arrow.expected is None else arrow.expected.sign,
            of_theory=arrow.expected is not None,
            is_mutual=arrow.is_mutual,
            is_proposed=bundle.is_proposed,
            supporting=len(bundle.supporting),
            contradicting=len(bundle.contradicting),
            evidence=tuple(bundle.evidence),
            records=tuple(bundle.records),
        )

    def _label(self, arrow: MapArrow) -> str:
        if arrow.expected is None:
            return "; ".join(dict.fromkeys(row.actor for row in arrow.bundle.rows if row.actor))
        if arrow.expected.kind == RelationKind.INDIRECT:
            via = self._code_name(arrow.expected.via)
            return self._speech("only through {code}", code=via) if via else ""
        if arrow.expected.kind == RelationKind.MODERATES:
            return self._speech("moderates")
        return ""

    def _code_name(self, canonical_id: str) -> str:
        named = (c for c in self._bench.codes.values() if c.canonical_id == canonical_id)
        return next((code.name(self._speech.language) for code in named), "")

    # Words

    def _facts(self) -> tuple[Fact, ...]:
        titles = "; ".join(each.title(self._speech.language) for each in self._map.theories)
        found = [Fact(self._speech("Theory"), titles)] if titles else []
        if self._case is not None:
            name = self._bench.voices.people[self._case].name
            found.append(Fact(self._speech("Ratings of"), name))
        return tuple(found)

    def _warnings(self, rated: dict[int, Rated]) -> Sequence[str]:
        speech, found = self._speech, []
        unrated = [each for each in self._map.nodes if each.code.id not in rated]
        if unrated:
            names = "; ".join(self._name(column) for column in unrated)
            found.append(speech("Every node should be rated. Not rated yet: {names}", names=names))
        waiting = [each for each in self._map.nodes if _waits(rated.get(each.code.id))]
        if waiting:
            names = "; ".join(self._name(column) for column in waiting)
            found.append(speech("Ratings that nobody has confirmed: {names}", names=names))
        unsure = [each for each in self._map.arrows if each.expected and each.expected.to_check]
        if unsure:
            names = "; ".join(self._between(arrow) for arrow in unsure)
            found.append(
                speech("To be checked on the theory's printed source: {arrows}", arrows=names)
            )
        if self._map.within:
            found.append(
                speech.many(
                    "{n} relation runs within a node and is not drawn.",
                    "{n} relations run within a node and are not drawn.",
                    self._map.within,
                )
            )
        if self._map.elsewhere:
            found.append(
                speech.many(
                    "{n} relation runs to a code outside this network and is not drawn.",
                    "{n} relations run to codes outside this network and are not drawn.",
                    self._map.elsewhere,
                )
            )
        if self._map.nodes and not is_told(self._bench):
            found.append(speech("The network needs its story in your own words: write it."))
        return found

    def _narrative(self, rated: dict[int, Rated]) -> str:
        ratings = [
            self._speech("{code}: {rating}.", code=self._name(c), rating=r.words(self._speech))
            for c in self._map.nodes
            if (r := rated.get(c.code.id)) is not None
        ]
        said = [" ".join(ratings)] if ratings else []
        said += [self._told(arrow) for arrow in self._map.arrows if _speaks(arrow)]
        silent = [arrow for arrow in self._map.arrows if not _speaks(arrow)]
        if silent:
            named = "; ".join(self._between(arrow) for arrow in silent)
            said.append(self._speech("No data yet: {arrows}.", arrows=named))
        return "\n".join(said)

    def _told(self, arrow: MapArrow) -> str:
        words = {
            ArrowState.SUPPORTED: mark("{arrow} is borne out: {who}{where}."),
            ArrowState.CONTRADICTED: mark("{arrow} is contradicted: {who}{where}."),
            ArrowState.MIXED: mark("{arrow} is both borne out and contradicted: {who}{where}."),
        }
        own = {
            ArrowState.SUPPORTED: mark("Beside the theory, {arrow} is borne out: {who}{where}."),
            ArrowState.CONTRADICTED: mark(
                "Beside the theory, {arrow} is contradicted: {who}{where}."
            ),
            ArrowState.MIXED: mark(
                "Beside the theory, {arrow} is both borne out and contradicted: {who}{where}."
            ),
        }
        chosen = own if arrow.expected is None else words
        return self._speech(
            chosen[arrow.bundle.state],
            arrow=self._between(arrow),
            who=said_by(arrow.bundle, self._speech),
            where=places_of(arrow.bundle.keys),
        )

    def _between(self, arrow: MapArrow) -> str:
        line = "↔" if arrow.is_mutual else "→"
        return f"{self._name(arrow.start)} {line} {self._name(arrow.end)}"


def _only_case(bench: Workbench) -> int | None:
    """The case whose ratings count: the one that the filter leaves, else the study as a whole."""
    ids = bench.wanted.case_ids
    return next(iter(ids)) if len(ids) == 1 else None


def _waits(rated: Rated | None) -> bool:
    return rated is not None and rated.is_proposed


def _speaks(arrow: MapArrow) -> bool:
    return arrow.bundle.state is not ArrowState.NO_DATA


KIND = DisplayKind(
    id="causal-network",
    name=mark("Causal network, within-case"),
    older_name=mark("Causal network"),
    family=Family.EXPLAINING,
    answers=mark("Do the data bear out what the theory says leads to what?"),
    rule=mark(
        "Nodes are the dimensions of the theory with the latest confirmed rating of each rater; "
        "where the filter leaves one case, the ratings of that case, else those of the study. "
        "Arrows are those of the theory; an arrow is supported or contradicted only by recorded "
        "relations between the codes, or between codings, with the words that say so, never by "
        "codes that merely stand together. Own arrows stand beside the theory. The width counts "
        "distinct informants; proposed relations count only where none is confirmed."
    ),
    empty=mark(
        "Adopt a theory that has arrows, and record relations between its codes from what "
        "informants say."
    ),
    make=make,
    takes_quotes=False,
)
