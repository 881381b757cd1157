"""A form made from the codebook comes back as a survey, and its answers find their codes."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyxform.xls2xform import convert

from exports.guides.form import write_form
from models.case import Case
from models.question import Question
from models.vocabulary import (
    AnswerKind,
    CodingState,
    QuestionRole,
    QuestionType,
    StakeholderGroup,
)
from qda.edits.proposing_by_question import NoQuestionHasCode, ProposeByQuestion
from qda.edits.surveys import ImportSurvey, SurveyAdded
from qda.guides.answering import informed_by
from qda.guides.rows import GuideRow
from qda.i18n import Speech
from qda.importers.surveys.draft import SurveyDraft
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.preview import survey_preview
from qda.importers.surveys.registry import table_of
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.questions import dictionary
from qda.session import StudySession
from tests.helpers.studies import original, rows

PEOPLE = ("government", "citizen", "citizen")


def _names(path: Path) -> list[tuple[str, str]]:
    """The questions that pyxform accepts in a form, each with its group; read from the sheet."""
    convert(str(path))
    book = openpyxl.load_workbook(path)
    sheet = book["survey"]
    heads = [str(cell.value) for cell in sheet[1]]
    found, group = [], ""
    for line in sheet.iter_rows(min_row=2, values_only=True):
        row: dict[str, Any] = dict(zip(heads, line, strict=True))
        if row["type"] == "begin_group":
            group = row["name"]
        elif row["type"] == "end_group":
            group = ""
        else:
            found.append((group, row["name"]))
    return found


def _export(form: GuideRow, path: Path) -> bytes:
    """What KoboToolbox writes of three people: values, under headings with their groups.

    Every question of one's role is answered but the last; points go 1, 2, 3, 4, 5 and again.
    """
    write_form(form, path, made_at=datetime(2026, 5, 1, 9, 0, tzinfo=UTC))
    names = _names(path)
    by_name = {each.name: each for each in form.questions}
    lines = []
    for nth, role in enumerate(PEOPLE):
        line, point = [], 0
        for _, name in names:
            asked = by_name.get(name.removesuffix("_why"))
            if name in ("consent", "role"):
                line.append("OK" if name == "consent" else role)
            elif asked is None or not asked.is_asked_of(role) or asked is form.questions[-1]:
                line.append("")
            elif name.endswith("_why"):
                line.append(f"Karena alasan {name} {nth}" if point <= 2 else "")
            elif asked.answer is AnswerKind.SCALE:
                point = point % 5 + 1
                line.append(str(point))
            else:
                line.append(f"Jawaban orang ke-{nth} atas {name}")
        lines.append(line)
    text = io.StringIO(newline="")
    heads = [f"{group}/{name}" if group else name for group, name in names]
    csv.writer(text).writerows([heads, *lines])
    return text.getvalue().encode()


def _draft(form: GuideRow, tmp_path: Path) -> SurveyDraft:
    file = original("jawaban.csv", _export(form, tmp_path / "formulir.xlsx"))
    return drafted(table_of(file), file)


@pytest.fixture
def survey(study: StudySession, form: GuideRow, tmp_path: Path) -> SurveyAdded:
    """The answers of three people to the questionnaire."""
    return study.do(ImportSurvey(_draft(form, tmp_path)))


def test_each_question_comes_back_to_its_code_with_words_scale_and_role(
    study: StudySession, form: GuideRow, survey: SurveyAdded
) -> None:
    with study.reading() as connection:
        found = dictionary(connection, survey.collection_id)
    by_name = {each.columns[0].rpartition("/")[2]: each for each in found}
    for asked in form.questions:
        question = by_name[asked.name]
        assert (question.dimension, question.text_en, question.text_id) == (
            asked.code,
            asked.text.en,
            asked.text.id,
        )
        if asked.answer is AnswerKind.SCALE:
            assert (question.role, question.type) == (QuestionRole.ITEM, QuestionType.CHOICE)
            assert (question.low, question.high) == (1, 5)
            assert [each.worth for each in question.choices] == [1, 2, 3, 4, 5]
            why = by_name[f"{asked.name}_why"]
            assert (why.role, why.dimension) == (QuestionRole.OPEN, asked.code)
        else:
            assert question.role is QuestionRole.OPEN
    assert by_name["consent"].role is QuestionRole.IGNORE
    assert by_name["role"].role is QuestionRole.ATTRIBUTE


def test_respondents_have_the_role_that_they_gave(study: StudySession, survey: SurveyAdded) -> None:
    people = [each for each in rows(study.store, Case) if each["collection_id"]]
    assert [each["stakeholder_group"] for each in people] == [
        StakeholderGroup(each) for each in PEOPLE
    ]


def test_who_was_not_asked_is_told_from_who_was_silent(
    study: StudySession, form: GuideRow, survey: SurveyAdded
) -> None:
    people = [each for each in rows(study.store, Case) if each["collection_id"]]
    keys = {
        each["columns"][0]["heading"].rpartition("/")[2]: each["key"]
        for each in rows(study.store, Question)
    }
    last = keys[form.questions[-1].name]
    for person, role in zip(people, PEOPLE, strict=True):
        missed = set(person["not_asked"])
        expected = {keys[each.name] for each in form.questions if not each.is_asked_of(role)}
        assert {
            key for key in missed if key in set(map(keys.get, [q.name for q in form.questions]))
        } == expected
        assert last not in missed
    # The first point is 1, for which the form asks why; the third is 3, for which it does not.
    scales = [each for each in form.questions if each.answer is AnswerKind.SCALE]
    first, third = (keys[f"{each.name}_why"] for each in (scales[0], scales[2]))
    assert first not in people[0]["not_asked"]
    assert third in people[0]["not_asked"]


def test_a_preview_says_the_guide_and_the_codes(form: GuideRow, tmp_path: Path) -> None:
    shown = survey_preview(informed_by(_draft(form, tmp_path), form), Speech("en"))
    said = {each.label: each.text for each in shown.facts}
    assert said["Guide"] == form.title
    assert any(form.questions[0].code in text for text in said.values())


def test_a_survey_of_something_else_stays_as_it_is(study: StudySession, form: GuideRow) -> None:
    file = original(
        "lain.csv", b"Usia,Saran\r\n31,Tambah petugas di loket\r\n40,Perbaiki situs\r\n"
    )
    done = study.do(ImportSurvey(drafted(table_of(file), file)))
    with study.reading() as connection:
        assert all(each.code_id is None for each in dictionary(connection, done.collection_id))


def test_open_answers_are_proposed_to_belong_to_the_code_of_their_question(
    study: StudySession, form: GuideRow, survey: SurveyAdded, tmp_path: Path
) -> None:
    # What the file itself says, read without us: every cell of words under a question of a code.
    lines = list(csv.reader(io.StringIO(_export(form, tmp_path / "f2.xlsx").decode())))
    code_of = {each.name: each.code for each in form.questions}
    expected = sorted(
        (code_of[name.removesuffix("_why")], cell)
        for line in lines[1:]
        for name, cell in zip((h.rpartition("/")[2] for h in lines[0]), line, strict=True)
        if len(cell) > 1 and code_of.get(name.removesuffix("_why"))
    )
    done = study.do(ProposeByQuestion(survey.collection_id))
    assert (done.made, done.known, done.without_code) == (len(expected), 0, 0)
    with study.reading() as connection:
        found = codings(connection, CodingFilter())
        names = {each.id: each.canonical_id for each in codes(connection, counted=False)}
    assert sorted((names[each.code_id], each.quote) for each in found) == expected
    assert {each.coder for each in found} == {"question"}
    assert {each.state for each in found} == {CodingState.PROPOSED}
    assert study.do(ProposeByQuestion()).known == len(expected)
    study.undo()
    study.undo()
    with study.reading() as connection:
        assert codings(connection, CodingFilter()) == ()


def test_without_a_question_that_has_a_code_nothing_can_be_proposed(study: StudySession) -> None:
    with pytest.raises(NoQuestionHasCode):
        study.do(ProposeByQuestion())
