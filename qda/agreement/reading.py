"""Reads the comparison of two coders of a study, with what is settled of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from models.code import Code
from models.errors import Refused
from models.positions import Span
from models.recording import table_of
from models.study import Blinding
from models.vocabulary import CoderKind
from qda.agreement.characters import Table, table_of_spans
from qda.agreement.comparing import Comparison, Kind, Mark, compare
from qda.agreement.counting import Counts, counts_of
from qda.agreement.scope import Layered, Layers, layers, length_of
from qda.agreement.settled import Settled, Settlements, read_settlements
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.rows import CoderRow
from qda.retrieval.sight import viewer_of
from qda.retrieval.sources import source_texts
from qda.retrieval.studies import coders, source_keys


class SameCoder(Refused):
    """Nobody can be compared with herself."""

    en = "Choose two different coders to compare."
    id = "Pilih dua pengode yang berbeda untuk dibandingkan."


class StillBlind(Refused):
    """A comparison would show what is hidden."""

    en = (
        "You code blind, and a comparison would show you the codings of others. Release the blind "
        "coding first."
    )
    id = (
        "Anda mengode secara buta, sedangkan perbandingan akan memperlihatkan pengodean orang "
        "lain. Buka dulu pengodean buta itu."
    )


@dataclass(frozen=True, slots=True)
class Place:
    """One comparison where it stands: source, trace key, the words that both together take.

    `text` is the key of its source, or of the collection that the source is a unit of. The UUIDs
    are those of the codings, empty where a coder has none.
    """

    source_id: int
    text: str
    key: str
    quote: str
    comparison: Comparison
    first_uuid: str
    second_uuid: str
    settled: Settled | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not settled, or was and has changed since."""
        return self.settled is None or self.settled.outdated


@dataclass(frozen=True, slots=True)
class Compared:
    """Two coders compared.

    `texts` are the keys of the sources and collections compared, `left_out` of those that only
    one of the two has coded; `tables` the characters by code, over all of these texts. `counts`
    says how many comparisons there are of each kind, `settled` how many of them are settled and
    not outdated, `agreed_open` how many that both coded alike are not. `lost` are the ids of
    settlements of which neither coding is there any more.
    """

    first: CoderRow
    second: CoderRow
    places: tuple[Place, ...]
    texts: tuple[str, ...]
    left_out: tuple[str, ...]
    tables: dict[int, Table] = field(hash=False)
    counts: Counts
    settled: int
    agreed_open: int
    agreed: CoderRow | None = None
    lost: tuple[int, ...] = ()


def compared(
    connection: Connection, first_id: int, second_id: int, source_ids: Iterable[int] = ()
) -> Compared:
    """Two coders compared in the texts that both have coded, or in the sources named.

    Raises:
        SameCoder: they are one.
        StillBlind: whoever reads codes blind, and the comparison would show what is hidden.
    """
    if first_id == second_id:
        raise SameCoder
    by_id = {each.id: each for each in coders(connection)}
    first, second = by_id[first_id], by_id[second_id]
    wanted = frozenset(source_ids)
    hidden = _hidden(connection, (first, second), wanted)
    found = layers(connection, first_id, second_id, wanted, hidden=hidden)
    settlements = read_settlements(connection, first, second)
    places = _places(connection, found, settlements)
    open_ = [place.comparison.kind for place in places if place.is_open]
    return Compared(
        first,
        second,
        places,
        tuple(sorted(found.texts)),
        tuple(sorted(found.left_out)),
        _tables(found, length_of(connection, found.texts, wanted, hidden=hidden)),
        counts_of(place.comparison for place in places),
        len(places) - len(open_),
        open_.count(Kind.AGREED),
        by_id.get(settlements.agreed_id or 0),
        settlements.lost,
    )


def _hidden(
    connection: Connection, pair: tuple[CoderRow, CoderRow], wanted: frozenset[int]
) -> frozenset[int]:
    """The sources that whoever reads codes blind, once it is sure that none of them is wanted.

    Nothing in them is compared: her own codings would stand there as if the other had none.
    """
    viewer = viewer_of(connection)
    others = [each for each in pair if each.id != viewer and each.kind is not CoderKind.RULE]
    if viewer is None or not others:
        return frozenset()
    table = table_of(Blinding)
    query = select(table.c.source_id).where(table.c.coder_id == viewer, table.c.released_at == "")
    blind = set(connection.execute(query).scalars())
    if None in blind or blind & wanted:
        raise StillBlind
    return frozenset(blind)


def _places(connection: Connection, found: Layers, settlements: Settlements) -> tuple[Place, ...]:
    code = table_of(Code)
    parents = {row.id: row.parent_id for row in connection.execute(select(code))}
    texts = source_texts(connection, found.inside)
    keys = source_keys(connection, found.inside)
    finder = ParagraphFinder(connection, found.inside)
    made: list[Place] = []
    for source_id in sorted(found.inside, key=lambda each: keys[each]):
        ones, others = found.first.get(source_id, ()), found.second.get(source_id, ())
        uuids = {each.mark.id: each.uuid for each in (*ones, *others)}
        text = texts[source_id]
        for each in compare(_marks(ones), _marks(others), text, parents=parents):
            first_uuid = "" if each.first is None else uuids[each.first.id]
            second_uuid = "" if each.second is None else uuids[each.second.id]
            key = finder.key(keys[source_id], source_id, each.span.start)
            settled = settlements.of(first_uuid, second_uuid)
            quote = each.span.of(text)
            whole = found.whole_of[source_id]
            made.append(Place(source_id, whole, key, quote, each, first_uuid, second_uuid, settled))
    return tuple(made)


def _marks(layer: Iterable[Layered]) -> list[Mark]:
    return [each.mark for each in layer]


def _tables(found: Layers, length: int) -> dict[int, Table]:
    """The table of each code over all texts; what bears no code of either is by neither."""
    tables: dict[int, Table] = defaultdict(Table)
    for source_id in found.inside:
        ones = _spans_by_code(found.first.get(source_id, ()))
        others = _spans_by_code(found.second.get(source_id, ()))
        for code_id in {*ones, *others}:
            # What is neither's is known once all is added up.
            tables[code_id] += table_of_spans(ones.get(code_id, ()), others.get(code_id, ()), 0)
    return {
        code_id: Table(
            table.both,
            table.first_only,
            table.second_only,
            length - table.both - table.first_only - table.second_only,
        )
        for code_id, table in tables.items()
    }


def _spans_by_code(layer: Iterable[Layered]) -> Mapping[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for each in layer:
        spans[each.mark.code_id].append(each.mark.span)
    return spans
