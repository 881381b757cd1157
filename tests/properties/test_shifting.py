"""Positions move with corrected words: whatever lies outside a change keeps its very words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from models.shifting import cuts_between, shift_of
from models.splicing import Cut, reversed_cuts, spliced

LETTERS = "ab \t\n😀🏽\u200d👩\u0301éשלم𝗕"
TEXTS = st.text(LETTERS, max_size=40)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, tuple[Cut, ...]]:
    """A text and disjoint cuts of it."""
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    cuts = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        end_ = draw(st.sampled_from((start, end)))
        cuts.append(Cut(start, text[start:end_], draw(st.text(LETTERS, max_size=5))))
    return text, tuple(cuts)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A stretch of a text that is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@given(corrected(), st.data())
def test_a_span_outside_every_change_keeps_its_very_words(
    given_: tuple[str, tuple[Cut, ...]], data: st.DataObject
) -> None:
    text, cuts = given_
    if not text:
        return
    span, shift = data.draw(spans(text)), shift_of(cuts)
    outside = all(
        cut.end <= span.start or span.end <= cut.start
        for cut in cuts
    )  # fmt: skip
    moved = shift.span(span)
    assert shift.touches(span) == (not outside)
    if outside:
        assert moved is not None
        assert moved.of(spliced(text, cuts)) == span.of(text)


@given(corrected(), st.data())
def test_a_changed_span_holds_what_is_left_of_it_and_every_word_that_came_into_it(
    given_: tuple[str, tuple[Cut, ...]], data: st.DataObject
) -> None:
    text, cuts = given_
    if not text:
        return
    span = data.draw(spans(text))
    met = [c for c in cuts if c.start < span.end and c.end > span.start and c.start >= 0]
    met = [c for c in met if c.removed or span.start < c.start < span.end]
    start = min([span.start, *(c.start for c in met)])
    end = max([span.end, *(c.end for c in met)])
    wanted = spliced(text[start:end], [Cut(c.start - start, c.removed, c.inserted) for c in met])
    moved = shift_of(cuts).span(span)
    assert ("" if moved is None else moved.of(spliced(text, cuts))) == wanted


@given(corrected())
def test_lines_stay_one_behind_the_other_and_cover_what_is_inserted(
    given_: tuple[str, tuple[Cut, ...]],
) -> None:
    text, cuts = given_
    cuts = tuple(c for c in cuts if "\n" not in c.removed + c.inserted)
    shift, after, at = shift_of(cuts), spliced(text, cuts), 0
    lines = []
    for line in text.split("\n"):
        start, end = at, at + len(line)
        lines.append(after[shift.start(start, grows=True) : shift.end(end, grows=True)])
        at = end + 1
    assert lines == after.split("\n")


@given(corrected())
def test_cuts_are_taken_back_exactly(given_: tuple[str, tuple[Cut, ...]]) -> None:
    text, cuts = given_
    after = spliced(text, cuts)
    assert spliced(after, reversed_cuts(cuts)) == text
    assert reversed_cuts(reversed_cuts(cuts)) == tuple(sorted(cuts))


@given(TEXTS, TEXTS)
def test_the_changes_between_two_texts_lead_from_one_to_the_other(one: str, other: str) -> None:
    assert spliced(one, cuts_between(one, other)) == other
    assert cuts_between(one, one) == ()
