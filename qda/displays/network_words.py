"""The words of a network: what its nodes are, what the data say of its arrows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qda.displays.network import Arrow, ArrowState, Network, Node, NodeKind
from qda.displays.values import informants_behind
from qda.i18n import Speech, mark

_STATES: Final[Mapping[ArrowState, str]] = {
    ArrowState.SUPPORTED: mark("supported by the data"),
    ArrowState.CONTRADICTED: mark("contradicted by the data"),
    ArrowState.MIXED: mark("supported and contradicted"),
    ArrowState.NO_DATA: mark("no data"),
}
_KINDS: Final[Mapping[NodeKind, str]] = {
    NodeKind.CODE: mark("factor"),
    NodeKind.OUTCOME: mark("outcome"),
    NodeKind.EVENT: mark("event"),
    NodeKind.STATE: mark("state"),
    NodeKind.ACTOR: mark("actor"),
}


def arrow_state_word(state: ArrowState, speech: Speech) -> str:
    """What the data say."""
    return speech(_STATES[state])


def node_kind_word(kind: NodeKind, speech: Speech) -> str:
    """What a node stands for."""
    return speech(_KINDS[kind])


def origin_word(arrow: Arrow, speech: Speech) -> str:
    """Who draws an arrow: the theory, or the researcher."""
    return speech("the theory") if arrow.of_theory else speech("the researcher")


def arrow_name(arrow: Arrow, network: Network) -> str:
    """Its ends: `Resources → Implementation`."""
    names = {node.id: " ".join(node.label.split()) for node in network.nodes}
    sign = "⇄" if arrow.is_mutual else "→"
    start, end = names.get(arrow.start, arrow.start), names.get(arrow.end, arrow.end)
    return f"{start} {sign} {end}"


def sides(arrow: Arrow, speech: Speech) -> str:
    """Who speaks for an arrow and who against it: `3 : 1`; empty where nobody does."""
    if not (arrow.supporting or arrow.contradicting):
        return ""
    return f"{speech.number(arrow.supporting)} : {speech.number(arrow.contradicting)}"


def arrow_said(arrow: Arrow, network: Network, speech: Speech) -> str:
    """An arrow in one sentence, for a screen reader and for the pointer."""
    told = [arrow_state_word(arrow.state, speech)]
    if arrow.sign:
        told.append(speech("sign {sign}", sign=arrow.sign))
    told.append(
        speech.many("{n} informant supports it", "{n} informants support it", arrow.supporting)
    )
    if arrow.contradicting:
        told.append(
            speech.many(
                "{n} informant contradicts it", "{n} informants contradict it", arrow.contradicting
            )
        )
    told.append(speech("drawn by {whom}", whom=origin_word(arrow, speech)))
    if arrow.is_proposed:
        told.append(speech("proposed"))
    name = arrow_name(arrow, network)
    label = f" ({' '.join(arrow.label.split())})" if arrow.label else ""
    return f"{name}{label}: {', '.join(told)}"


def node_said(node: Node, speech: Speech) -> str:
    """A node in one sentence."""
    told = [node_kind_word(node.kind, speech)]
    if node.rating:
        told.append(node.rating)
    if node.informants:
        told.append(speech.many("{n} informant", "{n} informants", node.informants))
    if node.is_proposed:
        told.append(speech("proposed"))
    return f"{' '.join(node.label.split())}: {', '.join(told)}"


def counted_words(network: Network, speech: Speech) -> str:
    """What a network rests on: `n = 7 informants, 32 codings`; without any, what it shows."""
    if not network.evidence:
        nodes = speech.many("{n} node", "{n} nodes", len(network.nodes))
        arrows = speech.many("{n} arrow", "{n} arrows", len(network.arrows))
        return f"{nodes}, {arrows}"
    people = len(informants_behind(network.evidence))
    return speech(
        "n = {people}, {codings}",
        people=speech.many("{n} informant", "{n} informants", people),
        codings=speech.many("{n} coding", "{n} codings", len(network.evidence)),
    )
