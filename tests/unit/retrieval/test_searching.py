"""Searching finds what the index finds, and its places lie on the words exactly."""

from __future__ import annotations

import pytest

from models.memo import Memo
from models.positions import Span
from qda.edits.memos import AddMemo
from qda.retrieval.searching import PER_SOURCE, EmptyQuery, search_memos, search_texts
from qda.session import StudySession
from tests.helpers.coded import signed_reviews, store, store_reviews
from tests.helpers.studies import document, ids, transcript


def found(study: StudySession, query: str) -> list[str]:
    """The words that a search marks, each as it stands in its text."""
    with study.reading() as connection:
        hits = search_texts(connection, query)
    for hit in hits.places:
        marked = [mark.of(hit.snippet) for mark in hit.marks]
        assert _words(study, hit.source_id, hit.span) in marked
    return [_words(study, hit.source_id, hit.span) for hit in hits.places]


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
        for search in (search_texts, search_memos):
            with pytest.raises(EmptyQuery):
                search(connection, query)


def test_all_words_must_occur_and_sources_are_counted_whole(study: StudySession) -> None:
    store(study, document("A", "dana kurang"))
    store(study, document("B", "dana cukup"))
    store_reviews(study, signed_reviews("U", [("S", "dana kurang"), ("T", "kurang")]))
    with study.reading() as connection:
        both = search_texts(connection, "dana kurang")
        one = search_texts(connection, "kurang", count=1)
    assert both.sources == 2
    assert {hit.key for hit in both.places} == {"D01:1", "U01-0001"}
    assert (one.sources, len(one.places)) == (3, 1)


def test_a_place_bears_the_key_of_its_paragraph(study: StudySession) -> None:
    store(study, transcript("W", (("P", "Apa dana?"), ("Ani", "Tidak ada dana."))))
    with study.reading() as connection:
        assert [hit.key for hit in search_texts(connection, "dana").places] == ["W01:1", "W01:2"]


def test_of_one_source_no_more_than_twenty_places_are_shown(study: StudySession) -> None:
    store(study, document("A", "dana " * 30))
    with study.reading() as connection:
        assert len(search_texts(connection, "dana").places) == PER_SOURCE == 20


def test_the_text_around_a_place_is_cut_at_the_ends_of_the_text(study: StudySession) -> None:
    store(study, document("A", "x" * 100 + " dana " + "y" * 100))
    with study.reading() as connection:
        (hit,) = search_texts(connection, "dana").places
    assert hit.snippet == "x" * 59 + " dana " + "y" * 59
    assert hit.marks == (Span(60, 64),)


def test_every_found_word_in_the_text_around_a_place_is_marked(study: StudySession) -> None:
    store(study, document("A", "Dana kurang, e\u0301 👨‍👩‍👧 dana habis; dana"))
    with study.reading() as connection:
        hits = search_texts(connection, "dana")
    for hit in hits.places:
        assert [mark.of(hit.snippet) for mark in hit.marks] == ["Dana", "dana", "dana"]


def test_memos_are_found_by_all_their_words(study: StudySession) -> None:
    study.do(AddMemo("Dana kurang menurut café itu", memo_title="Catatan"))
    study.do(AddMemo("Dana cukup"))
    with study.reading() as connection:
        hits = search_memos(connection, "cafe dana")
    assert hits.sources == 1
    (hit,) = hits.places
    assert (hit.source_id, hit.key, hit.title) == (ids(study.store, Memo)[0], "", "Catatan")
    assert hit.marks[0].of(hit.snippet) == "Dana"
