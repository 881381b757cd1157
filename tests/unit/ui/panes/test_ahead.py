"""What is shown before it is kept stays until a read knows of it, and no longer."""

from __future__ import annotations

from dataclasses import replace

from models.positions import Span
from ui.panes.ahead import Ahead
from ui.panes.highlights import new_row

ROW = new_row(1, Span(0, 4), 1)
STRONG = replace(ROW, strength=3)
OTHER = new_row(2, Span(4, 8), 1)


def test_rows_are_laid_over_what_was_read_and_taken_away() -> None:
    ahead = Ahead()
    assert ahead.over((ROW, OTHER)) == (ROW, OTHER)
    ahead.put({1: STRONG})
    ahead.put({2: None, 3: replace(ROW, id=3)})
    assert ahead.over((ROW, OTHER)) == (STRONG, replace(ROW, id=3))


def test_a_read_asked_for_before_an_edit_was_kept_does_not_undo_what_is_seen() -> None:
    ahead = Ahead()
    early = ahead.ask()
    kept = ahead.put({1: STRONG})
    late = ahead.ask()
    kept()
    ahead.arrived(early)
    assert ahead.over((ROW,)) == (STRONG,)
    ahead.arrived(late)
    assert ahead.over((ROW,)) == (ROW,)


def test_an_edit_that_is_not_kept_yet_stays_seen_whatever_is_read() -> None:
    ahead = Ahead()
    ahead.put({1: STRONG})
    ahead.arrived(ahead.ask())
    assert ahead.over((ROW,)) == (STRONG,)


def test_a_later_edit_lies_over_an_earlier_one() -> None:
    ahead = Ahead()
    first = ahead.put({1: STRONG})
    ahead.put({1: replace(ROW, strength=1)})
    number = ahead.ask()
    first()
    ahead.arrived(number)
    assert ahead.over((STRONG,))[0].strength == 1
