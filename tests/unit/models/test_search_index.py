"""The index of words follows the texts through every edit, undo and redo, on both databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.search_index import parsed
from models.store import Store
from qda.edits.importing import ImportCollection, ImportSources, SourcePlan
from qda.edits.sources import RemoveSources
from qda.retrieval.finding import Question, count_texts, find_places
from qda.retrieval.searching import EmptyQuery
from qda.session import StudySession
from tests.helpers.studies import document, import_one, new_session, reviews, transcript

TEXTS = (
    "The budget is late. Budgets are always late!",
    "late budget: the report, the follow-up",
    "Follow up the report of 2024 (see p. 12).",
    "a_budget_line of user_name@example.org",
    "BUDGET budgetary lately",
    "don't; can't - rock'n'roll",
    "report\nbudget",
)
QUERIES = (
    "budget", "Budget", "budget*", "budg", "late budget", '"late budget"', '"budget late"',
    '"follow up"', "follow-up", "2024", "12", "202*", "don't", "name", "a_budget_line", "t",
    "budget nothing", "report*", '"report budget"', "(budget)", "budget OR late", "NEAR budget",
    "user_name@example.org", "*", '"late*"', "p.",
)  # fmt: skip


def _hits(store: Store, query: str) -> tuple[int, list[tuple[str, int, int]]]:
    with store.reading() as connection:
        rows = find_places(connection, Question(query)).rows
        texts = count_texts(connection, Question(query))
    return texts, [(row.key, row.span.start, row.span.end) for row in rows if row.span]


def _import(session: StudySession) -> None:
    plans = [SourcePlan(document(f"d{number}", each)) for number, each in enumerate(TEXTS)]
    session.do(ImportSources(tuple(plans)))


def test_a_query_is_words_phrases_and_beginnings() -> None:
    terms = parsed('anggaran "tindak lanjut" lapor* *')
    assert [(term.words, term.prefix) for term in terms] == [
        (("anggaran",), False), (("tindak", "lanjut"), False), (("lapor",), True),
    ]  # fmt: skip


def test_both_databases_find_the_same(tmp_path: Path, postgres_url: str) -> None:
    with new_session(tmp_path / "s.runut") as file, new_session(postgres_url) as server:
        _import(file)
        _import(server)
        for query in QUERIES:
            try:
                expected = _hits(file.store, query)
            except EmptyQuery:
                with pytest.raises(EmptyQuery):
                    _hits(server.store, query)
                continue
            assert _hits(server.store, query) == expected, query


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("budget", {0, 1, 3, 4, 6}),
        ("budget*", {0, 1, 3, 4, 6}),
        ("budgets", {0}),
        ('"late budget"', {1}),
        ('"follow up"', {1, 2}),
        ("late report", {1}),
        ("name", {3}),
        ("nothing", set()),
    ],
)
def test_a_query_finds_the_texts_that_hold_all_its_words(
    either: StudySession, query: str, numbers: set[int]
) -> None:
    _import(either)
    sources, places = _hits(either.store, query)
    assert sources == len(numbers)
    assert {int(key[1:3]) - 1 for key, _, _ in places} == numbers


@pytest.mark.parametrize("query", ["", "  ", '""', "?!", "👍🏽", "*"])
def test_a_query_without_words_is_refused(either: StudySession, query: str) -> None:
    with pytest.raises(EmptyQuery) as refused:
        _hits(either.store, query)
    assert query in refused.value.say("id")


@pytest.mark.parametrize(
    "query", ['"', "'", "a AND", "NOT a", "{a}", "a:b", "^a", "a+b", "\\m", "("]
)
def test_a_query_is_never_read_as_a_language_of_the_database(
    either: StudySession, query: str
) -> None:
    _import(either)
    try:
        assert _hits(either.store, query)[0] >= 0
    except EmptyQuery:
        assert not any(character.isalnum() for character in query)


def test_the_index_follows_import_removal_undo_and_redo(study: StudySession) -> None:
    def check(expected: int) -> None:
        assert _hits(study.store, "anggaran")[0] == expected
        _check_index(Path(study.store.place))

    source = import_one(study, transcript("W"))
    check(1)
    study.do(ImportCollection(reviews("U", ["anggaran", "dana", "Anggarán besar"])))
    check(3)
    study.do(RemoveSources((source,)))
    check(2)
    study.undo()
    check(3)
    study.undo()
    check(1)
    study.undo()
    check(0)
    for expected in (1, 3, 2):
        study.redo()
        check(expected)


def _check_index(place: Path) -> None:
    """FTS5's own comparison of the index with the texts; it raises where they differ."""
    with closing(sqlite3.connect(place)) as file:
        file.execute("INSERT INTO source_words(source_words, rank) VALUES ('integrity-check', 1)")
        file.rollback()
