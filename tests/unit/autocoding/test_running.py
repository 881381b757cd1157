"""Term lists run over a study: whose words are coded, as what unit, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from codebooks.framework import Wording
from models.coding import Coding, Segment
from models.vocabulary import CodingState, SpeakerKind, Technique
from qda.autocoding.proposing import NoLists, propose_codings
from qda.autocoding.running import Task, UnitKind, run
from qda.autocoding.term_list import Term, TermList, TermRule
from qda.edits.proposing import ProposalsStored
from qda.edits.sources import AssignSpeaker
from qda.jobs.progress import Cancelled
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from tests.helpers.coded import (
    adopt,
    asking_theory,
    place_of,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, new_session, rows, transcript, unchanged

LIST = TermList(
    id="uji",
    name=Wording("Test", "Uji"),
    rules=(
        TermRule("ask:Q.1", (Term("dana"),), Wording("money", "uang")),
        TermRule("ask:X", (Term("staf"),)),
    ),
)
TASK = Task((LIST,))
TALK = (
    ("P", "Apakah ada dana?"),
    ("Ratna", "Dana ada. Tetapi dana kurang. Selesai."),
    ("Tamu", "Dana itu penting."),
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A new study that has adopted the theory that asks."""
    with new_session(tmp_path / "studi.runut") as session:
        adopt(session, asking_theory())
        yield session


def found(study: StudySession, task: Task = TASK) -> list[str]:
    """The words that the lists would code, in order."""
    from qda.retrieval.sources import source_texts

    with study.reading() as connection:
        proposals = run(connection, task)
        texts = source_texts(connection, [each.source_id for each in proposals])
    return [each.proposal.unit.of(texts[each.source_id]) for each in proposals]


def test_an_interviewers_words_are_never_coded(study: StudySession) -> None:
    store(study, transcript("W", TALK))
    assert found(study) == ["Dana ada.", "Tetapi dana kurang.", "Dana itu penting."]


def test_who_turns_out_to_be_an_interviewer_is_left_out_from_then_on(study: StudySession) -> None:
    source_id = store(study, transcript("W", TALK))
    study.do(AssignSpeaker(source_id, "Tamu", SpeakerKind.INTERVIEWER))
    assert found(study) == ["Dana ada.", "Tetapi dana kurang."]


def test_headings_are_never_coded(study: StudySession) -> None:
    draft = document("Laporan", "BAB I DANA\nDana kurang.\nDana habis.")
    heading, *rest = draft.paragraphs
    store(study, replace(draft, paragraphs=(replace(heading, heading=True), *rest)))
    for unit in UnitKind:
        assert found(study, replace(TASK, unit=unit)) == ["Dana kurang.", "Dana habis."]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (UnitKind.SENTENCE, ["Dana ada.", "Tetapi dana kurang.", "Dana itu penting."]),
        (UnitKind.PARAGRAPH, [TALK[1][1], TALK[2][1]]),
        (UnitKind.TURN, [TALK[1][1], TALK[2][1]]),
    ],
)
def test_the_unit_decides_how_much_is_coded(
    study: StudySession, unit: UnitKind, expected: list[str]
) -> None:
    store(study, transcript("W", TALK))
    assert found(study, replace(TASK, unit=unit)) == expected


def test_a_review_is_proposed_whole_unless_it_is_to_be_split(study: StudySession) -> None:
    text = "  Dana 👍🏽 lancar. Mantap. Dana cair!\n"
    store_reviews(study, signed_reviews("U", [("S", text), ("T", "bagus")]))
    assert found(study) == [text.strip()]
    assert found(study, replace(TASK, split_units=True)) == ["Dana 👍🏽 lancar.", "Dana cair!"]


def test_only_the_texts_of_the_filter_are_run_over(study: StudySession) -> None:
    store(study, transcript("W", TALK))
    store(study, document("Laporan", "Dana kurang."))
    wanted = CodingFilter(techniques=frozenset({Technique.DOCUMENTATION}))
    assert found(study, replace(TASK, wanted=wanted)) == ["Dana kurang."]
    source_id, _ = place_of(study, "W01", "Apakah")
    of_talk = CodingFilter(source_ids=frozenset({source_id}))
    assert len(found(study, replace(TASK, wanted=of_talk))) == 3


def test_what_is_proposed_waits_and_says_why(study: StudySession) -> None:
    store(study, document("Laporan", "Dana kurang. Staf cukup."))
    # "staf" speaks for a code that the study does not have.
    assert propose_codings(study, TASK) == ProposalsStored(1, 0, 1)
    (coding,) = rows(study.store, Coding)
    assert coding["state"] is CodingState.PROPOSED
    assert (coding["indicator"], coding["terms"]) == ("uang", "dana")
    assert coding["rule"].startswith("uji 1")
    assert len(rows(study.store, Segment)) == 1


def test_running_twice_proposes_nothing_new(study: StudySession) -> None:
    store(study, transcript("W", TALK))
    assert propose_codings(study, TASK).made == 3
    with unchanged(study.store):
        assert propose_codings(study, TASK) == ProposalsStored(0, 3, 0)


class Impatient:
    """A progress that stops the work at its second report."""

    def __init__(self) -> None:
        self.reports = 0

    def report(self, done: int, total: int, what: str = "") -> None:
        self.reports += 1
        if self.reports == 2:
            raise Cancelled


def test_stopping_stores_nothing(study: StudySession) -> None:
    store(study, transcript("W", TALK))
    with unchanged(study.store), pytest.raises(Cancelled):
        propose_codings(study, TASK, Impatient())


def test_without_a_list_there_is_nothing_to_propose_with(study: StudySession) -> None:
    with unchanged(study.store), pytest.raises(NoLists):
        propose_codings(study, Task(()))
