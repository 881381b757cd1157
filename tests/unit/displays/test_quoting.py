"""The best quotes stand first, by criteria that decide in the stated order."""

from __future__ import annotations

import pytest

from qda.displays.quoting import LONGEST, SHORTEST, Candidate, best, goes_before


def candidate(
    at: int,
    *,
    important: bool = False,
    coders: int = 1,
    words: int = 20,
    confirmed: bool = False,
    who: str = "Ani",
) -> Candidate:
    """A candidate whose number is also its place in the reading order."""
    return Candidate(at, important, coders, words, confirmed, who, ("W01", at))


def order(*candidates: Candidate) -> list[int]:
    return [each.evidence for each in best(candidates, len(candidates))]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (candidate(9, important=True), candidate(1, coders=5, confirmed=True)),
        (candidate(9, coders=2, words=3), candidate(1, coders=1, words=20, confirmed=True)),
        (candidate(9, words=SHORTEST), candidate(1, words=SHORTEST - 1, confirmed=True)),
        (candidate(9, words=LONGEST), candidate(1, words=LONGEST + 1, confirmed=True)),
        (candidate(9, confirmed=True), candidate(1)),
        (candidate(1), candidate(9)),
    ],
    ids=["important", "more coders", "long enough", "short enough", "confirmed", "reading order"],
)
def test_each_criterion_decides_over_all_that_come_after_it(
    better: Candidate, worse: Candidate
) -> None:
    assert order(worse, better) == order(better, worse) == [better.evidence, worse.evidence]


def test_a_second_voice_goes_before_a_second_quote_of_the_first() -> None:
    one, two, other = candidate(1), candidate(2), candidate(3, who="Budi")
    assert order(one, two, other) == [1, 3, 2]


def test_another_voice_does_not_outweigh_confirmation() -> None:
    one, two = candidate(1, confirmed=True), candidate(2, confirmed=True)
    assert order(one, two, candidate(3, who="Budi")) == [1, 2, 3]


def test_places_are_ordered_by_source_and_then_by_position() -> None:
    late = Candidate(1, False, 1, 20, False, "Ani", ("W01", 900))
    early = Candidate(2, False, 1, 20, False, "Ani", ("W01", 80))
    other = Candidate(3, False, 1, 20, False, "Ani", ("D01", 950))
    assert order(late, early, other) == [3, 2, 1]


def test_no_more_are_chosen_than_asked_for_and_than_there_are() -> None:
    three = [candidate(at) for at in range(3)]
    assert [len(best(three, count)) for count in (0, 2, 3, 9)] == [0, 2, 3, 3]


def test_of_two_codings_of_a_segment_the_important_one_speaks_for_it() -> None:
    assert goes_before(candidate(2, important=True), candidate(1, confirmed=True))
    assert not goes_before(candidate(1), candidate(2))
