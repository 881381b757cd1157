"""Several questions of a survey are changed in one edit, which one undo takes back."""

from __future__ import annotations

import pytest

from models.vocabulary import QuestionRole, QuestionType
from qda.edits.questions import BadScale, OpenIsText
from qda.edits.several_questions import ReviseQuestions
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.registry import table_of
from qda.retrieval.questions import QuestionRow, questions
from qda.session import StudySession
from tests.helpers.acts_surveys import survey_file
from tests.helpers.studies import dump, original


@pytest.fixture
def asked(study: StudySession) -> tuple[QuestionRow, ...]:
    """The questions of a survey of nine respondents."""
    file = original("kuesioner.csv", survey_file(9))
    study.do(ImportSurvey(drafted(table_of(file), file)))
    return _questions(study)


def _questions(study: StudySession) -> tuple[QuestionRow, ...]:
    with study.reading() as connection:
        return questions(connection)


def test_all_of_them_change_and_one_undo_takes_it_back(
    study: StudySession, asked: tuple[QuestionRow, ...]
) -> None:
    before = dump(study.store)
    _, age, pleased, advice = asked
    done = study.do(
        ReviseQuestions((age.id, pleased.id, advice.id), role=QuestionRole.ITEM, low=1, high=4)
    )
    assert [each.key for each in done] == [age.key, pleased.key, advice.key]
    assert done[2].removed == advice.answered == 7
    changed = _questions(study)[1:]
    assert {each.role for each in changed} == {QuestionRole.ITEM}
    assert [each.answered for each in changed] == [9, 9, 7]
    assert [(each.low, each.high) for each in changed[:2]] == [(1, 4)] * 2
    study.undo()
    assert dump(study.store) == before


def test_one_that_is_refused_keeps_all_as_they_were(
    study: StudySession, asked: tuple[QuestionRow, ...]
) -> None:
    before = dump(study.store)
    ids = tuple(each.id for each in asked)
    with pytest.raises(BadScale):
        study.do(ReviseQuestions(ids, low=5, high=1))
    with pytest.raises(OpenIsText):
        study.do(ReviseQuestions(ids, type=QuestionType.NUMBER))
    assert dump(study.store) == before
