"""The codes of a study as values: the rows of the tree and the card of one code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.positions import Span
from qda.retrieval.coverage import Evidenced


@dataclass(frozen=True, slots=True)
class CodeNode:
    """A code in the tree, with what was coded by it.

    `id` is the study's, `canonical_id` the framework's, empty where the researcher made the code.
    `informants` counts distinct people, `segments` codings, `proposed` those of them that await a
    researcher; nodes come in reading order, a parent before its children or not. `framework` is
    the name of the theory it belongs to; `words` are what else it is found by: aliases, definition.
    """

    id: int
    uuid: str
    parent_id: int | None
    canonical_id: str
    label: str
    colour: str
    informants: int = 0
    segments: int = 0
    proposed: int = 0
    framework: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SeeInstead:
    """A code that the exclusion names: use it in place of this one."""

    canonical_id: str
    label: str


@dataclass(frozen=True, slots=True)
class CardAnchor:
    """An anchor example: the words to the letter, their trace key, who set it, and its note."""

    id: int
    source_id: int
    span: Span
    key: str
    quote: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardIndicator:
    """An indicator with the evidence for it."""

    text: str
    evidence: Evidenced


@dataclass(frozen=True, slots=True)
class CardRelation:
    """An arrow of the theory in words, and the code at its other end."""

    words: str
    other: SeeInstead


@dataclass(frozen=True, slots=True)
class CodeCard:
    """What a code means, in the window's language; empty texts are not shown.

    `from_above` names the code whose indicators and questions these are, where it is not the
    code itself; `otherwise` is what term lists call an indicator and the code does not.
    `in_source` says whether a source is in front, whose evidence can be told apart, `counted`
    whether the evidence is known yet.
    """

    id: int
    canonical_id: str
    label: str
    colour: str
    framework: str = ""
    citation: str = ""
    original: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""
    include: str = ""
    exclude: str = ""
    see_instead: tuple[SeeInstead, ...] = ()
    indicators: tuple[CardIndicator, ...] = ()
    otherwise: tuple[CardIndicator, ...] = ()
    from_above: str = ""
    questions: tuple[str, ...] = ()
    anchors: tuple[CardAnchor, ...] = ()
    relations: tuple[CardRelation, ...] = ()
    to_check: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    note: str = ""
    in_source: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Branches:
    """A tree over nodes: the children of each id (None for the top) in order."""

    nodes: Mapping[int, CodeNode]
    children: Mapping[int | None, tuple[int, ...]]
    rows: Mapping[int, int]

    def parent(self, id_: int) -> int | None:
        """The id under which a node is shown: its parent's, or None at the top."""
        above = self.nodes[id_].parent_id
        return above if above in self.nodes else None

    def holds(self, ancestor: int, id_: int) -> bool:
        """Whether `id_` is `ancestor` or stands somewhere beneath it."""
        here: int | None = id_
        while here is not None and here != ancestor:
            here = self.parent(here)
        return here is not None


def branched(nodes: Iterable[CodeNode]) -> Branches:
    """The tree of these nodes.

    One whose parent is missing stands at the top, and so does one that would stand beneath itself.
    """
    known = {node.id: node for node in nodes}
    children: dict[int | None, list[int]] = {None: []}
    for node in known.values():
        at_top = node.parent_id not in known or _circles(known, node.id)
        children.setdefault(None if at_top else node.parent_id, []).append(node.id)
    rows = {id_: row for ids in children.values() for row, id_ in enumerate(ids)}
    whole = {
        id_: node if id_ not in children[None] else _at_top(node) for id_, node in known.items()
    }
    return Branches(whole, {above: tuple(ids) for above, ids in children.items()}, rows)


def _circles(known: Mapping[int, CodeNode], id_: int) -> bool:
    seen = {id_}
    above = known[id_].parent_id
    while above is not None and above in known:
        if above == id_:
            return True
        if above in seen:
            return False
        seen.add(above)
        above = known[above].parent_id
    return False


def _at_top(node: CodeNode) -> CodeNode:
    return replace(node, parent_id=None)
