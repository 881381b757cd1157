"""Texts written twice are found as by comparing each with each, and always the same ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.jobs.progress import Cancelled
from qda.retrieval.table.alike import FEWEST, LEAST, Duplicates, duplicates_among, words_of
from qda.retrieval.table.listing import listing
from qda.retrieval.table.question import Alike, RowFilter, TableQuestion
from tests.helpers.shared import shared
from tests.unit.retrieval.table.conftest import Reviews

WORDS = tuple("aplikasi bagus lapor cepat lambat petugas server 👍 tidak bisa login lokasi".split())


def by_hand(texts: Sequence[tuple[int, str]], *, near: bool) -> dict[int, int]:
    """Each text compared with every one before it: the definition, word for word."""
    of: dict[int, int] = {}
    firsts: list[tuple[int, list[str]]] = []
    for id_, text in texts:
        words = words_of(text)
        if not words:
            continue
        same = next((first for first, other in firsts if other == words), None)
        if same is not None:
            of[id_] = of.get(same, same)
            continue
        best, chosen = LEAST, None
        for first, other in firsts:
            if not near or first in of or min(len(set(words)), len(set(other))) < FEWEST:
                continue
            share = len(set(words) & set(other)) / len(set(words) | set(other))
            if share > best or (share >= best and chosen is None):
                best, chosen = share, first
        firsts.append((id_, words))
        if chosen is not None:
            of[id_] = chosen
    return of


@pytest.mark.parametrize("kind", list(Alike))
def test_capitals_marks_and_repeated_letters_make_no_other_text(kind: Alike) -> None:
    texts = [
        (1, "Bagus sekali!"),
        (2, "  BAGUSSSS, sekali"),
        (3, "sekali bagus"),
        (4, ""),
        (5, " \n"),
        (6, "👍🏽"),
        (7, "👍"),
        (8, "!!"),
        (9, "!!"),
    ]
    assert duplicates_among(texts, kind).of == {2: 1, 7: 6, 9: 8}


def test_four_fifths_of_the_words_are_near_and_less_is_not() -> None:
    texts = [
        (1, "satu dua tiga empat"),
        (2, "satu dua tiga empat lima"),  # 4 of 5 words
        (3, "satu dua tiga empat enam tujuh"),  # 4 of 6
        (4, "dua satu empat tiga"),
    ]
    assert duplicates_among(texts, Alike.NEAR).of == {2: 1, 4: 1}
    assert duplicates_among(texts, Alike.SAME).of == {}


def test_a_short_text_is_only_compared_to_the_letter() -> None:
    texts = [(1, "satu dua tiga"), (2, "tiga dua satu"), (3, "Satu dua tiga")]
    assert duplicates_among(texts, Alike.NEAR).of == {3: 1}


def test_nothing_hangs_on_a_text_that_hangs_on_another_itself() -> None:
    texts = [
        (1, "a1 a2 a3 a4 a5"),
        (2, "a1 a2 a3 a4 a5 a6"),
        (3, "a1 a2 a3 a4 a5 a6 a7"),
    ]
    # The third shares 6 of 7 words with the second, and 5 of 7 with the first.
    assert duplicates_among(texts, Alike.NEAR).of == {2: 1}


texts_of_few_words = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=40
)
texts_of_many_words = st.lists(
    st.lists(st.integers(0, 70).map("w{}".format), max_size=80).map(" ".join), max_size=12
)


@settings(max_examples=150, deadline=None)
@given(texts_of_few_words | texts_of_many_words, st.sampled_from(Alike))
def test_the_quick_way_finds_what_comparing_each_with_each_finds(
    written: list[str], kind: Alike
) -> None:
    texts = list(enumerate(written, 1))
    assert duplicates_among(texts, kind).of == by_hand(texts, near=kind is Alike.NEAR)


def test_of_real_reviews_the_quick_way_finds_the_same() -> None:
    with shared("data", "reviews", "jaki_googleplay_id.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        texts = [(n, line["content"]) for n, line in enumerate(csv.DictReader(file), 1)][:900]
    for kind in Alike:
        assert duplicates_among(texts, kind).of == by_hand(texts, near=kind is Alike.NEAR)


def test_looking_for_duplicates_can_be_stopped() -> None:
    class Stopped:
        def report(self, done: int, total: int, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        duplicates_among([(1, "satu dua tiga empat")], Alike.NEAR, Stopped())


def test_folded_rows_stand_under_the_first_of_them_that_is_shown(reviews: Reviews) -> None:
    with reviews.study.reading() as connection:
        ids = list(listing(connection, TableQuestion(1)).ids)
        found = Duplicates(Alike.SAME, {ids[3]: ids[1], ids[6]: ids[1], ids[8]: ids[7]})
        question = TableQuestion(1, RowFilter(first=3, last=9), fold=Alike.SAME)
        answer = listing(connection, question, found)
    # The second row does not pass the filter, so the fourth stands for the seventh.
    assert list(answer.ids) == [ids[2], ids[3], ids[4], ids[5], ids[7]]
    assert answer.folded == {ids[3]: (ids[6],), ids[7]: (ids[8],)}
    assert answer.texts == 7
    assert answer.with_folded((ids[3], ids[4])) == (ids[3], ids[6], ids[4])
    assert len(answer.everything(folded=True)) == 7


def test_only_what_is_written_more_than_once_is_left_where_it_is_asked_for(
    reviews: Reviews,
) -> None:
    with reviews.study.reading() as connection:
        ids = list(listing(connection, TableQuestion(1)).ids)
        found = Duplicates(Alike.NEAR, {ids[3]: ids[1]})
        answer = listing(connection, TableQuestion(1, RowFilter(doubled=True)), found)
    assert list(answer.ids) == [ids[1], ids[3]]
