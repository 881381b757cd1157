"""An empty cell says whether one's role was asked, as guides and surveys have it."""

from __future__ import annotations

from models.code import Code
from models.source import Source
from models.vocabulary import Missing, QuestionRole, Reading, StakeholderGroup
from qda.displays.asked_of import asked_of_cases
from qda.displays.values import Matrix
from qda.edits.asked import RecordAsked, TickAsked
from qda.edits.cases import DescribeCase
from qda.edits.memos import RecordAbsence
from qda.edits.questions import ReviseQuestion
from qda.edits.sources import MarkReading
from qda.guides.rows import GuideRow
from qda.retrieval.cases import cases
from qda.retrieval.codes import codes
from qda.retrieval.questions import questions
from qda.session import StudySession
from tests.helpers.coded import matrix_of
from tests.helpers.respondents import add_survey
from tests.helpers.studies import ids, import_one, only, transcript
from tests.unit.guides.conftest import FUNDS

GOALS = "vmvh1975:VMH1"
DK, NS, PEND = Missing.NOT_ASKED, Missing.SILENT, Missing.PENDING


def _marks(matrix: Matrix) -> dict[tuple[str, str], Missing | None]:
    return {
        (matrix.rows[r].label, matrix.columns[c].id): cell.missing for r, c, cell in matrix.places()
    }


def _talk_with(study: StudySession, name: str, group: StakeholderGroup) -> int:
    """A conversation that was read to its end, with one person of a group in it."""
    turns = (("P", "Bagaimana?"), (name, "Begitulah."))
    source_id = import_one(study, transcript(f"Wawancara {name}", turns))
    with study.reading() as connection:
        person = next(each for each in cases(connection) if each.name == name)
    study.do(DescribeCase(person.id, name, stakeholder_group=group))
    study.do(MarkReading((source_id,), Reading.READ))
    return source_id


def test_a_guide_tells_whom_a_code_was_not_asked(study: StudySession, talk: GuideRow) -> None:
    _talk_with(study, "Bu Ani", StakeholderGroup.GOVERNMENT)
    _talk_with(study, "Pak Budi", StakeholderGroup.CITIZEN)
    found = _marks(matrix_of(study, "case", [FUNDS, GOALS]))
    assert found == {
        ("Bu Ani", FUNDS): NS,
        ("Bu Ani", GOALS): NS,
        ("Pak Budi", FUNDS): DK,
        ("Pak Budi", GOALS): NS,
    }


def test_a_group_was_asked_where_one_of_it_was(study: StudySession, talk: GuideRow) -> None:
    _talk_with(study, "Bu Ani", StakeholderGroup.GOVERNMENT)
    _talk_with(study, "Pak Budi", StakeholderGroup.CITIZEN)
    matrix = matrix_of(study, "technique", [FUNDS])
    assert [cell.missing for _, _, cell in matrix.places()] == [NS]


def test_what_a_researcher_found_goes_before_what_the_guide_says(
    study: StudySession, talk: GuideRow
) -> None:
    source_id = _talk_with(study, "Pak Budi", StakeholderGroup.CITIZEN)
    code_id = only(study.store, Code, canonical_id=FUNDS)["id"]
    study.do(RecordAbsence(source_id, code_id, Missing.ABSENT, "dicari dua kali"))
    assert [cell.missing for _, _, cell in matrix_of(study, "case", [FUNDS]).places()] == [
        Missing.ABSENT
    ]


def test_without_a_guide_the_questions_of_the_code_speak(study: StudySession) -> None:
    _talk_with(study, "Pak Budi", StakeholderGroup.CITIZEN)
    assert [cell.missing for _, _, cell in matrix_of(study, "case", [FUNDS]).places()] == [NS]


def test_a_survey_tells_who_was_silent_and_who_was_not_asked(study: StudySession) -> None:
    add_survey(study)
    with study.reading() as connection:
        advice = next(each for each in questions(connection) if each.key == "Saran")
    assert advice.role is QuestionRole.OPEN
    code_id = only(study.store, Code, canonical_id=FUNDS)["id"]
    study.do(ReviseQuestion(advice.id, dimension_id=code_id))
    assert set(_marks(matrix_of(study, "attribute:Usia", [FUNDS])).values()) == {PEND}
    study.do(MarkReading(tuple(ids(study.store, Source)), Reading.READ))
    found = _marks(matrix_of(study, "attribute:Usia", [FUNDS]))
    # R2 wrote a dash; R4 was not asked; R3 has no text at all. A code without a question in the
    # survey was asked of nobody.
    assert found["24", FUNDS] is NS
    assert found["52", FUNDS] is DK
    assert ("45", FUNDS) not in found
    assert set(_marks(matrix_of(study, "attribute:Usia", [GOALS])).values()) == {DK}


def test_what_was_recorded_of_a_source_goes_before_what_a_guide_says(
    study: StudySession, talk: GuideRow
) -> None:
    ani = _talk_with(study, "Bu Ani", StakeholderGroup.GOVERNMENT)
    budi = _talk_with(study, "Pak Budi", StakeholderGroup.CITIZEN)
    funds, goals = (only(study.store, Code, canonical_id=each)["id"] for each in (FUNDS, GOALS))
    study.do(TickAsked(ani, not_asked=(funds,)))
    study.do(TickAsked(budi, asked=(funds,), not_asked=(goals,)))
    found = _marks(matrix_of(study, "case", [FUNDS, GOALS]))
    assert found == {
        ("Bu Ani", FUNDS): DK,
        ("Bu Ani", GOALS): NS,
        ("Pak Budi", FUNDS): NS,
        ("Pak Budi", GOALS): DK,
    }


def test_a_question_on_a_code_above_or_beneath_is_one_on_it(study: StudySession) -> None:
    budi = _talk_with(study, "Pak Budi", StakeholderGroup.CITIZEN)
    with study.reading() as connection:
        tree = codes(connection, counted=False)
        person = next(each for each in cases(connection) if each.name == "Pak Budi")
    above = next(each for each in tree if each.canonical_id == "vmvh1975:VMH2")
    beneath = next(each for each in tree if each.parent_id == above.id)
    for recorded, wanted in ((above, beneath), (beneath, above)):
        study.do(RecordAsked(budi, recorded.id))
        with study.reading() as connection:
            asked = asked_of_cases(connection)
        line = (wanted.id, beneath.id) if wanted is above else (wanted.id,)
        assert asked.was_asked(person.id, line)
        assert asked.was_asked(None, line, source_id=budi)
        assert asked.was_asked(None, line) is None
        study.undo()


def test_asked_in_one_conversation_is_asked(study: StudySession) -> None:
    first = _talk_with(study, "Bu Ani", StakeholderGroup.GOVERNMENT)
    second = import_one(study, transcript("Lanjutan", (("P", "Lalu?"), ("Bu Ani", "Ya."))))
    funds = only(study.store, Code, canonical_id=FUNDS)["id"]
    study.do(RecordAsked(first, funds, is_asked=False))
    with study.reading() as connection:
        (person,) = cases(connection)
        assert asked_of_cases(connection).was_asked(person.id, (funds,)) is False
    study.do(RecordAsked(second, funds))
    with study.reading() as connection:
        asked = asked_of_cases(connection)
    assert asked.was_asked(person.id, (funds,)) is True
    assert asked.was_asked(person.id, (funds,), source_id=first) is False
