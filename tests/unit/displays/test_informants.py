"""Whose words a segment is: turns, respondents, anonymous reviews, documents."""

from __future__ import annotations

from models.case import Case
from qda.displays.informants import Informant, Voices
from qda.session import StudySession
from tests.helpers.coded import place_of, signed_reviews, store, store_reviews
from tests.helpers.studies import document, only, transcript

GROUP = (
    ("P", "Bagaimana pelayanannya?"),
    ("Ani", "Cepat sekali."),
    ("Budi", "Lambat 👩‍👩‍👧‍👦 menurut saya."),
    ("Ani", "Ya, kadang lambat."),
)


def case(study: StudySession, name: str) -> int:
    found: int = only(study.store, Case, name=name)["id"]
    return found


def informants(study: StudySession, key: str, words: str) -> set[Informant]:
    source_id, span = place_of(study, key, words)
    with study.reading() as connection:
        return set(Voices(connection).informants_at(source_id, span.start, span.end))


def test_words_belong_to_the_case_whose_turn_they_stand_in(study: StudySession) -> None:
    store(study, transcript("FGD", GROUP))
    ani, budi = case(study, "Ani"), case(study, "Budi")
    assert informants(study, "W01", "Cepat") == {Informant("case", str(ani))}
    assert informants(study, "W01", "👩‍👩‍👧‍👦 menurut") == {Informant("case", str(budi))}
    assert informants(study, "W01", "kadang lambat.") == {Informant("case", str(ani))}


def test_a_segment_across_two_turns_counts_for_both(study: StudySession) -> None:
    store(study, transcript("FGD", GROUP))
    both = {Informant("case", str(case(study, name))) for name in ("Ani", "Budi")}
    assert informants(study, "W01", "sekali.\nBudi: Lambat") == both


def test_touching_a_turn_is_not_being_in_it(study: StudySession) -> None:
    store(study, transcript("FGD", GROUP))
    source_id, span = place_of(study, "W01", "\nBudi: ")
    with study.reading() as connection:
        voices = Voices(connection)
        assert voices.cases_at(source_id, span.start, span.end) == ()
        assert voices.cases_at(source_id, span.start - 1, span.end) == (case(study, "Ani"),)
        assert voices.cases_at(source_id, span.start, span.end + 1) == (case(study, "Budi"),)


def test_the_interviewer_is_no_case_and_never_nobody(study: StudySession) -> None:
    source_id = store(study, transcript("FGD", GROUP))
    assert informants(study, "W01", "pelayanannya") == {Informant("source", str(source_id))}


def test_anonymous_reviews_are_each_their_own_and_a_known_author_counts_once(
    study: StudySession,
) -> None:
    written = [
        ("Siti", "satu"), ("Pengguna Google", "dua"), ("", "tiga"), ("Siti", "empat"),
        ("Pengguna Google", "lima"),
    ]  # fmt: skip
    store_reviews(study, signed_reviews("Ulasan", written))
    who = [
        informants(study, f"U01-{number:04d}", text) for number, (_, text) in enumerate(written, 1)
    ]
    assert who[0] == who[3]
    assert len(set.union(*who)) == 4
    assert [next(iter(each)).kind for each in who] == [
        "respondent", "source", "source", "respondent", "source",
    ]  # fmt: skip


def test_the_same_name_in_two_collections_is_not_taken_for_one_person(study: StudySession) -> None:
    first = store_reviews(study, signed_reviews("Ulasan A", [("Siti", "satu")]))
    second = store_reviews(study, signed_reviews("Ulasan B", [("Siti", "dua")]))
    assert informants(study, f"{first}-0001", "satu") != informants(study, f"{second}-0001", "dua")


def test_a_document_stands_for_itself_until_it_is_given_to_a_case(study: StudySession) -> None:
    alone = store(study, document("Laporan", "Dana kurang."))
    store(study, document("Surat", "Dana cukup."), whole_case="Dinas")
    assert informants(study, "D01", "Dana") == {Informant("source", str(alone))}
    assert informants(study, "D02", "cukup") == {Informant("case", str(case(study, "Dinas")))}
