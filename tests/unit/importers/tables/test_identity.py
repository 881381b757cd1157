"""Keys of reviews, duplicates, and appending a newer export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qda.importers.draft import CollectionDraft
from qda.importers.tables.identity import fingerprint, keys, newer_rows, unit_key
from qda.importers.tables.registry import read_collection

Writer = Callable[[str, str | bytes], Path]

WITH_IDS = "reviewId,userName,content,score,at\n"
WITHOUT = "userName,content,score,at\n"


def sentences(draft: CollectionDraft) -> str:
    return " | ".join(n.sentence.format(**dict(n.facts)) for n in draft.notices)


def test_review_id_is_the_key_whatever_else_changes(written: Writer) -> None:
    old = read_collection(written("a.csv", WITH_IDS + "r1,Siti,bagus,5,2024-01-05 10:00:00\n"))
    new = read_collection(written("b.csv", WITH_IDS + "r1,S.,buruk,1,2024-02-05 10:00:00\n"))
    assert keys(old) == keys(new) == ["id:r1"]


def test_user_date_and_words_are_the_key_without_an_id(written: Writer) -> None:
    row = "Siti,bagus,5,2024-01-05 10:00:00\n"
    other = "Siti,bagus,5,2024-01-05 10:00:01\n"
    made = keys(read_collection(written("a.csv", WITHOUT + row + other + row)))
    assert made[0] == made[2] != made[1]


def test_key_is_salted_and_shows_neither_name_nor_words() -> None:
    first = unit_key("bagus", identifier="", user="Siti", date="2024", salt=b"a")
    second = unit_key("bagus", identifier="", user="Siti", date="2024", salt=b"b")
    assert first != second
    assert "Siti" not in first
    assert "bagus" not in first


def test_equal_short_reviews_of_unknown_people_stay_apart(written: Writer) -> None:
    draft = read_collection(written("a.csv", "content,score\nbagus,5\nbagus,5\nburuk,1\n"))
    assert len(set(keys(draft))) == 3
    assert draft.duplicates == 0
    assert "may be another person's: 1. Rows: 3" in sentences(draft)


def test_nameless_users_on_one_day_stay_apart_but_not_at_one_second(written: Writer) -> None:
    day = "Pengguna Google,bagus,5,2024-01-05\n"
    second = "Pengguna Google,bagus,5,2024-01-05 10:00:00\n"
    assert read_collection(written("a.csv", WITHOUT + day * 2)).duplicates == 0
    assert read_collection(written("b.csv", WITHOUT + second * 2)).duplicates == 1


def test_duplicates_are_counted_with_their_rows_and_kept(written: Writer) -> None:
    row = "r1,Siti,bagus,5,2024-01-05 10:00:00\n"
    more = "".join(f"x{n},Budi,baik {n},4,2024-01-06 10:00:00\n" for n in range(20))
    draft = read_collection(written("a.csv", WITH_IDS + row + more + row))
    assert (draft.duplicates, len(draft.rows)) == (1, 22)
    assert "repeat an earlier review: 1. Rows: 23" in sentences(draft)


def test_newer_export_brings_only_what_is_new(written: Writer) -> None:
    first = "r1,Siti,bagus,5,2024-01-05 10:00:00\n"
    second = "r2,Budi,buruk,1,2024-01-06 10:00:00\n"
    old = read_collection(written("a.csv", WITH_IDS + first))
    new = read_collection(written("b.csv", WITH_IDS + second + first))
    fresh = newer_rows(new, set(keys(old)))
    assert [row[0] for row in fresh.rows] == ["r2"]
    assert list(fresh.numbers) == [2]
    assert "left out: 1" in sentences(fresh)
    assert len(newer_rows(new, set(keys(new))).rows) == 0


def test_two_more_equal_reviews_in_a_newer_export_are_two_new_rows(written: Writer) -> None:
    old = read_collection(written("a.csv", "content,score\n" + "bagus,5\n" * 3))
    new = read_collection(written("b.csv", "content,score\n" + "bagus,5\n" * 5))
    assert len(newer_rows(new, frozenset(keys(old))).rows) == 2


def test_changed_words_of_a_known_review_are_told(written: Writer) -> None:
    old = read_collection(written("a.csv", WITH_IDS + "r1,Siti,bagus,5,2024-01-05 10:00:00\n"))
    new = read_collection(written("b.csv", WITH_IDS + "r1,Siti,buruk,1,2024-03-05 10:00:00\n"))
    known = {key: fingerprint(str(row[2])) for key, row in zip(keys(old), old.rows, strict=True)}
    assert "words have changed since keep their first words: 1. Rows: 2" in sentences(
        newer_rows(new, known)
    )
    assert "words have changed" not in sentences(newer_rows(old, known))
