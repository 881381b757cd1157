"""A layout of a table comes back as it was written; anything else is as good as none."""

from __future__ import annotations

import json

import pytest

from qda.retrieval.table.columns import ColumnKind, TableColumn
from qda.retrieval.table.question import Alike, SortKey
from ui.table.layout import TableLayout, first_layout, read_layout

COLUMNS = (
    TableColumn("key", ColumnKind.KEY),
    TableColumn("text", ColumnKind.TEXT),
    TableColumn("stars", ColumnKind.STARS, "stars"),
    TableColumn("identifier", ColumnKind.WORDS, "identifier"),
    TableColumn("length", ColumnKind.LENGTH),
)


def test_a_layout_comes_back_as_it_was_written() -> None:
    layout = TableLayout(
        order=("stars", "text"),
        hidden=("length",),
        pinned=("key", "stars"),
        widths=(("text", 300),),
        sort=(SortKey("stars", falling=True),),
        group="stars",
        fold=Alike.NEAR,
        lines=4,
    )
    assert read_layout(layout.written()) == layout


@pytest.mark.parametrize("written", ["", "{}", "[]", "null", '{"order": 3}', "x"])
def test_what_is_no_layout_is_none(written: str) -> None:
    assert read_layout(written) is None


def test_an_unknown_way_of_folding_is_none() -> None:
    found = json.loads(TableLayout().written()) | {"fold": "half"}
    assert read_layout(json.dumps(found)) is None


def test_what_the_table_no_longer_has_is_left_out() -> None:
    layout = TableLayout(
        order=("stars", "gone"), sort=(SortKey("gone"),), group="gone", pinned=("gone",), lines=9
    )
    assert layout.fitting(COLUMNS) == TableLayout(order=("stars",), pinned=())


def test_a_table_that_nobody_has_looked_at_leaves_identifiers_out() -> None:
    assert first_layout(COLUMNS).hidden == ("identifier", "length")
    assert first_layout(COLUMNS).order == ("key", "stars")


def test_a_heading_that_is_clicked_sorts_rising_then_falling_then_no_more() -> None:
    once = TableLayout().clicked("stars", more=False)
    assert once.sort == (SortKey("stars"),)
    twice = once.clicked("stars", more=False)
    assert twice.sort == (SortKey("stars", falling=True),)
    assert twice.clicked("stars", more=False).sort == ()
    both = twice.clicked("key", more=True)
    assert both.sort == (SortKey("stars", falling=True), SortKey("key"))
    assert both.clicked("stars", more=True).sort == (SortKey("key"),)
    assert both.clicked("key", more=False).sort == (SortKey("key", falling=True),)
