"""What rows say: their codings in the order of the text, and nothing a blind coder may not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.edits.coders import StartBlind
from qda.i18n import Speech
from qda.retrieval.table.columns import ColumnKind, TableColumn, columns_of
from qda.retrieval.table.listing import coded_rows, listing
from qda.retrieval.table.question import RowFilter, SortKey, TableQuestion
from qda.retrieval.table.rows import proposals_on, table_rows
from qda.retrieval.table.sheet import row_sheet
from qda.retrieval.table.wording import said_stars, shown, stars
from tests.helpers.second_coder import Doubt, TwoCoders, coded_by_sari


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari has coded the first of two reviews; Dimas has coded nothing yet."""
    with coded_by_sari(tmp_path / "studi.runut") as made:
        yield made


def test_a_blind_coder_sees_nothing_of_what_others_coded_on_rows(pair: TwoCoders) -> None:
    question = TableQuestion(1, RowFilter(coded=True))
    with pair.dimas.reading() as state:
        ids = listing(state, question).ids
        (row,) = table_rows(state, ids)
        assert [coding.coder for coding in row.codings] == ["Sari"]
        waiting = row.codings[0].id
    pair.sari.do(Doubt((waiting,)))
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        assert len(listing(state, question).ids) == 0
        assert len(listing(state, TableQuestion(1, RowFilter(coded=False))).ids) == 2
        assert table_rows(state, ids)[0].codings == ()
        assert coded_rows(state, 1) == frozenset()
        assert proposals_on(state, ids) == ()
        by_codes = listing(state, TableQuestion(1, sort=(SortKey("codes", falling=True),)))
        assert list(by_codes.ids) == list(listing(state, TableQuestion(1)).ids)
        sheet = row_sheet(
            state, by_codes, columns_of(state, 1), title="U01", language="en", analyst="Dimas"
        )
        assert any(fact.text == "only those this coder may see" for fact in sheet.facts)
    with pair.sari.reading() as state:
        assert proposals_on(state, ids) == (waiting,)


@pytest.mark.parametrize(
    ("kind", "value", "english", "indonesian"),
    [
        (ColumnKind.DATE, "2026-06-09T17:08:05", "9 June 2026, 17:08", "9 Juni 2026, 17.08"),
        (ColumnKind.DATE, "2026-06-09T00:00:00", "9 June 2026", "9 Juni 2026"),
        (ColumnKind.DATE, "2026-06", "June 2026", "Juni 2026"),
        (ColumnKind.DATE, "kemarin", "kemarin", "kemarin"),
        (ColumnKind.NUMBER, 12345, "12,345", "12.345"),
        (ColumnKind.NUMBER, 0.25, "0.25", "0,25"),
        (ColumnKind.YES_NO, True, "yes", "ya"),
        (ColumnKind.YES_NO, "0", "no", "tidak"),
        (ColumnKind.WORDS, "4.0.22", "4.0.22", "4.0.22"),
        (ColumnKind.LANGUAGE, "id", "Indonesian", "Indonesia"),
        (ColumnKind.WORDS, None, "", ""),
    ],
)
def test_values_are_shown_as_what_they_are(
    kind: ColumnKind, value: str | float | None, english: str, indonesian: str
) -> None:
    column = TableColumn("a", kind, "a")
    assert shown(column, value, Speech("en")) == english
    assert shown(column, value, Speech("id")) == indonesian


def test_stars_have_their_number_and_are_said_in_words() -> None:
    assert stars(4) == "★★★★☆ 4"
    assert stars(None) == ""
    assert stars(9) == "9"
    assert said_stars(4, Speech("id")) == "4 dari 5 bintang"
