"""How far sources are and what bears no code, with figures worked out by hand."""

from __future__ import annotations

import pytest

from models.case import Case
from models.source import Source
from models.vocabulary import Reading, SpeakerKind
from qda.edits.coding import ConfirmCodings
from qda.edits.proposing import StoreProposals
from qda.edits.sources import AssignSpeaker, MarkReading
from qda.retrieval.codings import CodingFilter, coding_ids
from qda.retrieval.progress import SourceProgress, covered, next_source, progress, uncoded, united
from qda.session import StudySession
from tests.helpers.coded import code, place_of, signed_reviews, store, store_reviews
from tests.helpers.studies import document, ids, only, proposed, transcript

TALK = (
    ("P", "Bagaimana dananya?"),
    ("Ratna", "Dana kurang. Staf ada. Laporan terlambat."),
    ("P", "Lalu?"),
    ("Ratna", "Warga menunggu lama."),
)


def by_key(study: StudySession) -> dict[str, SourceProgress]:
    with study.reading() as connection:
        return {row.key: row for row in progress(connection)}


@pytest.mark.parametrize(
    ("spans", "expected", "count"),
    [
        ([], [], 0),
        ([(0, 3)], [(0, 3)], 3),
        ([(0, 3), (3, 5)], [(0, 5)], 5),
        ([(4, 6), (0, 3), (2, 4)], [(0, 6)], 6),
        ([(0, 10), (2, 4), (12, 13)], [(0, 10), (12, 13)], 11),
    ],
)
def test_spans_are_united_and_each_character_counts_once(
    spans: list[tuple[int, int]], expected: list[tuple[int, int]], count: int
) -> None:
    assert united(spans) == expected
    assert covered(spans) == count


def test_overlapping_codings_cover_their_characters_once(study: StudySession) -> None:
    # Twenty characters, of which "dua tiga" (8) and "tiga empat" (10) cover "dua tiga empat" (14).
    store(study, document("Laporan", "satu dua tiga empat."))
    for words, which in (("dua tiga", "R.1"), ("tiga empat", "R.2"), ("tiga empat", "C")):
        code(study, "D01", words, which)
    row = by_key(study)["D01"]
    assert (row.length, row.coded, row.codings, row.waiting) == (20, 14, 3, 0)
    assert row.share == 0.7
    assert (row.texts, row.read, row.reading) == (1, 0, Reading.UNREAD)


def test_what_is_only_proposed_waits_and_is_not_coded(study: StudySession) -> None:
    source_id = store(study, document("Laporan", "Dana kurang."))
    _, span = place_of(study, "D01", "Dana")
    study.do(StoreProposals((proposed(source_id, span, "mini2020:R.1"),)))
    row = by_key(study)["D01"]
    assert (row.coded, row.codings, row.waiting) == (0, 0, 1)
    with study.reading() as connection:
        waiting = coding_ids(connection, CodingFilter())
    study.do(ConfirmCodings(waiting))
    row = by_key(study)["D01"]
    assert (row.coded, row.codings, row.waiting) == (4, 1, 0)


def test_a_collection_is_one_row_for_all_its_texts(study: StudySession) -> None:
    # Ten characters of three reviews; "lambat" (6) is coded, twice.
    store_reviews(study, signed_reviews("Ulasan", [("A", "lambat"), ("B", "ok"), ("C", "ya")]))
    code(study, "U01-0001", "lambat", "C")
    code(study, "U01-0001", "lambat", "R.1")
    row = by_key(study)["U01"]
    assert (row.source_id, row.texts, row.read) == (None, 3, 0)
    assert (row.length, row.coded, row.codings) == (10, 6, 2)
    study.do(MarkReading((only(study.store, Source, key="U01-0002")["id"],), Reading.READ))
    row = by_key(study)["U01"]
    assert (row.read, row.reading) == (1, Reading.READING)
    study.do(MarkReading(tuple(ids(study.store, Source)), Reading.READ))
    assert by_key(study)["U01"].reading is Reading.READ


def test_an_empty_source_has_nothing_coded(study: StudySession) -> None:
    store(study, document("Kosong", ""))
    assert by_key(study)["D01"].share == 0.0


def left(study: StudySession, key: str) -> list[str]:
    with study.reading() as connection:
        return [
            each.words for each in uncoded(connection, only(study.store, Source, key=key)["id"])
        ]


def test_whole_sentences_of_informants_are_left_and_the_interviewer_is_not(
    study: StudySession,
) -> None:
    store(study, transcript("Wawancara", TALK))
    assert left(study, "W01") == [
        "Dana kurang. Staf ada. Laporan terlambat.",
        "Warga menunggu lama.",
    ]
    code(study, "W01", "Staf", "R.2")
    assert left(study, "W01") == ["Dana kurang.", "Laporan terlambat.", "Warga menunggu lama."]
    code(study, "W01", "Warga menunggu lama.", "C")
    code(study, "W01", "Bagaimana", "C")
    assert left(study, "W01") == ["Dana kurang.", "Laporan terlambat."]


def test_a_proposal_is_looked_at_in_the_queue_and_not_among_the_uncoded(
    study: StudySession,
) -> None:
    source_id = store(study, transcript("Wawancara", TALK))
    _, span = place_of(study, "W01", "Dana kurang")
    study.do(StoreProposals((proposed(source_id, span, "mini2020:R.1"),)))
    assert left(study, "W01")[0] == "Staf ada. Laporan terlambat."


def test_who_becomes_an_interviewer_has_no_uncoded_words(study: StudySession) -> None:
    source_id = store(study, transcript("Wawancara", TALK))
    study.do(AssignSpeaker(source_id, "Ratna", SpeakerKind.INTERVIEWER))
    assert left(study, "W01") == []
    assert ids(study.store, Case)


def test_a_text_without_turns_is_taken_line_by_line(study: StudySession) -> None:
    store(study, document("Laporan", "Dana kurang.\n\nStaf ada. Baik."))
    code(study, "D01", "Baik", "C")
    assert left(study, "D01") == ["Dana kurang.", "Staf ada."]


def test_the_next_source_is_unread_or_else_the_least_coded(study: StudySession) -> None:
    first = store(study, document("A", "satu dua"))
    second = store(study, document("B", "tiga"))
    third = store(study, document("C", "empat lima"))
    code(study, "D01", "satu", "C")
    code(study, "D02", "tiga", "C")

    def following(after: int | None = None) -> int | None:
        with study.reading() as connection:
            return next_source(connection, after)

    assert following() == first
    assert following(first) == second
    study.do(MarkReading((first, second, third), Reading.READING))
    # Nothing of the third, half of the first, all of the second.
    assert following() == third
    assert following(third) == first
    study.do(MarkReading((first, third), Reading.READ))
    assert following() == second
    study.do(MarkReading((second,), Reading.READ))
    assert following() is None
