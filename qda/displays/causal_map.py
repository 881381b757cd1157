"""The arrows of theories and of the researcher, each with what the data say of it.

Codes beneath a node count for the node. Codes of the researcher's own that are related to a node
join the map beside the theory; relations with codes that are in no node are counted and left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from codebooks.framework import RelationKind
from qda.displays.columns import Column, columns_for
from qda.displays.linked import Bundle, Links, by_codes
from qda.displays.workbench import Workbench
from qda.retrieval.relations import RelationRow
from qda.retrieval.rows import CodeRow
from qda.retrieval.theories import RelationRow as Expected
from qda.retrieval.theories import TheoryRow, theories


@dataclass(frozen=True, slots=True)
class MapArrow:
    """An arrow between two nodes; `expected` is what the theory says, None for one's own."""

    start: Column
    end: Column
    bundle: Bundle
    expected: Expected | None = None
    theory: TheoryRow | None = None

    @property
    def id(self) -> str:
        """Its id: who draws it, what kind of arrow it is, and where it runs."""
        who = "own" if self.expected is None else self.expected.kind
        return f"{who}:{self.start.code.canonical_id}>{self.end.code.canonical_id}"

    @property
    def is_mutual(self) -> bool:
        """Whether the theory lets it run both ways."""
        return self.expected is not None and self.expected.kind == RelationKind.MUTUAL


Pair = tuple[str, str]
"""Two nodes by the canonical ids of their codes: from which, and to which."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """An arrow of a theory between two nodes, with the pairs of nodes that speak of it."""

    theory: TheoryRow
    arrow: Expected
    start: Column
    end: Column
    pairs: tuple[Pair, ...]


class CausalMap:
    """Nodes and arrows of the theories that were asked for, or of the first that has arrows.

    Own arrows and codes are left out where they are not wanted.
    """

    def __init__(self, bench: Workbench, *, with_own: bool = True) -> None:
        self._bench = bench
        self._tree = bench.codes
        self.theories = self._asked()
        self.nodes = self._nodes()
        self._home = self._homes()
        self._links = Links(bench)
        self._own: dict[int, Column] = {}
        self.within = 0
        self.elsewhere = 0
        self._between = self._placed(by_codes(self._links.rows))
        expected = self._expected()
        drawn = {pair for each in expected for pair in each.pairs}
        shown = [pair for pair in self._between if with_own or pair in drawn]
        self._links.prepare(row for pair in shown for row in self._between[pair])
        self.arrows = tuple(self._of_theory(each) for each in expected)
        if with_own:
            self.arrows += tuple(self._own_arrows(drawn))
            self.nodes += tuple(self._joined())

    @property
    def outcomes(self) -> frozenset[str]:
        """The canonical ids of what the theories set out to explain."""
        return frozenset(f"{each.name}:{each.outcome}" for each in self.theories if each.outcome)

    def _asked(self) -> tuple[TheoryRow, ...]:
        known = theories(self._bench.connection)
        if not self._bench.question.columns:
            return next(((each,) for each in known if each.relations), ())
        ids = {column.code.framework_id for column in self._bench.columns}
        return tuple(each for each in known if each.id in ids)

    def _nodes(self) -> tuple[Column, ...]:
        """The codes asked for, and those beneath them that an arrow of the theory names."""
        bench = self._bench
        names = bench.question.columns or tuple(each.name for each in self.theories)
        if not names:
            return ()
        wanted = columns_for(bench.connection, names, level=bench.question.level)
        inside = {code.canonical_id for column in wanted for code in column.codes}
        chosen = {column.code.canonical_id for column in wanted}
        for each in self.theories:
            for arrow in each.relations:
                chosen |= {arrow.source, arrow.target} & inside
        ordered = [code.canonical_id for code in self._tree.values() if code.canonical_id in chosen]
        return columns_for(bench.connection, ordered)

    def _homes(self) -> Mapping[int, Column]:
        """The node that each code belongs to: itself, or the nearest above it."""
        nodes = {column.code.id: column for column in self.nodes}
        found: dict[int, Column] = {}
        for code in self._tree.values():
            above: CodeRow | None = code
            while above is not None and above.id not in nodes:
                above = None if above.parent_id is None else self._tree.get(above.parent_id)
            if above is not None:
                found[code.id] = nodes[above.id]
        return found

    def _placed(
        self, found: Mapping[tuple[int, int], list[RelationRow]]
    ) -> dict[Pair, list[RelationRow]]:
        """Relations by the nodes they run between; codes of one's own become nodes."""
        placed: dict[Pair, list[RelationRow]] = defaultdict(list)
        for (start, end), rows in found.items():
            first, second = self._home.get(start), self._home.get(end)
            if first is None and second is not None:
                first = self._own_node(start)
            if second is None and first is not None:
                second = self._own_node(end)
            if first is None or second is None:
                self.elsewhere += len(rows)
            elif first.code.id == second.code.id:
                self.within += len(rows)
            else:
                placed[first.code.canonical_id, second.code.canonical_id] += rows
        return placed

    def _own_node(self, code_id: int) -> Column | None:
        """The node of a code that belongs to no theory; None for one of another theory."""
        code = self._tree.get(code_id)
        if code is None or code.framework_id is not None:
            return None
        if code_id not in self._own:
            (self._own[code_id],) = columns_for(self._bench.connection, (code.canonical_id,))
        return self._own[code_id]

    def _joined(self) -> Iterable[Column]:
        known = {column.code.id for column in self.nodes}
        return (column for id_, column in self._own.items() if id_ not in known)

    def _expected(self) -> list[_Expected]:
        """The arrows of the theories between nodes, each with the relations that speak of it."""
        nodes = {column.code.canonical_id: column for column in self.nodes}
        arrows = [
            (theory, arrow)
            for theory in self.theories
            for arrow in theory.relations
            if arrow.source in nodes and arrow.target in nodes
        ]
        exact = {pair for _, arrow in arrows for pair in _directions(arrow)}
        made = []
        for theory, arrow in arrows:
            pairs: dict[Pair, None] = {}
            for start, end in _directions(arrow):
                for first in self._parts(nodes[start]):
                    for last in self._parts(nodes[end]):
                        # A part speaks for its whole, unless the theory has an arrow for it.
                        if (first, last) == (start, end) or (first, last) not in exact:
                            pairs[first, last] = None
            ends = nodes[arrow.source], nodes[arrow.target]
            made.append(_Expected(theory, arrow, *ends, tuple(pairs)))
        return made

    def _parts(self, node: Column) -> list[str]:
        """The ids of a node and of the nodes beneath it."""
        beneath = {code.id for code in node.codes}
        return [each.code.canonical_id for each in self.nodes if each.code.id in beneath]

    def _of_theory(self, each: _Expected) -> MapArrow:
        rows = [row for pair in each.pairs for row in self._between.get(pair, ())]
        bundle = self._links.bundled(rows, each.arrow.sign)
        return MapArrow(each.start, each.end, bundle, each.arrow, each.theory)

    def _own_arrows(self, drawn: Collection[Pair]) -> Iterable[MapArrow]:
        nodes = {column.code.canonical_id: column for column in (*self.nodes, *self._own.values())}
        return [
            MapArrow(nodes[start], nodes[end], self._links.bundled(rows))
            for (start, end), rows in self._between.items()
            if (start, end) not in drawn
        ]


def _directions(arrow: Expected) -> tuple[Pair, ...]:
    """The pairs that an arrow of a theory runs between; a mutual one runs both ways."""
    there = arrow.source, arrow.target
    return (there, there[::-1]) if arrow.kind == RelationKind.MUTUAL else (there,)
