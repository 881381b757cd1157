"""The table of a survey: a respondent is a row, with what was asked, answered and coded."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.positions import Span
from qda.edits.coding import CodeSegment
from qda.edits.coding_rows import CodeRows, RowsCoded, WhichQuestion
from qda.i18n import Speech
from qda.retrieval.codes import code_by_id
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.table.alike import find_duplicates
from qda.retrieval.table.columns import ColumnKind, TableColumn, columns_of
from qda.retrieval.table.listing import Listing, coded_rows, listing
from qda.retrieval.table.question import Alike, RowFilter, TableQuestion
from qda.retrieval.table.rows import TableRow, column_choices, table_rows
from qda.retrieval.table.sheet import row_sheet
from qda.retrieval.table.wording import heading, shown
from qda.retrieval.table.written import parse_order, parse_rows
from qda.session import StudySession
from tests.helpers.respondents import LINES, add_survey


@pytest.fixture
def survey(study: StudySession) -> StudySession:
    add_survey(study)
    return study


def _columns(study: StudySession) -> tuple[TableColumn, ...]:
    with study.reading() as connection:
        return columns_of(connection, 1)


def _column(study: StudySession, name: str) -> TableColumn:
    return next(each for each in _columns(study) if each.name == name)


def _ask(
    study: StudySession, written: str = "", *, sort: str = "", group: str = "", asked: str = ""
) -> Listing:
    columns = _columns(study)
    with study.reading() as connection:
        question = TableQuestion(
            1,
            parse_rows(connection, written, columns),
            parse_order(sort, columns),
            group,
            question_id=next((each.question_id for each in columns if each.name == asked), None),
        )
        return listing(connection, question)


def _rows(study: StudySession, ids: Sequence[int]) -> tuple[TableRow, ...]:
    with study.reading() as connection:
        return table_rows(connection, ids)


def _numbers(
    study: StudySession, written: str = "", *, sort: str = "", asked: str = ""
) -> list[int]:
    found = _ask(study, written, sort=sort, asked=asked)
    return [row.number for row in _rows(study, found.ids)]


def _code(study: StudySession, name: str = "mini2020:R.2") -> int:
    with study.reading() as connection:
        return code_by_id(connection, name).id


def test_every_respondent_is_a_row_whether_he_answered_an_open_question_or_not(
    survey: StudySession,
) -> None:
    found = _ask(survey)
    rows = _rows(survey, found.ids)
    assert found.total == len(LINES)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[2].answers == ()
    assert [each.question for each in rows[0].answers] == ["Kendala", "Saran"]


def test_columns_are_the_open_answers_and_what_else_was_asked_with_their_types(
    survey: StudySession,
) -> None:
    kinds = {each.name: each.kind for each in _columns(survey)}
    assert list(kinds) == ["key", "Kendala", "Saran", "codes", "Nomor", "Usia", "Wilayah", "Kanal"]
    assert kinds["Saran"] is ColumnKind.TEXT
    assert kinds["Usia"] is ColumnKind.NUMBER
    row = _rows(survey, _ask(survey).ids)[5]
    at = {name: row.value(_column(survey, name)) for name in kinds}
    assert at["Kendala"] == LINES[5][4]
    assert at["Saran"] == LINES[5][5]
    assert at["Usia"] == 29


def test_choices_are_called_as_the_dictionary_calls_them(survey: StudySession) -> None:
    column = _column(survey, "Kanal")
    row = _rows(survey, _ask(survey).ids)[0]
    assert shown(column, row.value(column), Speech("en")) == "JAKI app; Counter"
    assert shown(column, row.value(column), Speech("id")) == "Aplikasi JAKI; Loket"
    assert heading(column, Speech("id")) == "Kanal"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Wilayah=Timur", [1, 3, 6]),
        ("Kanal=JAKI", [1, 2, 6]),
        ("Kanal=counter", [1, 3, 4]),
        ("Usia=30..45", [1, 3, 5]),
        ("Saran=silent", [2]),
        ("Saran=not asked", [3, 4]),
        ("Saran=silent,not-asked", [2, 3, 4]),
        ("Saran=answered", [1, 5, 6]),
        ("Kendala=silent", [3, 5]),
        ("Kendala=~loket", [1, 2]),
        ("text=empty", [3]),
        ("row=2..4", [2, 3, 4]),
    ],
)
def test_a_filter_asks_for_answers_silence_and_what_was_not_asked(
    survey: StudySession, written: str, expected: list[int]
) -> None:
    assert _numbers(survey, written) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("Usia", [2, 6, 1, 5, 3, 4]),
        ("-Usia", [4, 3, 5, 1, 6, 2]),
        ("Wilayah,-Usia", [5, 2, 4, 3, 1, 6]),
        ("Saran", [6, 5, 1, 2, 3, 4]),
    ],
)
def test_respondents_are_sorted_by_what_they_answered(
    survey: StudySession, sort: str, expected: list[int]
) -> None:
    assert _numbers(survey, sort=sort) == expected


def test_words_are_searched_in_all_answers_or_in_those_to_one_question(
    survey: StudySession,
) -> None:
    columns = _columns(survey)
    ids = {each.name: each.question_id for each in columns}

    def found(words: str, asked: int | None) -> list[int]:
        with survey.reading() as connection:
            question = TableQuestion(1, RowFilter(words=words), question_id=asked)
            return [row.number for row in table_rows(connection, listing(connection, question).ids)]

    assert found("petugas", None) == [1, 6]
    assert found("petugas", ids["Kendala"]) == [6]
    assert found("S01-0003", None) == [3]


def test_respondents_stand_under_headings(
    survey: StudySession,
) -> None:
    found = _ask(survey, group="Wilayah")
    assert [(each.value, each.count) for each in found.groups] == [
        ("Barat", 2),
        ("Pusat", 1),
        ("Timur", 3),
    ]


def test_single_choices_are_offered_with_how_many_have_each(survey: StudySession) -> None:
    columns = _columns(survey)
    with survey.reading() as connection:
        offered = {each.column.name: each for each in column_choices(connection, 1, columns)}
    assert [(each.value, each.rows) for each in offered["Kanal"].choices] == [
        ("Situs", 3),
        ("JAKI", 3),
        ("Loket", 3),
    ]
    assert (offered["Usia"].low, offered["Usia"].high) == ("24", "52")


def test_the_same_answers_to_a_question_are_folded(survey: StudySession) -> None:
    asked = _column(survey, "Kendala").question_id
    with survey.reading() as connection:
        alike = find_duplicates(connection, 1, Alike.SAME, question_id=asked)
        question = TableQuestion(1, fold=Alike.SAME, question_id=asked)
        found = listing(connection, question, alike)
        rows = table_rows(connection, found.ids)
    assert [row.number for row in rows] == [1, 3, 4, 5, 6]
    assert [len(each) for each in found.folded.values()] == [1]


def test_coding_rows_codes_the_answers_to_the_question_that_is_named(
    survey: StudySession,
) -> None:
    ids, code = tuple(_ask(survey).ids), _code(survey)
    asked = _column(survey, "Saran").question_id
    assert survey.do(CodeRows(ids, code, question_id=asked)) == RowsCoded(3, 0, 3)
    with survey.reading() as connection:
        found = codings(connection, CodingFilter(code_ids=frozenset({code})))
        assert sorted(each.quote for each in found) == sorted(
            line[5] for line in LINES if line[5] not in ("", "-")
        )
        # Three have nothing to code there; of the question before, nothing is coded yet.
        assert len(coded_rows(connection, 1, asked)) == 6
        assert len(coded_rows(connection, 1, _column(survey, "Kendala").question_id)) == 2
    assert _numbers(survey, "coded=yes") == [1, 5, 6]
    assert _numbers(survey, "coded=yes", asked="Kendala") == []
    rows = _rows(survey, _ask(survey, sort="-codes").ids)
    assert [each.question for each in rows[0].codings] == ["Saran"]
    survey.undo()
    assert _numbers(survey, "coded=yes") == []


def test_respondents_are_not_coded_before_one_says_which_answers(survey: StudySession) -> None:
    with pytest.raises(WhichQuestion):
        survey.do(CodeRows(tuple(_ask(survey).ids), _code(survey)))


def test_codes_of_all_answers_stand_on_the_row_with_their_question(survey: StudySession) -> None:
    row, code = _rows(survey, _ask(survey).ids)[0], _code(survey)
    for answer in row.answers:
        survey.do(CodeSegment(answer.source_id, Span(0, 7), code))
    again = _rows(survey, [row.id])[0]
    assert [(each.code_id, each.question) for each in again.codings] == [
        (code, "Kendala"),
        (code, "Saran"),
    ]


def test_a_file_says_what_was_not_asked(survey: StudySession) -> None:
    found, columns = _ask(survey), _columns(survey)
    with survey.reading() as connection:
        sheet = row_sheet(connection, found, columns, title="S01", language="en", analyst="Ani")
    saran = [row[2].text for row in sheet.rows]
    assert saran == [LINES[0][5], "", "(not asked)", "(not asked)", LINES[4][5], LINES[5][5]]
    assert sheet.rows[0][7].text == "JAKI app; Counter"
