"""The algebra of spans agrees with plain sets of positions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span, trimmed


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 30))
    return Span(start, start + draw(st.integers(1, 15)))


def _held(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans(), spans())
def test_overlap_and_intersection_are_those_of_sets(a: Span, b: Span) -> None:
    common = _held(a) & _held(b)
    found = a.intersection(b)
    assert a.overlaps(b) is b.overlaps(a) is bool(common)
    assert (set() if found is None else _held(found)) == common
    assert found == b.intersection(a)


@given(spans(), spans())
def test_containment_is_that_of_sets(a: Span, b: Span) -> None:
    assert a.contains(b) is (_held(b) <= _held(a))


@given(spans(), spans(), spans())
def test_a_join_is_the_smallest_span_that_holds_both(a: Span, b: Span, c: Span) -> None:
    both = a.joined(b)
    assert both.contains(a)
    assert both.contains(b)
    assert _held(both) == set(range(min(_held(a) | _held(b)), max(_held(a) | _held(b)) + 1))
    assert a.joined(b).joined(c) == a.joined(b.joined(c))


@given(st.text(alphabet=st.sampled_from(" \t\n\u00a0aé👩\u200d"), min_size=1), st.data())
def test_trimming_keeps_the_words_and_nothing_around_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = trimmed(text, span)
    assert ("" if found is None else found.of(text)) == span.of(text).strip()
    assert found is None or span.contains(found)
