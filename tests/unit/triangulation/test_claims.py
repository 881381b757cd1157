"""Figures that sources state differently."""

from __future__ import annotations

import pytest

from models.record import Claim
from qda.retrieval.sources import source_by_key
from qda.session import StudySession
from qda.triangulation.claims import same_figure
from tests.helpers.displayed import Put
from tests.helpers.triangulated import at, made_of, texts

KIND = "contradicting-claims"


ALIKE = ((664.01, 664.01), (664.01, 664.0), (0.6623, 0.66), (0.125, 0.13), (1e22, 1e22))
UNLIKE = ((664.01, 662.33), (110.0, 218.0), (0.38, 0.66))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_a_figure_and_its_rounding_are_the_same(one: float, other: float) -> None:
    assert same_figure(one, other)
    assert same_figure(other, one)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_other_figures_contradict_each_other(one: float, other: float) -> None:
    assert not same_figure(one, other)
    assert not same_figure(other, one)


def put(study: StudySession, *stated: tuple[str, str, float, str, str]) -> None:
    with study.reading() as connection:
        ids = {key: source_by_key(connection, key).id for key in ("D01", "D02", "W01")}
    study.do(
        Put(
            tuple(
                Claim(quantity=what, value=value, unit=unit, year=year, source_id=ids[key],
                      coder_id=1)
                for key, what, value, unit, year in stated
            )
        )
    )  # fmt: skip


def test_only_the_same_quantity_unit_and_year_is_compared(own: StudySession) -> None:
    put(
        own,
        ("D01", "Luas", 664.01, "km2", ""),
        ("D02", "luas ", 662.33, "KM2", ""),
        ("W01", "Luas", 7660, "ha", ""),
        ("D01", "Penduduk", 10.6, "juta", "2021"),
        ("D02", "Penduduk", 10.7, "juta", "2022"),
        ("D01", "Kanal", 13, "kanal", "2023"),
        ("W01", "Kanal", 13, "kanal", "2023"),
    )
    matrix = made_of(own, KIND)
    assert [row.label for row in matrix.rows] == ["Luas (km2)", "Kanal (kanal, 2023)"]
    assert texts(at(matrix, "luas|km2|", "verdict")) == [
        "contradiction: from 662.33 to 664.01, a difference of 1.68"
    ]
    assert texts(at(matrix, "kanal|kanal|2023", "verdict")) == ["the same figure"]
    assert len(matrix.records) == 4
    assert any("1 quantity: Luas" in warning for warning in matrix.warnings)
    only = made_of(own, KIND, choices={"show": "contradictions"})
    assert [row.label for row in only.rows] == ["Luas (km2)"]
