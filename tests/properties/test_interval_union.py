"""The union of spans, beside the set of all the characters they hold."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qda.retrieval.progress import covered, united

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda each: (each[0], sum(each)))
)


@given(SPANS)
def test_a_union_holds_exactly_the_characters_of_its_spans(spans: list[tuple[int, int]]) -> None:
    held = {at for start, end in spans for at in range(start, end)}
    found = united(spans)
    assert {at for start, end in found for at in range(start, end)} == held
    assert covered(spans) == len(held)


@given(SPANS)
def test_its_stretches_are_in_order_and_do_not_touch(spans: list[tuple[int, int]]) -> None:
    found = united(spans)
    assert all(start < end for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(SPANS)
def test_order_and_repetition_make_no_difference(spans: list[tuple[int, int]]) -> None:
    assert united([*reversed(spans), *spans]) == united(spans) == united(united(spans))
