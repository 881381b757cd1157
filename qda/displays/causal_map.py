"""The arrows of theories and of the researcher, each with what the data say of it.

Codes beneath a node count for the node. Codes of the researcher's own that are related to a node
join the map beside the theory; relations with codes that are in no node are counted and left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
        self._drawn: set[tuple[str, str]] = set()
        self.within = 0
        self.elsewhere = 0
        self._between = self._placed(by_codes(self._links.rows))
        if with_own:
            self._links.prepare(row for rows in self._between.values() for row in rows)
            self.arrows = (*self._theory_arrows(), *self._own_arrows())
            self.nodes = (*self.nodes, *self._joined())
        else:
            expected = [(a.source, a.target) for each in self.theories for a in each.relations]
            pairs = {*expected, *((end, start) for start, end in expected)}
            self._links.prepare(row for at in pairs for row in self._between.get(at, ()))
            self.arrows = tuple(self._theory_arrows())

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
    ) -> dict[tuple[str, str], list[RelationRow]]:
        """Relations by the nodes they run between; codes of one's own become nodes."""
        placed: dict[tuple[str, str], list[RelationRow]] = defaultdict(list)
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

    def _theory_arrows(self) -> Iterable[MapArrow]:
        nodes = {column.code.canonical_id: column for column in self.nodes}
        made = []
        for theory in self.theories:
            for arrow in theory.relations:
                start, end = nodes.get(arrow.source), nodes.get(arrow.target)
                if start is None or end is None:
                    continue
                pairs = [(arrow.source, arrow.target)]
                if arrow.kind == RelationKind.MUTUAL:
                    pairs.append((arrow.target, arrow.source))
                self._drawn.update(pairs)
                rows = [row for pair in pairs for row in self._between.get(pair, ())]
                made.append(
                    MapArrow(start, end, self._links.bundled(rows, arrow.sign), arrow, theory)
                )
        return made

    def _own_arrows(self) -> Iterable[MapArrow]:
        nodes = {column.code.canonical_id: column for column in (*self.nodes, *self._own.values())}
        return [
            MapArrow(nodes[start], nodes[end], self._links.bundled(rows))
            for (start, end), rows in self._between.items()
            if (start, end) not in self._drawn
        ]
