"""What holds for tokens, normal forms, stems and sentences of any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qda.language.normal_form import normal, plain
from qda.language.sentences import sentences
from qda.language.stems import stem, without_clitic
from qda.language.tokens import surfaces, tokens

PIECES = [
    "kata ",
    "Dr. ",
    "No. 5",
    ". ",
    "! ",
    "?",
    "...",
    "…",
    "\n",
    "\r\n",
    "(",
    ")",
    "“",
    "”",
    '"',
    "👍🏽",
    "👨‍👩‍👧",
    "🇮🇩",
    "e\u0301",
    "مَرْحَبًا",
    "\u202e",
    "很好。",
    "𝗕𝗮",
    "\ufeff",
    "@a",
    "#b",
    "https://a.id",
    "5.000,00",
    "ide-ide2",
    "\x00",
    "S.Sos., ",
    "Bagus",
    "1. ",
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@given(texts)
def test_tokens_and_what_lies_between_make_the_text_again(text: str) -> None:
    rebuilt, before = "", 0
    for token in tokens(text):
        assert before <= token.start < token.end <= len(text)
        rebuilt += text[before : token.start] + token.of(text)
        before = token.end
    assert rebuilt + text[before:] == text


@given(texts)
def test_every_letter_and_digit_lies_in_a_token(text: str) -> None:
    inside = set[int]()
    for token in tokens(text):
        inside.update(range(token.start, token.end))
    missed = [char for at, char in enumerate(text) if char.isalnum() and at not in inside]
    assert missed == []


@given(texts)
def test_surfaces_are_the_tokens_without_their_places(text: str) -> None:
    assert surfaces(text) == [token.of(text) for token in tokens(text)]


@given(texts)
def test_sentences_are_ordered_disjoint_trimmed_and_cover_all_that_is_no_space(text: str) -> None:
    before, covered = 0, ""
    for sentence in sentences(text):
        assert before <= sentence.start < sentence.end <= len(text)
        words = sentence.of(text)
        assert words == words.strip()
        assert text[before : sentence.start].strip() == ""
        covered += "".join(words.split())
        before = sentence.end
    assert text[before:].strip() == ""
    assert covered == "".join(text.split())


@given(st.text(max_size=30))
def test_a_normal_form_is_in_small_letters_and_stays_what_it_is(word: str) -> None:
    once = plain(word)
    assert once == plain(once)
    assert normal(word) == normal(word.upper()) or word.upper().lower() != word.lower()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_stems_and_bases_never_fail_and_never_vanish(word: str) -> None:
    assert bool(stem(word)) == bool(word)
    assert bool(stem(word, "en")) == bool(word)
    assert word.startswith(without_clitic(word))
