"""The ids of places in a drawing that stand for cells of a table."""

from __future__ import annotations


def cell_id(row: int, column: int, nth: int = 0) -> str:
    """The id of the `nth` place of a cell, by its row and column, all 0-based.

    >>> cell_id(3, 1), cell_id(3, 1, 2)
    ('3,1', '3,1,2')
    """
    return f"{row},{column},{nth}" if nth else f"{row},{column}"


def cell_at(place_id: str) -> tuple[int, int]:
    """The row and the column, 0-based, of the cell that a place stands for.

    >>> cell_at("3,1"), cell_at("3,1,2")
    ((3, 1), (3, 1))
    """
    row, column, *_ = place_id.split(",")
    return int(row), int(column)
