"""A student's evening: from the sample's files to a matrix her supervisor can trace to the words.

She imports an interview and the reviews, codes two passages herself, confirms what she agrees
with, and writes the matrix as a workbook. He finds for every quote in it the place it comes from.
"""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from exports.tables.json import read_matrix_json
from qda.cli.main import run
from qda.displays.values import Matrix
from qda.retrieval.sources import source_by_key, source_text
from qda.sample.contents import FILES
from qda.session import StudySession

FIRST, SECOND = "vmvh1975:VMH2", "vmvh1975:VMH4"


def runut(*words: object) -> None:
    """Carry out a verb, which must succeed."""
    assert run(["--lang", "id", *(str(word) for word in words)]) == 0


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the study and its matrices, at the end of the evening."""
    folder = tmp_path_factory.mktemp("evening")
    place = folder / "skripsi.runut"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(folder / "settings"))
        runut("new", place, "--coder", "Dewi", "--question", "Apa yang menghambat?")
        runut("framework", "add", place, "vmvh1975")
        runut("import", place, FILES / "w02-kepala-upt.txt", "--as", "transcript",
              "--case", "Pak Hadi", "--role", "Kepala UPT", "--group", "government")  # fmt: skip
        runut("import", place, FILES / "ulasan-gayung.csv", "--role", "Pengguna")
        for words, code, polarity in (
            (_sentence(place, 0), FIRST, "inhibiting"),
            (_sentence(place, 1), SECOND, "supporting"),
        ):
            start = _text(place).index(words)
            runut("code", place, "--source", "W01", "--span", f"{start}:{start + len(words)}",
                  "--code", code, "--polarity", polarity)  # fmt: skip
        runut("autocode", place)
        runut("confirm", place, "--code", FIRST)
        for ending in ("xlsx", "json"):
            runut("display", place, "clustered-matrix", "--rows", "role", "--columns", "vmvh1975",
                  "-o", folder / f"matriks.{ending}")  # fmt: skip
        runut("check", place)
    return folder


def _text(place: Path) -> str:
    with StudySession.open(place, coder="Dewi") as study, study.reading() as connection:
        return source_text(connection, source_by_key(connection, "W01").id)


def _sentence(place: Path, number: int) -> str:
    """The longest line of the interview, or the one after it in length: surely an answer."""
    lines = sorted(_text(place).split("\n"), key=len, reverse=True)
    return lines[number].partition(": ")[2][:200]


def matrix(evening: Path) -> Matrix:
    """The matrix she wrote as data, read back."""
    return read_matrix_json(evening / "matriks.json")


def test_every_quote_of_the_matrix_stands_where_its_key_says(evening: Path) -> None:
    found = matrix(evening)
    assert len(found.evidence) > 20
    place = evening / "skripsi.runut"
    with StudySession.open(place, coder="Dewi") as study, study.reading() as connection:
        for item in found.evidence:
            source = source_by_key(connection, item.key.partition(":")[0])
            assert item.span.of(source_text(connection, source.id)) == item.quote


def test_the_rows_are_roles_and_no_cell_is_blank(evening: Path) -> None:
    found = matrix(evening)
    assert [row.label for row in found.rows] == ["Kepala UPT", "Pengguna"]
    assert all(cell.entries for _, _, cell in found.places())
    head, users = found.rows
    assert head.size == 1
    assert users.size is not None
    assert 200 < users.size <= 300


def test_what_she_coded_is_hers_and_what_she_did_not_confirm_is_marked(evening: Path) -> None:
    found = matrix(evening)
    hers = [item for item in found.evidence if item.coder == "Dewi"]
    assert {item.code for item in hers} == {FIRST, SECOND}
    assert all(not item.rule for item in hers)
    for column, cell in zip(found.columns, found.cells[1], strict=True):
        assert bool(cell.proposed) == (column.id != FIRST and cell.segments > 0)
    assert found.warnings


def test_the_supervisor_finds_the_quotes_in_the_workbook(evening: Path) -> None:
    book = openpyxl.load_workbook(evening / "matriks.xlsx")
    words = {
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    together = "\n".join(words)
    for item in (each for each in matrix(evening).evidence if each.coder == "Dewi"):
        assert item.quote in together
        assert item.key in together
    assert json.loads((evening / "matriks.json").read_text("utf-8"))
