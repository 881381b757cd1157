"""On PostgreSQL a table answers as it does on SQLite, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import pytest

from qda.edits.coding_rows import CodeRows
from qda.edits.importing import ImportCollection
from qda.importers.tables.registry import read_collection
from qda.retrieval.codes import codes
from qda.retrieval.table.alike import find_duplicates
from qda.retrieval.table.columns import columns_of
from qda.retrieval.table.listing import coded_rows, listing
from qda.retrieval.table.question import (
    Alike,
    Holding,
    Picked,
    RowFilter,
    SortKey,
    TableQuestion,
    Within,
)
from qda.retrieval.table.rows import column_choices, table_rows
from qda.retrieval.table.written import parse_rows
from qda.sample.contents import FILES
from qda.session import StudySession, StudyState
from tests.helpers.coded import adopt
from tests.helpers.respondents import add_survey
from tests.helpers.studies import new_session, theory

FILTERS = (
    RowFilter(),
    RowFilter(picked=(Picked("stars", frozenset({"1", "5"})),)),
    RowFilter(picked=(Picked("version", frozenset({""})),)),
    RowFilter(within=(Within("date", "2025-01", ""),)),
    RowFilter(within=(Within("thumbs_up", "2", "9"),)),
    RowFilter(within=(Within("version", "1", "3.0"),)),
    RowFilter(holding=(Holding("reply", "TERIMA"),)),
    RowFilter(replied=False, empty=False),
    RowFilter(coded=True),
    RowFilter(coded=False, words="lapor"),
    RowFilter(first=5, last=20),
)
SORTS = ("key", "text", "length", "codes", "language", "stars", "thumbs_up", "date", "version")


def fill(study: StudySession) -> StudySession:
    """The reviews of the sample, twenty of them coded."""
    adopt(study, theory())
    study.do(ImportCollection(read_collection(FILES / "ulasan-gayung.csv")))
    with study.reading() as state:
        ids, code = listing(state, TableQuestion(1)).ids, codes(state)[0].id
    study.do(CodeRows(tuple(ids[10:30]), code))
    return study


@pytest.fixture
def both(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[StudySession, StudySession]]:
    """The same study on SQLite and on the server."""
    place = tmp_path_factory.mktemp("sqlite") / "studi.runut"
    with new_session(place) as one, new_session(postgres_url) as other:
        yield fill(one), fill(other)


def numbers(study: StudySession, question: TableQuestion) -> tuple[object, ...]:
    with study.reading() as state:
        found = listing(state, question)
        rows = table_rows(state, found.ids)
    return [row.number for row in rows], found.groups


@pytest.mark.slow
def test_a_server_answers_as_the_file_does(both: tuple[StudySession, StudySession]) -> None:
    questions = [TableQuestion(1, wanted) for wanted in FILTERS]
    for name in SORTS:
        if name != "text":  # Databases order letters each in their own way.
            questions += [TableQuestion(1, sort=(SortKey(name, each),)) for each in (False, True)]
    questions += [TableQuestion(1, group=name) for name in ("stars", "date", "version", "codes")]
    for question in questions:
        one, other = (numbers(study, question) for study in both)
        assert one == other, question


@pytest.mark.slow
def test_columns_choices_and_duplicates_are_the_same(
    both: tuple[StudySession, StudySession],
) -> None:
    told = []
    for study in both:
        with study.reading() as state:
            columns = columns_of(state, 1)
            told.append(
                (
                    columns,
                    column_choices(state, 1, columns),
                    len(find_duplicates(state, 1, Alike.NEAR).of),
                    len(coded_rows(state, 1)),
                    len(listing(state, TableQuestion(1, sort=(SortKey("text"),))).ids),
                )
            )
    for one, other in zip_longest(*told):
        assert one == other


@pytest.mark.slow
def test_the_table_of_a_survey_is_the_same(
    both: tuple[StudySession, StudySession],
) -> None:
    asked = (
        "", "Wilayah=Timur", "Kanal=JAKI", "Usia=30..45", "Saran=silent", "Saran=not asked",
        "Saran=answered", "Kendala=~loket", "text=empty", "coded=no", "coded=yes", "row=2..4",
    )  # fmt: skip
    told: list[list[object]] = []
    for study in both:
        key = add_survey(study).collection_id
        with study.reading() as state:
            # Identifiers are hashed with another salt in each study.
            columns = [each for each in columns_of(state, key) if each.name != "Nomor"]
            ids = {each.name: each.question_id for each in columns}
            found = listing(state, TableQuestion(key)).ids
            code = codes(state)[0].id
        study.do(CodeRows(tuple(found[:2]), code, question_id=ids["Saran"]))
        said: list[object] = []
        with study.reading() as state:
            for written in asked:
                wanted = parse_rows(state, written, columns)
                said.append(_numbers_of(state, TableQuestion(key, wanted)))
            for column in columns:
                for falling in (False, True):
                    sort = (SortKey(column.name, falling),)
                    said.append(_numbers_of(state, TableQuestion(key, sort=sort)))
            grouped = (TableQuestion(key, group=name) for name in ("Wilayah", "Kanal", "Usia"))
            said.extend(listing(state, each).groups for each in grouped)
            words = RowFilter(words="petugas")
            said.append(_numbers_of(state, TableQuestion(key, words)))
            said.append(_numbers_of(state, TableQuestion(key, words, question_id=ids["Saran"])))
            said.append(column_choices(state, key, columns))
            same = find_duplicates(state, key, Alike.SAME, question_id=ids["Kendala"])
            said.append(sorted(same.of.items()))
        told.append(said)
    assert told[0] == told[1]
    assert told[0][1] == [1, 3, 6]


def _numbers_of(state: StudyState, question: TableQuestion) -> list[int]:
    return [row.number for row in table_rows(state, listing(state, question).ids)]
