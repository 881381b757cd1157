"""The frames of codings and matrices hold what the study holds, missing values included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.positions import Span
from models.vocabulary import EntryKind, Missing, Polarity
from qda.analysis.frames import codings_frame, matrix_frame
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.edits.coding import CodeSegment, Judgement
from qda.sample.building import build_sample
from qda.session import StudySession


@pytest.fixture(scope="module")
def sample_study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    place = tmp_path_factory.mktemp("frames") / "s.runut"
    with build_sample(place, language="id", coded=False) as study:
        study.do(CodeSegment(1, Span(0, 4), 1, Judgement(polarity=Polarity.SUPPORTING, strength=3)))
        study.do(CodeSegment(1, Span(5, 9), 2))
        yield study


def test_a_row_a_coding_with_its_place_and_words(sample_study: StudySession) -> None:
    with sample_study.reading() as connection:
        frame = codings_frame(connection)
    assert list(frame["start"]) == [0, 5]
    assert list(frame["end"]) == [4, 9]
    assert list(frame["code"]) == ["vmvh1975:VMH1", "vmvh1975:VMH1.1"]
    assert frame["polarity"][0] == "supporting"
    assert frame["polarity"].isna().tolist() == [False, True]
    assert frame["strength"].isna().tolist() == [False, True]
    assert [len(quote) for quote in frame["quote"]] == [4, 4]


def test_a_missing_cell_is_missing_and_not_nought(tmp_path: Path) -> None:
    silent = Cell((Entry(EntryKind.MISSING, "NS", missing=Missing.SILENT),), missing=Missing.SILENT)
    matrix = Matrix(
        kind="clustered-matrix",
        title="",
        subtitle="",
        language="id",
        corner="",
        rows=(Heading("a", "A"),),
        columns=(Heading("x", "X"), Heading("y", "Y")),
        cells=((Cell((), informants=3, segments=5), silent),),
        evidence=(),
    )
    frame = matrix_frame(matrix)
    assert frame.loc["A", "X"] == 3
    assert frame.isna().loc["A", "Y"]
    assert matrix_frame(matrix, "segments").loc["A", "X"] == 5
