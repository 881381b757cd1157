"""Networks as values: nodes, arrows with their evidence, and the places nodes were moved to.

As with matrices (`qda.displays.values`) all words are in the display's language already, and every
node and arrow names the evidence and the records it rests on by their index.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qda.displays.values import DrawnConclusion, Evidence, Fact, Record

NARRATIVE: Final = "narrative"
"""The row under which the hand-written narrative of a network is kept; its column is empty."""


class NodeKind(StrEnum):
    """What a node stands for; it decides the shape."""

    CODE = "code"
    OUTCOME = "outcome"
    EVENT = "event"
    STATE = "state"
    ACTOR = "actor"


class ArrowState(StrEnum):
    """What the data say of an arrow; never told by colour alone."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Node:
    """A node. `x` and `y` run from 0 to 1 (left to right, top to bottom) where it was moved.

    `rating` is what stands in it (`high (3 of 3)`), empty where nobody rated it; `value` the
    rating's figure. `informants` are distinct people behind it.
    """

    id: str
    label: str
    kind: NodeKind = NodeKind.CODE
    note: str = ""
    group: str = ""
    rating: str = ""
    value: float | None = None
    is_proposed: bool = False
    informants: int = 0
    evidence: tuple[int, ...] = ()
    records: tuple[int, ...] = ()
    x: float | None = None
    y: float | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two nodes, by their ids.

    `sign` is `+`, `-`, `+/-` or empty; `order` its number in a chain. `of_theory` holds for an
    arrow that the framework draws, else it is the researcher's own. `is_mutual` has heads at both
    ends. `supporting` and `contradicting` count distinct informants.
    """

    id: str
    start: str
    end: str
    state: ArrowState
    label: str = ""
    sign: str = ""
    order: int | None = None
    of_theory: bool = False
    is_mutual: bool = False
    is_proposed: bool = False
    supporting: int = 0
    contradicting: int = 0
    evidence: tuple[int, ...] = ()
    records: tuple[int, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """A network display with its evidence; `narrative` is the text that tells it in words."""

    kind: str
    title: str
    subtitle: str
    language: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()
    legend: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    conclusions: tuple[DrawnConclusion, ...] = ()
    narrative: str = ""

    def node(self, node_id: str) -> Node:
        """The node with this id.

        Raises:
            KeyError: the network has no such node.
        """
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
