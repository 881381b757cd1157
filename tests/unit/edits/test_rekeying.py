"""A question gets another key, and its answers, its silences and the texts follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.case import Case
from models.errors import Refused
from models.positions import Span
from models.question import Question
from models.source import Source
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.questions import ReviseQuestion
from qda.edits.rekeying import BadKey, KeySampled, KeyTaken
from qda.edits.sampling import DrawSample
from qda.retrieval.codings import CodingFilter, codings
from qda.sampling.plan import SamplePlan
from qda.session import StudySession
from tests.helpers.respondents import LINES, add_survey
from tests.helpers.studies import dump, new_session, rows, unchanged, wording


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "studi.runut") as session:
        add_survey(session)
        yield session


def question(study: StudySession, key: str) -> int:
    return next(int(row["id"]) for row in rows(study.store, Question) if row["key"] == key)


def test_the_texts_bear_the_new_key_and_keep_their_codings(study: StudySession) -> None:
    asked = question(study, "Saran")
    first = next(r for r in rows(study.store, Source) if r["question_id"] == asked)
    code = study.do(AddCode("a", wording("A")))
    study.do(CodeSegment(first["id"], Span(0, 6), code))
    before = dump(study.store)
    study.do(ReviseQuestion(asked, key=" saran_warga "))
    wrote = [n for n, line in enumerate(LINES, 1) if line[5] not in ("", "-")]
    keys = [r["key"] for r in rows(study.store, Source) if r["question_id"] == asked]
    assert sorted(keys) == [f"S01-{n:04d}.saran_warga" for n in wrote]
    missed = [row["not_asked"] for row in rows(study.store, Case)]
    assert [each for each in missed if each] == [["saran_warga"]] * 2
    with study.reading() as connection:
        (coded,) = codings(connection, CodingFilter(code_ids=frozenset({code})))
    assert coded.key.startswith("S01-0001.saran_warga")
    study.undo()
    assert dump(study.store) == before


@pytest.mark.parametrize(
    ("key", "refusal"),
    [("", BadKey), ("dua kata", BadKey), ("a" * 41, BadKey), ("kendala", KeyTaken)],
)
def test_what_is_no_key_or_anothers_is_refused(
    study: StudySession, key: str, refusal: type[Refused]
) -> None:
    with unchanged(study.store), pytest.raises(refusal):
        study.do(ReviseQuestion(question(study, "Saran"), key=key))


def test_a_sample_that_was_drawn_by_the_keys_keeps_them(study: StudySession) -> None:
    study.do(DrawSample(SamplePlan("satu", 1, size=2, filter="question=Saran")))
    with unchanged(study.store), pytest.raises(KeySampled, match="satu"):
        study.do(ReviseQuestion(question(study, "Saran"), key="S"))
    study.do(ReviseQuestion(question(study, "Kendala"), key="K"))
    assert question(study, "K")
