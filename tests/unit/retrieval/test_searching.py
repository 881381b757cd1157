"""Searching finds what the index finds, and its places lie on the words exactly."""

from __future__ import annotations

import pytest

from models.memo import Memo
from models.positions import Span
from qda.edits.memos import AddMemo
from qda.retrieval.finding import (
    PER_SOURCE,
    FoundKind,
    FoundRow,
    Question,
    count_texts,
    find_everything,
    find_places,
    find_texts,
)
from qda.retrieval.searching import EmptyQuery
from qda.session import StudySession
from tests.helpers.coded import signed_reviews, store, store_reviews
from tests.helpers.studies import document, ids, transcript


def found(study: StudySession, query: str) -> list[str]:
    """The words that a search marks, each as it stands in its text."""
    said = []
    for hit in hits(study, query):
        assert hit.span is not None
        words = _words(study, hit.id, hit.span)
        assert words in [mark.of(hit.snippet) for mark in hit.marks]
        said.append(words)
    return said


def hits(study: StudySession, query: str) -> tuple[FoundRow, ...]:
    """The places in texts that a search finds."""
    with study.reading() as state:
        return find_places(state, Question(query)).rows


def _words(study: StudySession, source_id: int, span: Span) -> str:
    from qda.retrieval.sources import source_text

    with study.reading() as connection:
        return span.of(source_text(connection, source_id)).replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Anggaran kurang; ANGGARAN habis.", "anggaran", ["Anggaran", "ANGGARAN"]),
        ("anggaran dan penganggaran", "anggaran", ["anggaran"]),
        ("laporan dilaporkan lapor", "lapor*", ["laporan", "lapor"]),
        ("tindak lanjut, tindak tegas", '"tindak lanjut"', ["tindak lanjut"]),
        ("tindak\n— lanjut", '"tindak lanjut"', ["tindak — lanjut"]),
        ("tindak-lanjut", "tindak-lanjut", ["tindak-lanjut"]),
        ("dana kurang", "kurang dana", ["dana", "kurang"]),
        ("👩‍👩‍👧‍👦👍🏽 dana 👍🏽dana👍", "dana", ["dana", "dana"]),
        # Accents are folded on both sides, whether written as one character or as two.
        ("Café dan cafe", "cafe", ["Café", "cafe"]),
        ("Café dan cafe", "café", ["Café", "cafe"]),
        ("cafe\u0301s buka", "cafes", ["cafe\u0301s"]),
        ("di cafe\u0301.", "cafe\u0301", ["cafe\u0301"]),
        ("cafés", "cafe\u0301s", ["cafés"]),
        ("e\u0301clair clair", "clair", ["clair"]),
        # A letter of another script is not an accent of its neighbour.
        ("강 가", "가", ["가"]),
        ("السلام عليكم", "عليكم", ["عليكم"]),
        ("nama_berkas nama", "nama", ["nama", "nama"]),
        ("nama berkas", "nama_berkas", ["nama berkas"]),
        ("a.b [c] (d", "[c]", ["c"]),
    ],
)
def test_places_lie_on_the_words(
    study: StudySession, text: str, query: str, expected: list[str]
) -> None:
    store(study, document("Teks", text))
    assert found(study, query) == expected


@pytest.mark.parametrize("query", ["", "  ", "👍", "…!?", '""', "*", "_"])
def test_a_query_without_a_word_is_refused(study: StudySession, query: str) -> None:
    with study.reading() as connection:
        for search in (find_places, find_everything, count_texts):
            with pytest.raises(EmptyQuery):
                search(connection, Question(query))


def test_all_words_must_occur_and_sources_are_counted_whole(study: StudySession) -> None:
    store(study, document("A", "dana kurang"))
    store(study, document("B", "dana cukup"))
    store_reviews(study, signed_reviews("U", [("S", "dana kurang"), ("T", "kurang")]))
    with study.reading() as state:
        assert count_texts(state, Question("dana kurang")) == 2
        assert count_texts(state, Question("kurang")) == 3
        (first,) = find_texts(state, Question("kurang"), texts=1)
    assert {hit.key for hit in hits(study, "dana kurang")} == {"D01:1", "U01-0001"}
    assert first.key == "D01:1"


def test_a_place_bears_the_key_of_its_paragraph(study: StudySession) -> None:
    store(study, transcript("W", (("P", "Apa dana?"), ("Ani", "Tidak ada dana."))))
    assert [hit.key for hit in hits(study, "dana")] == ["W01:1", "W01:2"]


def test_of_one_text_a_list_shows_no_more_than_twenty_places(study: StudySession) -> None:
    store(study, document("A", "dana " * 30))
    with study.reading() as state:
        assert len(find_texts(state, Question("dana"), texts=9)) == PER_SOURCE == 20
    assert len(hits(study, "dana")) == 30


def test_the_text_around_a_place_is_cut_at_the_ends_of_the_text(study: StudySession) -> None:
    store(study, document("A", "x" * 100 + " dana " + "y" * 100))
    (hit,) = hits(study, "dana")
    assert hit.snippet == "x" * 59 + " dana " + "y" * 59
    assert hit.marks == (Span(60, 64),)


def test_every_found_word_in_the_text_around_a_place_is_marked(study: StudySession) -> None:
    store(study, document("A", "Dana kurang, e\u0301 👨‍👩‍👧 dana habis; dana"))
    for hit in hits(study, "dana"):
        assert [mark.of(hit.snippet) for mark in hit.marks] == ["Dana", "dana", "dana"]


def test_memos_are_found_by_all_their_words(study: StudySession) -> None:
    study.do(AddMemo("Dana kurang menurut café itu", memo_title="Catatan"))
    study.do(AddMemo("Dana cukup"))
    with study.reading() as state:
        named = find_everything(state, Question("cafe dana")).named
    (hit,) = named[FoundKind.MEMO]
    assert (hit.id, hit.key, hit.title) == (ids(study.store, Memo)[0], "", "Catatan")
    assert hit.marks[0].of(hit.snippet) == "Dana"
