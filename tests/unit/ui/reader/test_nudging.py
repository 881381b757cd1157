"""An edge that is moved stops between words or letters and never passes the other edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from ui.reader.letters import letter_start
from ui.reader.nudging import HeldEdge

TEXT = "Petugas membantu 👨‍👩‍👧 kami, sabar."
BANTU = Span(8, 16)


def words(edge: HeldEdge) -> str:
    """The words that the coding would cover."""
    return edge.span.of(TEXT)


def nudged(*, at_start: bool, forward: bool, by_letter: bool = False) -> HeldEdge:
    """The edge of “membantu” after one step."""
    return HeldEdge(1, at_start, BANTU).nudged(TEXT, forward=forward, by_letter=by_letter)


@pytest.mark.parametrize(
    ("at_start", "forward", "by_letter", "result"),
    [
        (False, True, False, "membantu 👨‍👩‍👧"),
        (False, True, True, "membantu "),
        (False, False, True, "membant"),
        (True, False, False, "Petugas membantu"),
        (True, False, True, " membantu"),
        (True, True, True, "embantu"),
    ],
)
def test_an_edge_goes_by_words_or_by_letters(
    *, at_start: bool, forward: bool, by_letter: bool, result: str
) -> None:
    assert words(nudged(at_start=at_start, forward=forward, by_letter=by_letter)) == result


def test_an_edge_keeps_one_letter_from_the_other() -> None:
    edge = HeldEdge(1, at_start=False, span=BANTU)
    for _ in range(30):
        edge = edge.nudged(TEXT, forward=False, by_letter=True)
    assert words(edge) == "m"
    assert words(HeldEdge(1, at_start=True, span=BANTU).moved_to(TEXT, len(TEXT))) == "u"


def test_edges_stop_at_the_ends_of_the_text() -> None:
    end = HeldEdge(1, at_start=False, span=BANTU)
    start = HeldEdge(1, at_start=True, span=BANTU)
    for _ in range(20):
        end = end.nudged(TEXT, forward=True, by_letter=False)
        start = start.nudged(TEXT, forward=False, by_letter=False)
    assert (start.position, end.position) == (0, len(TEXT))


def test_a_family_of_emoji_is_one_letter() -> None:
    edge = HeldEdge(1, at_start=False, span=Span(8, 17))
    assert words(edge.nudged(TEXT, forward=True, by_letter=True)) == "membantu 👨‍👩‍👧"
    assert words(edge.moved_to(TEXT, 19)) == "membantu "


@pytest.mark.parametrize(("position", "end"), [(13, 16), (11, 16), (3, 16), (999, len(TEXT))])
def test_a_dragged_edge_snaps_to_the_nearest_word(position: int, end: int) -> None:
    edge = HeldEdge(1, at_start=False, span=BANTU).snapped(TEXT, position, by_letter=False)
    assert edge.position == end


def test_with_letters_a_dragged_edge_stays_where_it_is_put() -> None:
    edge = HeldEdge(1, at_start=False, span=BANTU).snapped(TEXT, 13, by_letter=True)
    assert edge.position == 13


PIECES = (
    "kata ",
    "e\u0301",
    "👨‍👩‍👧",
    "🇮🇩",
    "\n",
    "\t",
    "\r",
    "שלום ",
    "خَدمة",
    "𝗕",
    ". ",
    "a" * 40,
)


@given(
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=15).map("".join),
    st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=25),
)
def test_whatever_is_nudged_the_span_stays_whole(
    text: str, steps: list[tuple[bool, bool, bool]]
) -> None:
    span = Span(0, len(text))
    for at_start, forward, by_letter in steps:
        span = HeldEdge(1, at_start, span).nudged(text, forward=forward, by_letter=by_letter).span
        assert 0 <= span.start < span.end <= len(text)
        assert letter_start(text, span.start) == span.start
        assert letter_start(text, span.end) == span.end
