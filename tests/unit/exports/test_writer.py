"""The door for displays: registry, choice by ending, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exports.errors import CrookedMatrix, UnknownFileKind
from exports.quotes import QUOTE_FILES, write_quotes
from exports.writer import WRITERS, extensions, write_matrix, writer_for
from qda.displays.values import Cell, Matrix, QuoteList
from tests.helpers.matrices import matrix, spoken_indonesian


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def test_each_ending_has_one_writer() -> None:
    assert len(set(extensions())) == len(WRITERS)
    assert {".xlsx", ".pdf", ".html", ".csv", ".json"} <= set(extensions())
    assert len({file.extension for file in QUOTE_FILES}) == len(QUOTE_FILES)


def test_the_case_of_an_ending_does_not_matter() -> None:
    assert writer_for(Path("Matriks.XLSX")).extension == ".xlsx"


@pytest.mark.parametrize("name", ["m.doc", "m", ".xlsx", "m.xlsx.zip", ""])
def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownFileKind, match=r"\.xlsx, \.docx, \.pdf, \.html, \.csv, \.json"):
        write_matrix(matrix(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_quotes_with_an_unknown_ending_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKind, match=r"\.docx"):
        write_quotes(QuoteList("K", "id", ()), tmp_path / "q.doc")


@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".html", ".csv", ".json"])
@pytest.mark.parametrize(
    "crooked",
    [
        replace(matrix(), cells=()),
        replace(matrix(), cells=(((),) * 3)),
        replace(matrix(), evidence=()),
        replace(matrix((), rows=1, columns=1), cells=((Cell((), evidence=(-1,)),),)),
    ],
    ids=["no rows", "no columns", "no evidence", "negative"],
)
def test_a_display_that_contradicts_itself_is_our_fault(
    tmp_path: Path, ending: str, crooked: Matrix
) -> None:
    with pytest.raises(CrookedMatrix):
        write_matrix(crooked, tmp_path / f"m{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".html", ".csv", ".json"])
def test_writing_twice_replaces_the_first(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"m{ending}"
    write_matrix(matrix(rows=2), path)
    write_matrix(matrix(rows=3), path)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", [file.extension for file in QUOTE_FILES])
def test_an_empty_list_of_quotes_is_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"q{ending}"
    write_quotes(QuoteList("Kosong", "id", ()), path)
    assert path.stat().st_size > 0
