"""Titles of sources, which may name people, leave only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exports.masking import masked
from exports.tables.json import read_matrix_json
from exports.writer import write_display
from qda.displays.values import Heading, Record, RecordKind
from tests.helpers.matrices import matrix, spoken_indonesian
from tests.helpers.networks import theory_network

NAME = "Wawancara Pak Budi"


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def test_sources_are_called_by_their_keys_in_evidence_headings_and_records() -> None:
    shown = matrix(rows=2, columns=1)
    shown = replace(
        shown,
        rows=(Heading("source:3", f"{NAME} (W03)"), Heading("case:1", f"{NAME} (W03)")),
        columns=(Heading("source:4", f"W04 · {NAME}"),),
        evidence=tuple(replace(each, source_title=NAME) for each in shown.evidence),
        records=(
            Record(RecordKind.SOURCE, "u", "W03", NAME),
            Record(RecordKind.MEMO, "m", "W03:2", "Isi memo"),
        ),
    )
    told = masked(shown)
    assert [row.label for row in told.rows] == ["W03", f"{NAME} (W03)"]
    assert told.columns[0].label == "W04"
    assert {each.source_title for each in told.evidence} == {
        each.key.partition(":")[0] for each in shown.evidence
    }
    assert [record.text for record in told.records] == ["W03", "Isi memo"]
    assert told.cells == shown.cells


def test_documents_keep_the_titles_by_which_they_are_cited() -> None:
    decree = "Pergub 180/2020"
    shown = matrix(rows=2, columns=1)
    first, *others = shown.evidence
    first = replace(first, technique="documentation", source_title=decree, key="D01:3")
    shown = replace(
        shown,
        rows=(Heading("source:1", f"{decree} (D01)"), Heading("source:2", f"{NAME} (W02)")),
        evidence=(first, *others),
        records=(Record(RecordKind.SOURCE, "u", "D01", decree),),
    )
    told = masked(shown)
    assert [row.label for row in told.rows] == [f"{decree} (D01)", "W02"]
    assert told.evidence[0].source_title == decree
    assert told.records[0].text == decree


def test_the_door_masks_unless_names_are_asked_for(tmp_path: Path) -> None:
    shown = matrix()
    write_display(shown, tmp_path / "a.json")
    write_display(shown, tmp_path / "b.json", mask_names=False)
    assert read_matrix_json(tmp_path / "a.json") == masked(shown) != shown
    assert read_matrix_json(tmp_path / "b.json") == shown


@pytest.mark.parametrize("ending", [".html", ".csv", ".svg"])
def test_a_network_is_masked_too(tmp_path: Path, ending: str) -> None:
    shown = theory_network()
    shown = replace(
        shown, evidence=tuple(replace(each, source_title=NAME) for each in shown.evidence)
    )
    write_display(shown, tmp_path / f"n{ending}")
    assert NAME not in (tmp_path / f"n{ending}").read_text(encoding="utf-8")
