"""The 13 + 13 tactics: what the study shows of them, and where they were tried."""

from __future__ import annotations

import pytest

from models.display import Conclusion
from models.judging import SheetAnswer
from models.recording import NotThere
from models.vocabulary import MemoKind
from qda.cli.main import parser_for, verbs
from qda.concluding.ordering import outline
from qda.concluding.tactics import TacticRow, tactic_rows
from qda.concluding.values import GapKind
from qda.edits.conclusions import DrawConclusion, RemoveConclusion
from qda.edits.memos import AddMemo, DescribeStudy
from qda.edits.sheets import AnswerSheetItem, ClearSheetItem, NoSuchItem
from qda.i18n import Speech
from qda.retrieval.codes import codes
from qda.session import StudySession
from qda.sheets.items import Sheet
from qda.sheets.tabling import Answered, sheet_rows
from qda.sheets.tactics import GENERATING, TACTICS, TESTING
from qda.sheets.telling import TELLERS
from tests.helpers.displayed import conclude_richly
from tests.helpers.studies import dump, only, rows, unchanged
from ui.actions import ACTS

ENGLISH = Speech("en")


def row_of(study: StudySession, tactic: str) -> TacticRow:
    with study.reading() as connection:
        return next(e for e in tactic_rows(connection, ENGLISH) if e.tactic.id == tactic)


def test_there_are_thirteen_and_thirteen_in_the_order_of_the_sourcebook() -> None:
    parts = [each.part for each in TACTICS]
    assert parts == [GENERATING] * 13 + [TESTING] * 13
    assert len({each.id for each in TACTICS}) == 26
    tests = [each.id for each in TACTICS if each.part == TESTING]
    assert (tests[0], tests[2], tests[7], tests[12]) == (
        "representativeness", "triangulating", "negative", "feedback",
    )  # fmt: skip


def test_every_tool_is_an_act_of_the_window_and_a_verb() -> None:
    acts, known = {act.name for act in ACTS}, verbs(parser_for(ENGLISH))
    for tactic in TACTICS:
        assert tactic.act in acts, tactic.id
        assert not tactic.verb or tactic.verb.split()[0] in known, tactic.id
        assert set(tactic.tells) <= set(TELLERS), tactic.id


def test_what_the_study_holds_counts_as_evidence(study: StudySession) -> None:
    assert row_of(study, "feedback").told == ()
    study.do(AddMemo("Pak Dedi setuju.", memo_kind=MemoKind.MEMBER_CHECK))
    shown = row_of(study, "feedback")
    assert [each.count for each in shown.told] == [1]
    assert shown.state is Answered.BY_STUDY
    triangulating = row_of(study, "triangulating")
    assert "1 theme labelled" in triangulating.told[0].words
    assert triangulating.told[-1].words == "kept displays: Triangulasi sumber"
    assert row_of(study, "metaphors").state is Answered.NOT_DONE


def test_it_tells_on_which_conclusions_a_tactic_was_tried(study: StudySession) -> None:
    conclude_richly(study)
    negative = row_of(study, "negative")
    assert [each.answer.answer for each in negative.done] == ["dicari"]
    assert negative.state is Answered.BY_RESEARCHER
    rivals = row_of(study, "rivals")
    assert [each.answer.is_done for each in rivals.tried] == [False]
    assert rivals.done == ()


def test_the_sheet_of_trustworthiness_tells_which_tactics_were_carried_out(
    study: StudySession,
) -> None:
    conclude_richly(study)
    with study.reading() as connection:
        found = {row.item.id: row for row in sheet_rows(connection, Sheet.TRUST, ENGLISH)}
    words = [each.words for each in found["negative"].told]
    assert "tactics carried out on conclusions: Looking for negative evidence: 1" in words


def test_a_tick_belongs_to_its_conclusion_and_goes_with_it(study: StudySession) -> None:
    first = study.do(DrawConclusion("Satu."))
    uuid = only(study.store, Conclusion)["uuid"]
    study.do(AnswerSheetItem(Sheet.TACTICS, "counting", "5 informan", is_done=True, about=uuid))
    found = only(study.store, SheetAnswer)
    assert (found["about"], found["done"], found["answer"]) == (uuid, True, "5 informan")
    before = dump(study.store)
    study.do(ClearSheetItem(Sheet.TACTICS, "counting", uuid))
    assert rows(study.store, SheetAnswer) == []
    study.undo()
    assert dump(study.store) == before
    study.do(RemoveConclusion(first))
    assert rows(study.store, SheetAnswer) == []
    study.undo()
    assert dump(study.store) == before


def test_what_cannot_be_ticked_is_refused(study: StudySession) -> None:
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(AnswerSheetItem(Sheet.TACTICS, "counting", is_done=True, about="tidak ada"))
    with unchanged(study.store), pytest.raises(NoSuchItem, match="guessing"):
        study.do(AnswerSheetItem(Sheet.TACTICS, "guessing", is_done=True))


def test_conclusions_stand_by_question_then_dimension_and_gaps_are_told(
    study: StudySession,
) -> None:
    with study.reading() as connection:
        ids = {code.canonical_id: code.id for code in codes(connection, counted=False)}
    study.do(DescribeStudy(question="Bagaimana hasilnya?\nApa hambatannya?"))
    study.do(DrawConclusion("Lepas."))
    study.do(DrawConclusion("Staf.", code_id=ids["mini:R.2"]))
    study.do(DrawConclusion("Kinerja.", code_id=ids["mini:O"]))
    study.do(DrawConclusion("Hambatan.", question="apa  hambatannya?"))
    with study.reading() as connection:
        found = outline(connection, ENGLISH)
    assert [(each.number, each.row.text) for each in found.placed] == [
        (1, "Hambatan."), (2, "Staf."), (3, "Kinerja."), (4, "Lepas."),
    ]  # fmt: skip
    assert [(gap.kind, gap.id) for gap in found.gaps] == [
        (GapKind.QUESTION, "Bagaimana hasilnya?"),
        (GapKind.DIMENSION, "mini:C"),
        (GapKind.DIMENSION, "mini:D"),
    ]
    assert len(found.unlinked) == 4
