"""Real exports of survey programs are read by their own layout, to the letter, without help."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from models.vocabulary import QuestionRole, QuestionType
from qda.importers.surveys.answers import answers_to
from qda.importers.surveys.draft import QuestionDraft, SurveyDraft, SurveyLayout
from qda.importers.surveys.errors import FormNotAnswers
from qda.importers.surveys.registry import read_survey
from tests.helpers.shared import shared

R, T = QuestionRole, QuestionType


def _rows(name: str, encoding: str = "utf-8-sig") -> list[list[str]]:
    text = shared("data", "surveys", name).read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline="")))


def _draft(name: str) -> SurveyDraft:
    return read_survey(shared("data", "surveys", name))


def _column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The cells of a column as a text keeps them: with LF line ends."""
    return [row[at].replace("\r\n", "\n").replace("\r", "\n") for row in rows]


def _same(draft: SurveyDraft, question: QuestionDraft, cells: Sequence[str]) -> None:
    """The typed answers are the cells: words to the letter, numbers by value, nothing as None."""
    values = answers_to(question, draft.table).values
    assert len(values) == len(cells)
    for value, cell in zip(values, cells, strict=True):
        if question.type is T.NUMBER:
            assert value == (None if cell in ("", "nan") else float(cell))
        elif question.type is T.YES_NO:
            words = {"yes": True, "no": False, "true": True, "false": False, "y": True, "n": False}
            assert value == words.get(cell.casefold())
        elif question.type is T.CHOICE:
            assert value == (cell.strip() or None)
        elif question.type is T.TEXT:
            assert value == (cell if cell.strip() else None)


def test_google_forms_in_indonesian_is_read_to_the_letter() -> None:
    rows, draft = _rows("googleforms_virtualtour_id.csv"), _draft("googleforms_virtualtour_id.csv")
    assert draft.table.layout is SurveyLayout.GOOGLE_FORMS
    assert draft.language == "id"
    assert (draft.respondents, len(draft.questions)) == (len(rows) - 1, len(rows[0])) == (361, 15)
    for at, question in enumerate(draft.questions):
        assert question.heading == rows[0][at].strip()
        if question.type is not T.DATE:
            _same(draft, question, _column(rows[1:], at))
    roles = [question.role for question in draft.questions]
    assert roles == [*[R.ATTRIBUTE] * 4, *[R.ITEM] * 10, R.OPEN]
    assert [question.key for question in draft.questions[4:]] == [f"Q{n}" for n in range(1, 12)]
    times = answers_to(draft.questions[0], draft.table).values
    assert times[0] == "2021-06-15T08:34:53"


def test_two_header_rows_of_qualtrics_give_ids_and_words() -> None:
    rows = _rows("qualtrics_proctoring_educators.csv")
    draft = _draft("qualtrics_proctoring_educators.csv")
    assert draft.table.layout is SurveyLayout.QUALTRICS
    assert (draft.respondents, len(draft.questions)) == (125, 82)
    for at, code in enumerate(rows[0]):
        question = draft.questions[at]
        assert question.columns[0].heading == code
        if question.type not in (T.DATE, T.CHOICES):
            _same(draft, question, _column(rows[2:], at))
    several = draft.question("Q29")
    assert (several.type, several.separator) == (T.CHOICES, ",")
    values = answers_to(several, draft.table).values
    cells = _column(rows[2:], rows[0].index("Q29"))
    # No choice of this question holds a comma.
    assert values == ["; ".join(cell.split(",")) or None for cell in cells]
    # The questions that the authors of the data coded by hand.
    coded = {"N2", "N3", "N4", "Q8", "Q11", "Q16", "Q26", "Q32"}
    assert all(draft.question(key).role is R.OPEN for key in coded)
    items = [question for question in draft.questions if question.key.startswith("Q33_")]
    assert len(items) == 12
    assert {question.group for question in items} == {
        rows[1][rows[0].index("Q33_1")].split(" - ")[0]
    }
    assert {(question.low, question.high) for question in items} == {(1, 5)}


def test_boxes_and_grids_of_surveymonkey_become_questions() -> None:
    rows = _rows("surveymonkey_starwars.csv", "cp1252")
    draft = _draft("surveymonkey_starwars.csv")
    assert draft.table.layout is SurveyLayout.SURVEYMONKEY
    assert (draft.respondents, len(draft.questions)) == (1186, 33)
    boxes = next(question for question in draft.questions if question.type is T.CHOICES)
    values = answers_to(boxes, draft.table).values
    assert values == [
        "; ".join(cell.strip() for cell in row[3:9] if cell.strip()) or None for row in rows[2:]
    ]
    grid = [question for question in draft.questions if question.group.startswith("Please state")]
    assert [question.heading for question in grid] == [cell.strip() for cell in rows[1][15:29]]
    for at, question in enumerate(grid, start=15):
        _same(draft, question, _column(rows[2:], at))
    assert draft.questions[0].role is R.IDENTIFIER
    assert draft.certain


def test_limesurvey_words_in_brackets_are_rows_of_grids() -> None:
    rows, draft = _rows("limesurvey_scicom_de.csv"), _draft("limesurvey_scicom_de.csv")
    assert draft.table.layout is SurveyLayout.LIMESURVEY
    assert (draft.respondents, len(draft.questions)) == (53, 41)
    for at, question in enumerate(draft.questions):
        _same(draft, question, _column(rows[1:], at))
    assert draft.questions[0].role is R.OPEN
    assert {question.role for question in draft.questions[1:]} == {R.ITEM}
    assert len({question.group for question in draft.questions[1:]}) == 4
    entity = next(question for question in rows[0] if "&amp;" in question)
    assert any(entity.endswith(f"[{question.heading}]") for question in draft.questions)


def test_two_header_rows_of_a_workbook_are_told_from_answers() -> None:
    draft = _draft("limesurvey_informal_models.xlsx")
    sheet = openpyxl.load_workbook(shared("data", "surveys", "limesurvey_informal_models.xlsx"))
    rows = list(sheet["Data"].iter_rows(values_only=True))
    assert draft.table.layout is SurveyLayout.TWO_ROWS
    assert draft.respondents == len(rows) - 2 == 45
    several = [question for question in draft.questions if question.type is T.CHOICES]
    assert [len(question.columns) for question in several] == [6, 7]
    values = answers_to(several[0], draft.table).values
    for value, row in zip(values, rows[2:], strict=True):
        chosen = [str(rows[1][at]) for at in range(6) if row[at] == "Ja"]
        # Who said Nein to each of them chose none, and was not silent.
        assert value == ("; ".join(chosen) or "Nein")


def test_a_poll_without_open_answers_is_a_survey_all_the_same() -> None:
    rows, draft = _rows("comma_survey.csv"), _draft("comma_survey.csv")
    assert (draft.respondents, len(draft.questions)) == (1129, 13)
    for at, question in enumerate(draft.questions):
        _same(draft, question, _column(rows[1:], at))
    importance = draft.questions[7]
    worth = {choice.value.split(" (")[0]: choice.worth for choice in importance.choices}
    assert worth["Very unimportant"] == 1
    assert worth["Neither important nor unimportant"] == 3
    assert worth["Very important"] == 5


def test_kobo_answers_get_labels_choices_and_groups_from_the_form_beside_them() -> None:
    draft = _draft("kobo_msna_data.xlsx")
    assert draft.form is not None
    assert draft.form.name == "kobo_msna_xlsform.xlsx"
    book = openpyxl.load_workbook(shared("data", "surveys", "kobo_msna_data.xlsx"), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    headings = [str(cell) for cell in rows[0]]
    assert draft.table.layout is SurveyLayout.KOBO
    assert (
        (draft.respondents, len(draft.table.columns))
        == (len(rows) - 1, len(headings))
        == (632, 348)
    )
    for key in ("gender_hoh", "satisfaction_piped", "tot_expenses", "trust_water_office_why_not"):
        at = headings.index(key)
        # A workbook writes a carriage return as _x000D_; a text has LF line ends.
        cells = [
            "" if row[at] is None else str(row[at]).replace("_x000D_\n", "\n") for row in rows[1:]
        ]
        _same(draft, draft.question(key), cells)
    several = draft.question("water_sources")
    values = answers_to(several, draft.table).values
    at = headings.index("water_sources")
    assert values == [str(row[at]).replace(" ", "; ") for row in rows[1:]]
    for use in several.columns[1:]:
        place = headings.index(use.heading)
        for value, row in zip(values, rows[1:], strict=True):
            assert row[place] is (use.option in str(value).split("; "))
    rating = draft.question("satisfaction_piped")
    assert [choice.worth for choice in rating.choices[:5]] == [5, 4, 3, 2, 1]
    assert rating.choices[0].en == "Very satisfied"
    assert (rating.low, rating.high, rating.required) == (1, 5, True)
    asked = answers_to(rating, draft.table)
    place = headings.index("satisfaction_piped")
    blank = {nth for nth, row in enumerate(rows[1:]) if row[place] is None}
    assert asked.not_asked == blank


def test_a_form_given_as_answers_is_told_from_them() -> None:
    with pytest.raises(FormNotAnswers, match="--form"):
        _draft("kobo_msna_xlsform.xlsx")


def test_attributes_of_participants_are_a_survey_without_open_answers() -> None:
    draft = _draft("sheffield_facesheet.xlsx")
    assert (draft.respondents, len(draft.questions)) == (15, 19)
    assert [q.key for q in draft.questions if q.role is R.IDENTIFIER] == [
        "SurveyRespondentID",
        "TranscriptName",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "googleplaystore_user_reviews_64k.csv",
        "ikd_googleplay_semicolon.csv",
        "info_bmkg_bom.csv",
        "jaki_googleplay_id.csv",
        "jaklingko_semicolon_labeled.csv",
        "mypertamina_reordered.csv",
        "telegram_reviews.xlsx",
    ],
)
def test_reviews_read_as_a_survey_keep_every_row_and_no_name(name: str) -> None:
    path: Path = shared("data", "reviews", name)
    draft = read_survey(path)
    assert draft.table.layout is SurveyLayout.ONE_ROW
    assert any(question.role is R.OPEN for question in draft.questions)
    for question in draft.questions:
        if question.heading.casefold().replace(" ", "") == "username":
            assert question.role is R.IDENTIFIER
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        rows = list(csv.reader(io.StringIO(text), delimiter=draft.table.delimiter))
        assert draft.respondents == sum(1 for row in rows[1:] if any(row))
