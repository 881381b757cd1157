"""Surveys are stored whole, grow by newer exports, and lose no coding when a question changes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from models.case import Attribute, Case, CaseSpan
from models.checking import flaws
from models.code import Code
from models.coding import Coding
from models.positions import Span
from models.question import Question
from models.source import Collection, OriginalFile, Source, SourceText
from models.vocabulary import QuestionRole, QuestionType
from qda.edits.codes import AdoptFramework, DeleteCode
from qda.edits.coding import CodeSegment
from qda.edits.questions import BadScale, OpenIsText, ReviseQuestion
from qda.edits.sources import RemoveCollection
from qda.edits.survey_files import OriginalsGone
from qda.edits.surveys import ImportSurvey, NotASurvey, SurveyAdded
from qda.importers.surveys.draft import Choice, SurveyDraft
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.errors import AnotherLayout, IdentityGone
from qda.importers.surveys.registry import read_survey, table_of
from qda.retrieval.cases import cases, respondents
from qda.retrieval.questions import QuestionRow, question_by_key, questions
from qda.retrieval.sources import collections, units
from qda.session import StudySession
from tests.helpers.acts_surveys import survey_file
from tests.helpers.shared import shared
from tests.helpers.studies import dump, ids, new_session, only, original, rows, theory

R, T = QuestionRole, QuestionType

_HEAD = "Timestamp,Nama lengkap,Usia,Saya puas,Kanal,Apa saran Anda untuk layanan ini?"


def _draft(lines: list[str], name: str = "kuesioner.csv") -> SurveyDraft:
    file = original(name, "\r\n".join(lines).encode())
    return drafted(table_of(file), file)


def _lines(count: int) -> list[str]:
    lines = [_HEAD]
    for n in range(count):
        liked = ("Setuju", "Netral", "Tidak setuju")[n % 3]
        channel = ("JAKI, Loket", "JAKI", "Loket")[n % 3]
        words = f"Tambah petugas di loket {n}" if n % 4 else ""
        lines.append(
            f'2025-05-01 10:00:{n:02d},Warga {chr(65 + n)},{20 + n},{liked},"{channel}",{words}'
        )
    return lines


@pytest.fixture
def survey(study: StudySession) -> SurveyAdded:
    """Twelve respondents, nine of whom gave an open answer."""
    return study.do(ImportSurvey(_draft(_lines(12))))


def _question(study: StudySession, key: str) -> QuestionRow:
    with study.reading() as connection:
        return question_by_key(connection, key)


def _open(study: StudySession) -> QuestionRow:
    with study.reading() as connection:
        return next(each for each in questions(connection) if each.role is R.OPEN)


def test_a_respondent_is_a_case_and_an_open_answer_a_source(
    study: StudySession, survey: SurveyAdded
) -> None:
    assert (survey.key, survey.added, survey.known, survey.answers) == ("S01", 12, 0, 9)
    people = rows(study.store, Case)
    assert [each["name"] for each in people][:2] == ["S01-0001", "S01-0002"]
    assert people[1]["attributes"]["Usia"] == 21
    assert people[1]["attributes"]["Saya puas"] == "Netral"
    assert people[0]["attributes"]["Kanal"] == "JAKI; Loket"
    answer = rows(study.store, Source)[0]
    question = _open(study)
    assert answer["key"] == f"S01-0002.{question.key}"
    assert (answer["row_number"], answer["question_id"]) == (2, question.id)
    assert answer["collected_on"] == "2025-05-01"
    assert rows(study.store, SourceText)[0]["text"] == "Tambah petugas di loket 1"
    span = rows(study.store, CaseSpan)[0]
    assert (span["case_id"], span["start"], span["end"]) == (people[1]["id"], 0, 25)
    assert (question.answered, question.silent, question.not_asked) == (9, 3, 0)


def test_no_name_is_stored_unless_it_is_asked_for(study: StudySession, survey: SurveyAdded) -> None:
    kept = json.dumps([dump(study.store)["case"], dump(study.store)["source"]], default=str)
    assert "Warga D" not in kept
    token = rows(study.store, Case)[3]["attributes"]["Nama lengkap"]
    assert token.startswith("u_")
    study.do(ImportSurvey(_draft(_lines(5), "lain.csv"), keep_identifiers=True))
    assert rows(study.store, Case)[15]["attributes"]["Nama lengkap"] == "Warga D"


def test_respondents_are_listed_with_their_survey_and_not_among_the_cases(
    study: StudySession, survey: SurveyAdded
) -> None:
    with study.reading() as connection:
        assert cases(connection) == ()
        assert len(respondents(connection, survey.collection_id)) == 12
        (row,) = collections(connection)
        assert (row.units, row.respondents) == (9, 12)
        # An answer is shown with what its respondent chose.
        first = units(connection, survey.collection_id)[0]
        assert (first.attributes["Usia"], first.question_id) == (21, _open(study).id)


def test_a_newer_export_adds_only_new_respondents(study: StudySession, survey: SurveyAdded) -> None:
    more = study.do(ImportSurvey(_draft(_lines(15)), into_id=survey.collection_id))
    assert (more.added, more.known, more.answers, more.questions) == (3, 12, 2, 0)
    assert [each["row_number"] for each in rows(study.store, Case)] == list(range(1, 16))
    again = study.do(ImportSurvey(_draft(_lines(15)), into_id=survey.collection_id))
    assert (again.added, again.known) == (0, 15)
    # The files are kept once each.
    assert len(rows(study.store, OriginalFile)) == 2


def test_answers_that_changed_since_are_told_and_the_first_ones_stay(study: StudySession) -> None:
    head = "Timestamp,Respondent ID,Kota,Apa saran Anda untuk kami?"
    rows_of = [
        f"2025-05-01 10:00:0{n},{1000 + n},Bogor,Tambah petugas di loket {n}" for n in range(6)
    ]
    made = study.do(ImportSurvey(_draft([head, *rows_of])))
    changed = [rows_of[0].replace("Bogor", "Depok"), rows_of[1] + " segera", *rows_of[2:]]
    more = study.do(ImportSurvey(_draft([head, *changed]), into_id=made.collection_id))
    assert (more.added, more.known, more.changed) == (0, 6, 2)
    assert rows(study.store, Case)[0]["attributes"]["Kota"] == "Bogor"
    assert rows(study.store, SourceText)[1]["text"] == "Tambah petugas di loket 1"


def test_a_newer_export_in_another_layout_is_refused(
    study: StudySession, survey: SurveyAdded
) -> None:
    lines = [line.replace("Timestamp", "Waktu isi") for line in _lines(12)]
    with pytest.raises(AnotherLayout, match="google_forms"):
        study.do(ImportSurvey(_draft(lines), into_id=survey.collection_id))


def test_a_question_that_a_newer_export_has_for_the_first_time_is_answered_by_all(
    study: StudySession, survey: SurveyAdded
) -> None:
    lines = [
        f"{line},{('Kota', 'Bogor', 'Depok')[bool(n) + n % 2]}" for n, line in enumerate(_lines(14))
    ]
    more = study.do(ImportSurvey(_draft(lines, "baru.csv"), into_id=survey.collection_id))
    assert (more.added, more.questions) == (2, 1)
    town = _question(study, "Kota")
    assert (town.position, town.answered, town.not_asked) == (7, 14, 0)
    assert rows(study.store, Case)[0]["attributes"]["Kota"] == "Depok"


def test_a_newer_export_without_what_respondents_are_known_by_is_refused(
    study: StudySession, survey: SurveyAdded
) -> None:
    short = [line.rpartition(",")[0] for line in _lines(12)]
    before = dump(study.store)
    with pytest.raises(IdentityGone, match="saran"):
        study.do(ImportSurvey(_draft(short), into_id=survey.collection_id))
    assert dump(study.store) == before


def test_reviews_cannot_be_added_to_as_a_survey(study: StudySession) -> None:
    from qda.edits.importing import ImportCollection
    from tests.helpers.studies import reviews

    made = study.do(ImportCollection(reviews("Ulasan", ["baik"])))
    with pytest.raises(NotASurvey):
        study.do(ImportSurvey(_draft(_lines(3)), into_id=made.collection_id))


def _coded(study: StudySession) -> int:
    """Code the first open answer; the id of the code."""
    study.do(AdoptFramework(theory()))
    code = only(study.store, Code, canonical_id="mini2020:R.1")["id"]
    study.do(CodeSegment(rows(study.store, Source)[0]["id"], Span(0, 6), code))
    return int(code)


def test_an_open_question_that_is_coded_keeps_its_sources_when_it_is_closed(
    study: StudySession, survey: SurveyAdded
) -> None:
    _coded(study)
    question = _open(study)
    before = dump(study.store)
    done = study.do(ReviseQuestion(question.id, role=R.ITEM))
    assert (done.kept, done.removed) == (9, 0)
    assert len(rows(study.store, Source)) == 9
    assert len(rows(study.store, Coding)) == 1
    closed = _question(study, question.key)
    assert (closed.role, closed.type, closed.answered, closed.sources) == (R.ITEM, T.CHOICE, 9, 9)
    held = rows(study.store, Case)[1]["attributes"][closed.attribute]
    assert held == "Tambah petugas di loket 1"
    back = study.do(ReviseQuestion(question.id, role=R.OPEN))
    assert (back.answers, len(rows(study.store, Source))) == (0, 9)
    assert closed.attribute not in rows(study.store, Case)[1]["attributes"]
    study.undo()
    study.undo()
    assert dump(study.store) == before


def test_an_open_question_that_nothing_stands_on_is_closed_and_opened_again(
    study: StudySession, survey: SurveyAdded
) -> None:
    question = _open(study)
    before = dump(study.store)
    done = study.do(ReviseQuestion(question.id, role=R.ATTRIBUTE, type=T.TEXT))
    assert (done.kept, done.removed) == (0, 9)
    assert rows(study.store, Source) == []
    done = study.do(ReviseQuestion(question.id, role=R.OPEN))
    assert done.answers == 9
    texts = [row["text"] for row in rows(study.store, SourceText)]
    assert texts == [f"Tambah petugas di loket {n}" for n in range(12) if n % 4]
    with study.reading() as connection:
        assert flaws(connection) == ()
    study.undo()
    study.undo()
    assert dump(study.store) == before


def test_a_closed_question_that_is_opened_becomes_texts(
    study: StudySession, survey: SurveyAdded
) -> None:
    channel = _question(study, "Kanal")
    assert channel.type is T.CHOICES
    done = study.do(ReviseQuestion(channel.id, role=R.OPEN))
    assert done.answers == 12
    texts = {row["key"]: row["id"] for row in rows(study.store, Source)}
    by_id = {row["id"]: row["text"] for row in rows(study.store, SourceText)}
    assert by_id[texts["S01-0001.Kanal"]] == "JAKI, Loket"
    assert "Kanal" not in rows(study.store, Case)[0]["attributes"]
    assert "Kanal" not in {row["name"] for row in rows(study.store, Attribute)}


def test_a_type_is_changed_without_losing_what_does_not_fit(
    study: StudySession, survey: SurveyAdded
) -> None:
    age = _question(study, "Usia")
    study.do(ReviseQuestion(age.id, type=T.CHOICE))
    assert rows(study.store, Case)[1]["attributes"]["Usia"] == "21"
    liked = next(each for each in _all(study) if each.heading == "Saya puas")
    study.do(ReviseQuestion(liked.id, type=T.NUMBER))
    assert "Saya puas" not in rows(study.store, Case)[1]["attributes"]
    study.do(ReviseQuestion(liked.id, type=T.CHOICE, missing=("Netral",)))
    assert "Saya puas" not in rows(study.store, Case)[1]["attributes"]
    assert rows(study.store, Case)[0]["attributes"]["Saya puas"] == "Setuju"


def _all(study: StudySession) -> tuple[QuestionRow, ...]:
    with study.reading() as connection:
        return questions(connection)


def test_words_scale_direction_and_dimension_are_the_dictionarys(
    study: StudySession, survey: SurveyAdded
) -> None:
    code = _coded(study)
    liked = next(each for each in _all(study) if each.heading == "Saya puas")
    choices = tuple(Choice(each.value, en=each.value.upper(), worth=3.0) for each in liked.choices)
    study.do(
        ReviseQuestion(
            liked.id, text_en="I am satisfied", low=1, high=3, is_reversed=True,
            choices=choices, dimension_id=code,
        )
    )  # fmt: skip
    found = _question(study, liked.key)
    assert (found.text("en"), found.low, found.high, found.is_reversed) == (
        "I am satisfied", 1, 3, True,
    )  # fmt: skip
    assert found.dimension == "mini2020:R.1"
    assert found.choices == choices
    study.do(DeleteCode(code))
    assert _question(study, liked.key).dimension == ""
    study.undo()
    study.do(ReviseQuestion(liked.id, low=0, high=0, dimension_id=0))
    bare = _question(study, liked.key)
    assert (bare.low, bare.high, bare.code_id) == (None, None, None)


def test_what_cannot_be_is_refused_without_a_trace(
    study: StudySession, survey: SurveyAdded
) -> None:
    question = _open(study)
    before = dump(study.store)
    with pytest.raises(BadScale):
        study.do(ReviseQuestion(question.id, low=5, high=1))
    with pytest.raises(OpenIsText):
        study.do(ReviseQuestion(question.id, type=T.NUMBER))
    assert dump(study.store) == before


def test_a_copy_without_original_files_says_why_it_cannot_read_anew(
    study: StudySession, survey: SurveyAdded
) -> None:
    from models.source import CollectionFile
    from qda.edits.edit import EditRequest

    question = _open(study)
    feeds = ids(study.store, CollectionFile)
    assert issubclass(ReviseQuestion, EditRequest)
    study.store.edit("x", lambda recorder: recorder.delete_many(CollectionFile, feeds))
    with pytest.raises(OriginalsGone):
        study.do(ReviseQuestion(question.id, role=R.ITEM))


def test_a_survey_is_taken_away_and_brought_back_whole(
    study: StudySession, survey: SurveyAdded
) -> None:
    _coded(study)
    before = dump(study.store)
    study.do(RemoveCollection(survey.collection_id))
    for kind in (Case, Question, Source, Collection, OriginalFile, CaseSpan):
        assert rows(study.store, kind) == []
    study.undo()
    assert dump(study.store) == before


def test_everything_is_undone_redone_and_found_again_after_closing(tmp_path: Path) -> None:
    place = tmp_path / "studi.runut"
    with new_session(place) as session:
        made = session.do(ImportSurvey(_draft(_lines(12))))
        session.do(ReviseQuestion(_open(session).id, role=R.ITEM))
        session.do(ImportSurvey(_draft(_lines(14)), into_id=made.collection_id))
        states = [dump(session.store)]
        for _ in range(3):
            session.undo()
            states.append(dump(session.store))
        assert states[-1]["case"] == []
    with StudySession.open(place, coder="Sari") as session:
        assert dump(session.store) == states[-1]
        for state in reversed(states[:-1]):
            session.redo()
            assert dump(session.store) == state


def test_the_stored_answers_are_those_of_the_file(study: StudySession) -> None:
    path = shared("data", "surveys", "qualtrics_proctoring_educators.csv")
    text = path.read_bytes().decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline="")))
    made = study.do(ImportSurvey(read_survey(path)))
    people = rows(study.store, Case)
    assert len(people) == made.added == len(table) - 2
    texts = {row["id"]: row["text"] for row in rows(study.store, SourceText)}
    said = {row["key"]: texts[row["id"]] for row in rows(study.store, Source)}
    for each in _all(study):
        at = table[0].index(each.columns[0])
        for number, row in enumerate(table[2:], start=1):
            cell = row[at].replace("\r\n", "\n").replace("\r", "\n")
            if each.role is R.OPEN:
                assert said.get(f"S01-{number:04d}.{each.key}") == (cell if cell.strip() else None)
            elif each.role is R.ITEM and each.type is T.CHOICE:
                held = people[number - 1]["attributes"].get(each.attribute)
                assert held == (cell.strip() or None)


@pytest.mark.slow
def test_five_thousand_respondents_are_imported_in_one_edit(tmp_path: Path) -> None:
    file = original("besar.csv", survey_file(5_000))
    with new_session(tmp_path / "besar.runut") as session:
        made = session.do(ImportSurvey(drafted(table_of(file), file)))
        assert (made.added, made.answers) == (5_000, 4_000)
        assert len(rows(session.store, Case)) == 5_000
        after = dump(session.store)
        session.undo()
        assert rows(session.store, Case) == []
        session.redo()
        assert dump(session.store) == after
