"""The natural order is an order: of any texts, and that of numbers where they are numbers."""

from __future__ import annotations

from functools import cmp_to_key

from hypothesis import given
from hypothesis import strategies as st

from qda.retrieval.table.natural import natural

parts = st.integers(0, 40)
versions = st.lists(parts, min_size=1, max_size=4)


@given(st.lists(versions, max_size=12))
def test_versions_are_put_in_the_order_of_their_numbers(found: list[list[int]]) -> None:
    written = [".".join(map(str, each)) for each in found]
    ordered = sorted(written, key=natural)
    assert [[int(p) for p in each.split(".")] for each in ordered] == sorted(found)


@given(st.lists(st.text(alphabet="aB2.10 -é٣²", max_size=6), max_size=8))
def test_any_two_texts_can_be_compared_and_no_two_are_alike(found: list[str]) -> None:
    keys = {text: natural(text) for text in found}
    assert len(set(keys.values())) == len(set(found))

    def compared(one: str, other: str) -> int:
        return (keys[one] > keys[other]) - (keys[one] < keys[other])

    assert sorted(found, key=natural) == sorted(found, key=cmp_to_key(compared))
