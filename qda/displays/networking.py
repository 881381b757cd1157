"""Networks with their documentation: legend, warnings, moved nodes, hand-written narrative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from models.display import CellEntry
from models.recording import table_of
from qda.displays.documentation import warnings_of
from qda.displays.kind import title_of
from qda.displays.linked import STATE_WORDS
from qda.displays.network import NARRATIVE, Arrow, ArrowState, Network, Node
from qda.displays.values import Fact
from qda.displays.workbench import Workbench
from qda.i18n import mark

MOST_NODES: Final = 20
"""Nodes beyond which a network cannot be taken in (Miles et al. 2014, ch. 5, on matrices)."""

_STATES: Final = {
    ArrowState.SUPPORTED: mark("informants bear the arrow out, and none speaks against it"),
    ArrowState.CONTRADICTED: mark("informants speak against the arrow, and none bears it out"),
    ArrowState.MIXED: mark("informants speak for the arrow and against it"),
    ArrowState.NO_DATA: mark("no recorded relation bears the arrow out or speaks against it"),
}
"""What makes the state of an arrow, English keys of the catalogue."""


def network(
    bench: Workbench,
    nodes: Sequence[Node],
    arrows: Sequence[Arrow],
    *,
    narrative: str = "",
    facts: Sequence[Fact] = (),
    legend: Sequence[Fact] = (),
    warnings: Sequence[str] = (),
) -> Network:
    """The network with its documentation; without arrows it says what to do first."""
    said = [] if nodes and arrows else [bench.speech(bench.kind.empty)]
    if len(nodes) > MOST_NODES:
        said.append(
            bench.speech(
                "The network has {nodes} nodes; beyond 20 it is hard to take in. Choose fewer "
                "codes.",
                nodes=bench.speech.number(len(nodes)),
            )
        )
    return Network(
        kind=bench.kind.id,
        title=title_of(bench.kind, bench.question, bench.speech),
        subtitle=bench.subtitle,
        language=bench.question.language,
        nodes=_moved(bench, nodes),
        arrows=tuple(arrows),
        evidence=bench.all_evidence,
        facts=(*bench.facts(), *facts),
        legend=tuple(legend),
        warnings=(*said, *warnings, *warnings_of(bench.speech, 0, 0, bench.all_evidence)),
        records=bench.all_records,
        narrative=narrative,
    )


def states_legend(bench: Workbench) -> tuple[Fact, ...]:
    """When an arrow has which state, and whose its sign is; a drawing shows its lines itself."""
    speech = bench.speech
    return (
        *(Fact(speech(STATE_WORDS[state]), speech(words)) for state, words in _STATES.items()),
        Fact("+ / -", speech("the sign that the theory, or who recorded the arrow, gives it")),
    )


def is_told(bench: Workbench) -> bool:
    """Whether somebody wrote a narrative for the kept display that is made; false for any other.

    What was written takes the place of the narrative that is made here.
    """
    if bench.question.display_id is None:
        return False
    entry = table_of(CellEntry)
    query = select(entry.c.id).where(
        entry.c.display_id == bench.question.display_id, entry.c.row == NARRATIVE
    )
    return bench.connection.execute(query.limit(1)).first() is not None


def _moved(bench: Workbench, nodes: Sequence[Node]) -> tuple[Node, ...]:
    places = {node: (x, y) for node, x, y in bench.question.places}
    return tuple(
        replace(node, x=places[node.id][0], y=places[node.id][1]) if node.id in places else node
        for node in nodes
    )
