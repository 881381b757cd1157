"""The causal chain: one thing leading to the next, each link with its source (M&H 1994, ch. 6)."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from sqlalchemy import Connection

from models.vocabulary import RelationType
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.linked import NO_SOURCE, Bundle, Links, places_of, said_by
from qda.displays.network import Arrow, ArrowState, Network, Node, NodeKind
from qda.displays.networking import is_told, network, states_legend
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.relations import EndKind, RelationRow

Link = tuple[int, int, int]
"""A link of a chain: its number, and the ids of the codes it runs between."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Network:
    """The relations that have a place in a chain, in their order.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one chain."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        named = bench.columns if bench.question.columns else ()
        self._asked = frozenset(code.id for column in named for code in column.codes)
        links = Links(bench, frozenset(RelationType))
        grouped: dict[Link, list[RelationRow]] = defaultdict(list)
        for row in links.rows:
            link = self._link(row)
            if link is not None:
                grouped[link].append(row)
        links.prepare(row for rows in grouped.values() for row in rows)
        self._links: dict[Link, Bundle] = {
            link: links.bundled(grouped[link]) for link in sorted(grouped)
        }

    def _link(self, row: RelationRow) -> Link | None:
        """The link that a relation is; None where it is none, or not between the codes asked."""
        start, end = row.from_end.code_id, row.to_end.code_id
        if row.order is None or row.from_end.kind is EndKind.CASE or start is None or end is None:
            return None
        if self._asked and not {start, end} <= self._asked:
            return None
        return row.order, start, end

    def made(self) -> Network:
        """The whole chain."""
        codes = list(dict.fromkeys(code for link in self._links for code in link[1:]))
        going_on = {start for _, start, _ in self._links}
        return network(
            self._bench,
            [self._node(code, is_last=code not in going_on) for code in codes],
            [self._arrow(link, bundle) for link, bundle in self._links.items()],
            narrative=self._narrative(),
            legend=states_legend(self._bench),
            warnings=self._warnings(),
        )

    def _node(self, code_id: int, *, is_last: bool) -> Node:
        code, language = self._bench.codes[code_id], self._speech.language
        bundles = [b for link, b in self._links.items() if code_id in link[1:]]
        who = {each for b in bundles for each in (*b.supporting, *b.contradicting)}
        return Node(
            id=code.canonical_id,
            label=code.name(language),
            kind=NodeKind.OUTCOME if is_last else NodeKind.CODE,
            note=code.text("definition", language),
            informants=len(who),
            evidence=tuple(dict.fromkeys(at for b in bundles for at in b.evidence)),
            records=tuple(dict.fromkeys(at for b in bundles for at in b.records)),
        )

    def _arrow(self, link: Link, bundle: Bundle) -> Arrow:
        order, start, end = (link[0], self._bench.codes[link[1]], self._bench.codes[link[2]])
        return Arrow(
            id=f"{order}:{start.canonical_id}>{end.canonical_id}",
            start=start.canonical_id,
            end=end.canonical_id,
            state=bundle.state,
            label="; ".join(dict.fromkeys(row.actor for row in bundle.rows if row.actor)),
            sign=bundle.sign,
            order=order,
            is_proposed=bundle.is_proposed,
            supporting=len(bundle.supporting),
            contradicting=len(bundle.contradicting),
            evidence=tuple(bundle.evidence),
            records=tuple(bundle.records),
        )

    def _between(self, link: Link) -> str:
        start, end = (self._bench.codes[id_].name(self._speech.language) for id_ in link[1:])
        return f"{start} → {end}"

    def _narrative(self) -> str:
        return "\n".join(
            f"{link[0]}. {self._between(link)}: {said_by(bundle, self._speech, NO_SOURCE)}"
            f"{places_of(bundle.keys)}."
            for link, bundle in self._links.items()
        )

    def _warnings(self) -> list[str]:
        speech = self._speech
        found = [
            speech("Link {number} ({link}) has no source yet.", number=k[0], link=self._between(k))
            for k, bundle in self._links.items()
            if bundle.state is ArrowState.NO_DATA
        ]
        by_order: dict[int, list[Link]] = defaultdict(list)
        for link in self._links:
            by_order[link[0]].append(link)
        for before, after in pairwise(sorted(by_order)):
            if not {k[2] for k in by_order[before]} & {k[1] for k in by_order[after]}:
                words = speech(
                    "The chain breaks between link {before} and link {after}.",
                    before=before,
                    after=after,
                )
                found.append(words)
        if self._links and not is_told(self._bench):
            found.append(speech("The network needs its story in your own words: write it."))
        return found


KIND = DisplayKind(
    id="causal-chain",
    name=mark("Causal chain"),
    family=Family.EXPLAINING,
    answers=mark("What led to what, step by step, and who says so?"),
    rule=mark(
        "Relations that were given a place in a chain, in their order. Each link needs at least "
        "one source: words that say so, or two codings; a link without one is marked. Counts are "
        "distinct informants; proposed relations count only where none is confirmed."
    ),
    empty=mark("Record relations between codes or codings and give them a place in the chain."),
    make=make,
    takes_level=False,
    takes_quotes=False,
)
