"""Spans are stretches of code points; their algebra on cases one can count by hand."""

from __future__ import annotations

import pytest

from models.positions import Span, SpanBeyondText, SpanOutOfOrder, trimmed
from tests.helpers.studies import FAMILY


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0)])
def test_a_span_that_holds_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanOutOfOrder) as refused:
        Span(start, end)
    assert f"{start}:{end}" in refused.value.say("en")
    assert f"{start}:{end}" in refused.value.say("id")


def test_a_span_counts_code_points_and_not_utf_16_units() -> None:
    text = f"a{FAMILY}b\u0301"
    assert len(text) == 10
    assert Span(1, 8).of(text) == FAMILY
    assert Span(8, 10).of(text) == "b\u0301"


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 3).intersection(Span(3, 5)) is None


def test_intersection_containment_and_join() -> None:
    assert Span(2, 8).intersection(Span(5, 12)) == Span(5, 8)
    assert Span(2, 8).contains(Span(2, 8))
    assert not Span(2, 8).contains(Span(2, 9))
    assert Span(2, 4).joined(Span(9, 10)) == Span(2, 10)


def test_a_span_up_to_the_last_character_lies_in_the_text() -> None:
    assert Span(0, 5).checked(5) == Span(0, 5)
    with pytest.raises(SpanBeyondText) as refused:
        Span(0, 6).checked(5)
    assert "6" in refused.value.say("id")
    assert "5" in refused.value.say("id")


def test_trimming_takes_white_space_off_both_edges() -> None:
    text = "a  \u00a0kata kerja\u2003\n b"
    assert trimmed(text, Span(1, len(text) - 1)) == Span(4, 14)
    assert trimmed(text, Span(1, 4)) is None
