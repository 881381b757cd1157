"""A network as a matrix: a row for each arrow and for each node, with all that is behind it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from models.vocabulary import CodingState, EntryKind, Missing, Polarity
from qda.displays.missing import symbol
from qda.displays.network import Arrow, Network, Node
from qda.displays.network_words import (
    arrow_name,
    arrow_state_word,
    node_kind_word,
    origin_word,
    sides,
)
from qda.displays.values import Cell, Entry, Evidence, Fact, Heading, Matrix, informants_behind
from qda.displays.workbench import NEGATIVE, POSITIVE
from qda.i18n import Speech, mark

_COLUMNS: Final = (
    ("from", mark("From / node")),
    ("to", mark("To")),
    ("expected", mark("Expected")),
    ("found", mark("Found")),
    ("rating", mark("Rating")),
    ("evidence", mark("Evidence")),
)
_NOT_HERE: Final = Cell((), missing=Missing.NOT_APPLICABLE)
QUOTES: Final = 3
"""How many of the quotes behind an arrow or a node its row shows; all stand in the evidence."""


def network_matrix(network: Network) -> Matrix:
    """The network as a table: arrows first, in the order of their numbers, then the nodes.

    Evidence, records and conclusions are those of the network; the text that tells it in words is
    among the facts.
    """
    speech = Speech(network.language)
    names = {node.id: node.label for node in network.nodes}
    arrows = sorted(network.arrows, key=lambda arrow: (arrow.order is None, arrow.order or 0))
    rows = [_arrow_heading(arrow, network, speech) for arrow in arrows]
    cells = [_arrow_cells(arrow, names, network, speech) for arrow in arrows]
    rows += [_node_heading(node, speech) for node in network.nodes]
    cells += [_node_cells(node, network, speech) for node in network.nodes]
    facts = network.facts
    if network.narrative:
        facts = (*facts, Fact(speech("Narrative"), network.narrative))
    return Matrix(
        kind=network.kind,
        title=network.title,
        subtitle=network.subtitle,
        language=network.language,
        corner=speech("Arrow or node"),
        rows=tuple(rows),
        columns=tuple(Heading(key, speech(name)) for key, name in _COLUMNS),
        cells=tuple(cells),
        evidence=network.evidence,
        facts=facts,
        legend=network.legend,
        warnings=network.warnings,
        records=network.records,
        conclusions=network.conclusions,
    )


def _arrow_heading(arrow: Arrow, network: Network, speech: Speech) -> Heading:
    number = "" if arrow.order is None else f"{arrow.order}. "
    label = f"{number}{arrow_name(arrow, network)}"
    return Heading(f"arrow:{arrow.id}", label, arrow.label, speech("Arrows"))


def _arrow_cells(
    arrow: Arrow, names: dict[str, str], network: Network, speech: Speech
) -> tuple[Cell, ...]:
    expected = speech("drawn by {whom}", whom=origin_word(arrow, speech))
    if arrow.sign:
        expected = f"{arrow.sign} · {expected}"
    found = " · ".join(
        part for part in (arrow_state_word(arrow.state, speech), sides(arrow, speech)) if part
    )
    state = CodingState.PROPOSED if arrow.is_proposed else CodingState.CONFIRMED
    return (
        _plain(names.get(arrow.start, arrow.start)),
        _plain(names.get(arrow.end, arrow.end)),
        _plain(expected, EntryKind.SYMBOL),
        Cell((Entry(EntryKind.JUDGEMENT, found, state=state),)),
        _NOT_HERE,
        _backed(arrow.evidence, arrow.records, network, speech("no data")),
    )


def _node_heading(node: Node, speech: Speech) -> Heading:
    kind = node_kind_word(node.kind, speech)
    note = f"{kind} · {node.note}" if node.note else kind
    return Heading(f"node:{node.id}", node.label, note, speech("Nodes"))


def _node_cells(node: Node, network: Network, speech: Speech) -> tuple[Cell, ...]:
    state = CodingState.PROPOSED if node.is_proposed else CodingState.CONFIRMED
    words = node.rating or speech("not rated")
    rating = Entry(EntryKind.RATING, words, state=state, value=node.value)
    return (
        _plain(node.label),
        _NOT_HERE,
        _NOT_HERE,
        _NOT_HERE,
        Cell((rating,)),
        _backed(node.evidence, node.records, network, speech("no data")),
    )


def _plain(text: str, kind: EntryKind = EntryKind.SUMMARY) -> Cell:
    return Cell((Entry(kind, text),))


def _backed(
    evidence: Sequence[int], records: Sequence[int], network: Network, nothing: str
) -> Cell:
    """The cell of what is behind an arrow or a node, people first."""
    if not evidence and not records:
        return Cell((Entry(EntryKind.SUMMARY, nothing),))
    behind = [network.evidence[index] for index in evidence]
    shown = [(index, network.evidence[index]) for index in evidence[:QUOTES]]
    positive, negative = _speaking(behind, POSITIVE), _speaking(behind, NEGATIVE)
    entries = [Entry(EntryKind.QUOTE, each.quote, (index,), each.state) for index, each in shown]
    entries += [
        Entry(EntryKind.SUMMARY, network.records[index].text, records=(index,))
        for index in records[:QUOTES]
    ]
    return Cell(
        tuple(entries),
        informants=len(informants_behind(behind)),
        segments=len({(each.source_id, each.span) for each in behind}),
        proposed=sum(each.state is CodingState.PROPOSED for each in behind),
        positive=len(positive),
        negative=len(negative),
        symbol=symbol(len(positive), len(negative)),
        evidence=tuple(evidence),
        records=tuple(records),
    )


def _speaking(behind: Sequence[Evidence], polarities: Container[Polarity | None]) -> frozenset[str]:
    return informants_behind(each for each in behind if each.polarity in polarities)
