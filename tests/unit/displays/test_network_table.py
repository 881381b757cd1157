"""A network as a matrix keeps what is behind its arrows and nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from exports.tracing import traced
from models.vocabulary import CodingState, Polarity
from qda.displays.network import ArrowState
from qda.displays.network_table import network_matrix
from qda.displays.network_words import arrow_said, counted_words
from qda.displays.values import Record, RecordKind
from qda.i18n import Speech
from tests.helpers.matrices import spoken_indonesian
from tests.helpers.networks import theory_network

PLUS, MINUS = Polarity.SUPPORTING, Polarity.INHIBITING


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def test_arrows_come_first_in_their_order_then_nodes() -> None:
    shown = theory_network()
    numbered = tuple(
        replace(arrow, order=len(shown.arrows) - n) for n, arrow in enumerate(shown.arrows)
    )
    rows = network_matrix(replace(shown, arrows=numbered)).rows
    assert [row.id for row in rows][:2] == ["arrow:own", "arrow:a10"]
    assert [row.id for row in rows][-7:] == [f"node:VMH{n}" for n in range(1, 8)]
    assert rows[0].label == "1. Kinerja implementasi → Sumber daya"
    assert {row.group for row in rows} == {"Panah", "Simpul"}


def test_evidence_and_records_stand_behind_their_row() -> None:
    shown = theory_network()
    records = (Record(RecordKind.THEORY, "r", "", "VMVH, hlm. 463"),)
    first = replace(shown.arrows[0], records=(0,))
    told = network_matrix(replace(shown, records=records, arrows=(first, *shown.arrows[1:])))
    traced(told)
    row = next(n for n, heading in enumerate(told.rows) if heading.id == "arrow:a0")
    cell = told.cells[row][-1]
    assert cell.evidence == first.evidence
    assert cell.records == (0,)
    assert "VMVH, hlm. 463" in [entry.text for entry in cell.entries]


@pytest.mark.parametrize(("language", "word"), [("id", "tidak ada data"), ("en", "no data")])
def test_an_arrow_without_data_says_so(language: str, word: str) -> None:
    told = network_matrix(theory_network(language))
    row = next(n for n, heading in enumerate(told.rows) if heading.id == "arrow:a2")
    assert [entry.text for entry in told.cells[row][3].entries] == [word]
    assert [entry.text for entry in told.cells[row][-1].entries] == [word]


def test_what_is_only_proposed_stays_so() -> None:
    told = network_matrix(theory_network())
    row = next(n for n, heading in enumerate(told.rows) if heading.id == "arrow:own")
    assert told.cells[row][3].entries[0].state is CodingState.PROPOSED


def test_an_arrow_is_said_in_a_sentence() -> None:
    shown = theory_network("en")
    arrow = next(each for each in shown.arrows if each.state is ArrowState.MIXED)
    assert arrow_said(arrow, shown, Speech("en")) == (
        "Resources → Disposition of implementors: supported and contradicted, sign +, "
        "3 informants support it, 2 informants contradict it, drawn by the theory"
    )
    assert counted_words(shown, Speech("en")) == "n = 6 informants, 6 codings"
    bare = replace(shown, evidence=())
    assert counted_words(bare, Speech("en")) == "7 nodes, 12 arrows"


def test_two_reviewers_without_a_name_are_two_people_and_a_document_is_no_case() -> None:
    shown = theory_network()
    nobody = replace(shown.evidence[0], case="", source_title="Ulasan", polarity=MINUS)
    told = tuple(
        replace(nobody, coding=f"c{n}", source_id=n, informants=(f"source:{n}",)) for n in range(3)
    )
    again = replace(told[0], coding="c9", polarity=PLUS)
    node = replace(shown.nodes[0], evidence=(0, 1, 2, 3))
    table = network_matrix(
        replace(shown, evidence=(*told, again), arrows=(), nodes=(node,), records=())
    )
    cell = table.cells[0][-1]
    assert (cell.informants, cell.positive, cell.negative, cell.symbol) == (3, 1, 3, "+/-")
    assert counted_words(replace(shown, evidence=told), Speech("en")).startswith("n = 3 informants")
