"""A table that was stored is let go of: none of its cells is held any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.importers.releasing import let_go_of
from qda.importers.surveys.registry import read_survey
from qda.importers.tables.registry import read_collection
from tests.helpers.survey_files import csv_file

WORDS = "Petugasnya ramah dan cepat sekali nomor {n}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two thousand reviews, or respondents, with words of their own."""
    rows = [("Timestamp", "Ulasan", "Bintang")]
    rows += [(f"2024-01-{n % 28 + 1:02d}", WORDS.format(n=n), str(n % 5 + 1)) for n in range(2000)]
    return csv_file(tmp_path / "t.csv", rows)


def test_the_cells_of_a_survey_are_gone(place: Path) -> None:
    draft = read_survey(place)
    assert any(WORDS.format(n=7) in column.cells for column in draft.table.columns)
    let_go_of(draft)
    assert [list(column.cells) for column in draft.table.columns] == [[]] * 3


def test_the_rows_of_reviews_are_gone(place: Path) -> None:
    draft = read_collection(place)
    assert len(draft.rows) == 2000
    let_go_of(draft)
    assert list(draft.rows) == []
