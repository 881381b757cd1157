"""The matcher agrees with a plain search that tries every term at every word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codebooks.framework import Wording
from qda.autocoding.matching import Matcher
from qda.autocoding.notation import parsed
from qda.autocoding.term_list import TermList, TermRule

WORDS = ["dana", "hibah", "lambat", "respon", "kota"]
words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=20)
terms = st.lists(st.tuples(words, st.integers(0, 3)), min_size=1, max_size=3)


def spelt(term: list[tuple[str, int]]) -> str:
    first, *rest = term
    return " ".join([first[0], *(f"...{gap} {word}" if gap else word for word, gap in rest)])


def ends(text: list[str], term: list[tuple[str, int]], at: int) -> list[int]:
    """All places where the term may end that begins at word `at`."""
    if at >= len(text) or text[at] != term[0][0]:
        return []
    reached = {at}
    for word, gap in term[1:]:
        reached = {
            to
            for before in reached
            for to in range(before + 1, min(before + gap + 2, len(text)))
            if text[to] == word
        }
    return sorted(reached)


@given(texts, st.lists(terms, min_size=1, max_size=5))
def test_each_term_is_found_wherever_a_plain_search_finds_it(
    text: list[str], searched: list[list[tuple[str, int]]]
) -> None:
    written = " ".join(text)
    starts = [sum(len(word) + 1 for word in text[:at]) for at in range(len(text))]
    rules = tuple(TermRule(f"t:{n}", (parsed(spelt(term)),)) for n, term in enumerate(searched))
    matcher = Matcher([TermList("t", Wording(en="t", id="t"), rules)])
    found = {(m.rule, m.span.start, m.span.end) for m in matcher.matches(written)}
    hits = {
        (number, at, to)
        for number, term in enumerate(searched)
        for at in range(len(text))
        for to in ends(text, term, at)
    }
    # Every hit begins and ends where the plain search says it may ...
    places = {(n, starts[at], starts[to] + len(text[to])) for n, at, to in hits}
    assert found <= places
    # ... and every hit of the plain search is found, or holds one that is, or is held by one.
    for n, start, end in places:
        assert any(
            number == n and ((start <= s and e <= end) or (s <= start and end <= e))
            for number, s, e in found
        )


@given(texts)
def test_the_order_of_lists_changes_nothing_but_the_numbers_of_rules(text: list[str]) -> None:
    rules = tuple(TermRule(f"t:{word}", (parsed(word),)) for word in WORDS)
    one = Matcher([TermList("t", Wording(en="t", id="t"), rules)])
    other = Matcher([TermList("t", Wording(en="t", id="t"), rules[::-1])])
    written = " ".join(text)
    assert {(m.term, m.span) for m in one.matches(written)} == {
        (m.term, m.span) for m in other.matches(written)
    }
