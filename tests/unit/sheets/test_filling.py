"""Sheets filled from what a study really holds, and from what researchers answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.memo import Memo
from models.record import Planned
from models.vocabulary import MemoKind, PlanState, Technique
from qda.edits.coders import StartBlind
from qda.edits.memos import AddMemo
from qda.edits.sheets import AnswerSheetItem, ShownBy
from qda.i18n import Speech
from qda.session import StudySession
from qda.sheets.items import ITEMS, Sheet
from qda.sheets.tabling import Answered, SheetRow, sheet_rows
from qda.sheets.telling import TELLERS
from tests.helpers.coded import as_coder, store
from tests.helpers.displayed import Put, fill_richly
from tests.helpers.studies import new_session, only, transcript
from tests.helpers.triangulated import at, made_of, texts


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    with new_session(tmp_path_factory.mktemp("sheets") / "s.runut") as study:
        fill_richly(study)
        yield study


@pytest.fixture
def own(rich: StudySession, tmp_path: Path) -> Iterator[StudySession]:
    rich.store.backup(tmp_path / "own.runut")
    with StudySession.open(tmp_path / "own.runut", coder="Sari") as study:
        yield study


def row(study: StudySession, sheet: Sheet, item: str, language: str = "en") -> SheetRow:
    with study.reading() as connection:
        found = sheet_rows(connection, sheet, Speech(language))
    return next(each for each in found if each.item.id == item)


def told(study: StudySession, sheet: Sheet, item: str) -> list[str]:
    return [each.words for each in row(study, sheet, item).told]


def test_coreq_has_32_items_and_srqr_21() -> None:
    assert [item.id for item in ITEMS[Sheet.COREQ]] == [str(n) for n in range(1, 33)]
    assert [item.id for item in ITEMS[Sheet.SRQR]] == [f"S{n}" for n in range(1, 22)]
    for items in ITEMS.values():
        assert len({item.id for item in items}) == len(items)
        assert all(name in TELLERS for item in items for name in item.tells)


def test_every_teller_belongs_to_an_item() -> None:
    used = {name for items in ITEMS.values() for item in items for name in item.tells}
    assert used == set(TELLERS)


def test_an_empty_study_has_done_nothing_yet(tmp_path: Path) -> None:
    with new_session(tmp_path / "s.runut") as study, study.reading() as connection:
        found = sheet_rows(connection, Sheet.TRUST, Speech("id"))
    assert {each.state for each in found} == {Answered.NOT_DONE}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("9", "Small implementation theory (Nobody (2020))"),
        ("12", "2 cases (Citizens: 1, Government: 1)"),
        ("14", "Balai Kota: 1"),
        ("16", "2 of 2 cases are described: Skor, Wilayah"),
        ("24", "1 coder: Sari"),
        ("25", "6 codes, 4 of them at the top; the codebook lists them"),
        ("26", "Deductive: 6"),
    ],
)
def test_items_are_filled_from_the_study(rich: StudySession, item: str, said: str) -> None:
    assert said in told(rich, Sheet.COREQ, item)


def test_what_fills_an_item_leads_to_what_shows_it(rich: StudySession) -> None:
    cell = at(made_of(rich, "coreq"), "14", "study")
    matrix = made_of(rich, "coreq")
    assert [matrix.records[index].key for index in cell.records] == ["W01"]


def test_trustworthiness_counts_real_evidence_only(rich: StudySession) -> None:
    matrix = made_of(rich, "trustworthiness", language="id")
    assert texts(at(matrix, "triangulation", "study")) == [
        "1 tema dilabeli peneliti, 0 di antaranya disonansi"
    ]
    assert texts(at(matrix, "negative", "study")) == ["1 temuan ketiadaan: dicari, tidak ditemukan"]
    assert texts(at(matrix, "debriefing", "state")) == ["belum dilakukan"]
    assert texts(at(matrix, "member_check", "state")) == ["belum dilakukan"]


def test_a_member_check_is_evidence_once_it_is_written_down(own: StudySession) -> None:
    own.do(AddMemo("Pak Dedi membaca dan setuju.", memo_kind=MemoKind.MEMBER_CHECK,
                   dated_on="2022-10-01"))  # fmt: skip
    found = row(own, Sheet.TRUST, "member_check")
    assert (found.state, found.count) == (Answered.BY_STUDY, 1)
    assert found.told[0].words == "Member check: 1 note, 1 October 2022"
    (record,) = found.told[0].records
    assert record.text == "Pak Dedi membaca dan setuju."


def test_somebody_met_twice_is_prolonged_engagement(own: StudySession) -> None:
    again = transcript("Wawancara kedua", (("P", "Lagi?"), ("Pak Dedi", "Ya, masih kurang.")))
    store(own, replace(again, collected_on="2022-05-01"))
    assert "spoken with more than once: Pak Dedi: 2" in told(own, Sheet.TRUST, "prolonged")


def test_who_declined_is_named(own: StudySession) -> None:
    own.do(Put((Planned(who="Kepala dinas", technique=Technique.INTERVIEW,
                        state=PlanState.DECLINED),)))  # fmt: skip
    assert told(own, Sheet.COREQ, "13") == ["1 declined: Kepala dinas"]


def test_a_researchers_answer_goes_before_what_the_study_tells(own: StudySession) -> None:
    own.do(AddMemo("Diskusi dengan Bu Ani", memo_kind=MemoKind.JOURNAL))
    memo = only(own.store, Memo, text="Diskusi dengan Bu Ani")
    own.do(
        AnswerSheetItem(
            Sheet.TRUST, "debriefing", answer="dengan Bu Ani", page="41", is_done=True,
            shown_by=(ShownBy("memo", str(memo["uuid"])),),
        )
    )  # fmt: skip
    matrix = made_of(own, "trustworthiness")
    cell = at(matrix, "debriefing", "answer")
    assert texts(cell) == ["carried out: dengan Bu Ani"]
    assert matrix.records[cell.records[0]].id == memo["uuid"]
    assert texts(at(matrix, "debriefing", "page")) == ["41"]
    assert texts(at(matrix, "debriefing", "state")) == ["answered by the researcher"]


def test_a_researcher_who_says_no_is_believed(own: StudySession) -> None:
    assert row(own, Sheet.TRUST, "triangulation").state is Answered.BY_STUDY
    own.do(AnswerSheetItem(Sheet.TRUST, "triangulation", is_done=False))
    assert row(own, Sheet.TRUST, "triangulation").state is Answered.NOT_DONE


def test_a_blind_coder_reads_no_hidden_labels_or_codings_from_a_sheet(own: StudySession) -> None:
    with as_coder(own, "Dimas") as dimas:
        dimas.do(StartBlind())
        assert row(dimas, Sheet.TRUST, "triangulation").told == ()
        assert row(dimas, Sheet.TRUST, "negative").told == ()
        assert row(dimas, Sheet.COREQ, "24").told == ()
        assert row(dimas, Sheet.COREQ, "29").told == ()
