"""Memos are written below the text, kept as one writes, linked, listed and found again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.vocabulary import MemoKind
from qda.edits.memos import AddMemo, RemoveMemo
from qda.retrieval.codes import codes
from qda.retrieval.histories import next_undo
from qda.retrieval.memos import PlacedMemo, listed_memos, memos
from qda.session import StudySession
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, SHIFT, code_id, open_source, press, rest, select, space
from ui.main_window import MainWindow
from ui.memos.editor import MemoEditor
from ui.panes.memos import Scope
from ui.panes.reading import ReadingPane

WORDS = "anggaran"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def study_file(sample_study: Path, tmp_path: Path) -> Path:
    """A copy of the sample study without its own memos."""
    place = tmp_path / "lembayung.runut"
    shutil.copy(sample_study, place)
    with StudySession.open(place, coder="Koder A") as study:
        with study.reading() as state:
            there = memos(state)
        for memo in there:
            study.do(RemoveMemo(memo.id))
    return place


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, in front."""
    return open_source(window, "W01", qtbot)


def kept(window: MainWindow) -> tuple[PlacedMemo, ...]:
    """The memos that the study has."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return listed_memos(state)


def writing(window: MainWindow, key: Qt.Key = Qt.Key.Key_N) -> MemoEditor:
    """The editor, after the key for a memo on words was pressed."""
    press(window, key)
    editor = space(window).memos.editor
    assert editor.text.hasFocus()
    return editor


def test_a_note_on_selected_words_is_written_with_keys_alone(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    before = len(kept(window))
    span = select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "Bandingkan dengan W02")
    QTest.keyClick(editor.text, Qt.Key.Key_Return, CTRL)
    rest(window, qtbot)
    found = [each for each in kept(window) if each.memo.text == "Bandingkan dengan W02"]
    assert len(kept(window)) == before + 1
    assert [(each.memo.span, each.memo.target) for each in found] == [(span, "source")]
    assert pane.reader.view.hasFocus()
    assert editor.place.text().startswith("On W01:")
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert len(kept(window)) == before
    assert editor.draft is None


def test_what_was_typed_is_kept_in_a_pause_without_leaving(
    window: MainWindow, pane: ReadingPane, study_file: Path, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "satu dua")
    assert "being written" in editor.state.text()
    qtbot.waitUntil(lambda: "kept" in editor.state.text(), timeout=PATIENCE_MS)
    rest(window, qtbot)
    # Another process would find it, too: a crash from here on loses nothing.
    with StudySession.open(study_file, coder="Sari") as other, other.reading() as state:
        assert [each.memo.text for each in listed_memos(state)].count("satu dua") == 1
    assert editor.text.hasFocus()
    assert "2 words" in editor.state.text()


def test_one_pause_makes_one_edit_and_no_change_makes_none(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    select(pane, WORDS)
    editor = writing(window)
    before = window.desk.session.study().version
    QTest.keyClicks(editor.text, "satu dua tiga")
    editor.keep()
    rest(window, qtbot)
    assert window.desk.session.study().version == before + 1
    editor.keep()
    QTest.keyClicks(editor.text, "x")
    QTest.keyClick(editor.text, Qt.Key.Key_Backspace)
    editor.keep()
    rest(window, qtbot)
    assert window.desk.session.study().version == before + 1
    QTest.keyClicks(editor.text, " empat")
    press(window, Qt.Key.Key_Tab)
    rest(window, qtbot)
    assert window.desk.session.study().version == before + 2
    with window.desk.session.reading() as state:
        last = next_undo(state)
    assert last is not None
    assert last[0] == "change_memo"


@pytest.mark.parametrize("leave", ["close the study", "close the window"])
def test_what_was_typed_last_survives_closing(
    window: MainWindow, pane: ReadingPane, study_file: Path, qtbot: QtBot, leave: str
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "belum disimpan")
    if leave == "close the study":
        window.on_close()
    else:
        window.close()
    qtbot.waitUntil(lambda: window.idle, timeout=PATIENCE_MS)
    with StudySession.open(study_file, coder="Sari") as study, study.reading() as state:
        assert "belum disimpan" in [each.memo.text for each in listed_memos(state)]


def test_selected_words_go_into_the_memo_while_one_reads_on(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "Lihat:")
    span = select(pane, WORDS)
    shown = pane.reader.shown_text()
    assert shown is not None
    press(window, Qt.Key.Key_V, CTRL | SHIFT)
    reference = shown.reference(span)
    assert editor.text.toPlainText() == f"Lihat: “{WORDS}” ({reference})"
    assert pane.reader.view.hasFocus()
    press(window, Qt.Key.Key_Y, CTRL | SHIFT)
    assert editor.text.toPlainText().endswith(f"({reference}) {reference}")
    space(window).codes.tree.select(code_id(window, "vmvh1975:VMH2"))
    window.actions_.by_name["insert_code"].trigger()
    assert editor.text.toPlainText().endswith(" vmvh1975:VMH2")
    editor.keep()
    rest(window, qtbot)


def test_a_link_opens_its_place_by_key_and_from_the_list(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    window.actions_.by_name["memo_on_study"].trigger()
    editor = space(window).memos.editor
    editor.text.setPlainText("😀 lihat W02:3, vmvh1975:VMH2, W99:1")
    qtbot.waitUntil(lambda: editor.links.count() == 3, timeout=PATIENCE_MS)
    assert "nothing of this name" in editor.links.item(2).text()
    cursor = editor.text.textCursor()
    cursor.setPosition(editor.text.toPlainText().index("W02") + 2)
    editor.text.setTextCursor(cursor)
    QTest.keyClick(editor.text, Qt.Key.Key_Return, ALT)
    rest(window, qtbot)
    front = space(window).current_reader()
    assert front is not None
    assert front.row is not None
    assert front.row.key == "W02"
    shown = front.reader.shown_text()
    assert shown is not None
    third = shown.paragraph(3)
    assert third is not None
    assert front.reader.view.caret() == third.span.start
    editor.links.setCurrentRow(1)
    QTest.keyClick(editor.links, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert space(window).codes.tree.current_id() == code_id(window, "vmvh1975:VMH2")


def test_the_memos_of_the_source_in_front_are_listed_with_those_that_speak_of_it(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    assert pane.row is not None
    window.desk.do(AddMemo("Pada sumber", target="source", target_uuid=pane.row.uuid))
    window.desk.do(AddMemo("Menyebut W01:2"))
    window.desk.do(AddMemo("Lain sama sekali"))
    rest(window, qtbot)
    window.actions_.by_name["source_memos"].trigger()
    rest(window, qtbot)
    texts = space(window).memos.list.texts()
    assert "Pada sumber" in texts
    assert texts.index("Menyebut W01:2") > texts.index("They speak of it (1)")
    assert "Lain sama sekali" not in texts
    open_source(window, "W02", qtbot)
    assert "Pada sumber" not in space(window).memos.list.texts()


def test_the_number_of_memos_stands_on_sources_and_codes(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    assert pane.row is not None
    with window.desk.session.reading() as state:
        code = next(each for each in codes(state) if each.canonical_id == "vmvh1975:VMH2")
    window.desk.do(AddMemo("a", target="source", target_uuid=pane.row.uuid))
    window.desk.do(AddMemo("b", target="source", target_uuid=pane.row.uuid))
    window.desk.do(AddMemo("c", target="code", target_uuid=code.uuid))
    rest(window, qtbot)
    item = space(window).sources.model.item(0).child(0)
    assert item.text().startswith("✎2  W01")
    assert "2 memos" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    tree = space(window).codes.tree
    name = tree.model.index_of(code.id).data()
    assert name.endswith("✎1")


def test_todays_entry_is_begun_once_and_gone_on_with(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    for words in ("Pagi. ", "Sore."):
        press(window, Qt.Key.Key_J, CTRL)
        rest(window, qtbot)
        editor = space(window).memos.editor
        qtbot.waitUntil(editor.text.hasFocus, timeout=PATIENCE_MS)
        editor.text.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor.text, words)
        QTest.keyClick(editor.text, Qt.Key.Key_Return, CTRL)
        rest(window, qtbot)
    today = date.today()  # noqa: DTZ011 - the researcher's own day
    mine = [each.memo for each in kept(window) if each.memo.kind is MemoKind.JOURNAL]
    assert [(memo.text, memo.day) for memo in mine] == [("Pagi. Sore.", today.isoformat())]
    texts = space(window).memos.list.texts()
    assert texts[0] == f"{window.speech.date(today)} (1)"


def test_the_list_is_filtered_by_kind_coder_day_and_words(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.do(AddMemo("Satu cara", memo_kind=MemoKind.METHOD, dated_on="2026-01-05"))
    window.desk.do(AddMemo("Dua teori", memo_kind=MemoKind.THEORY_FIT, dated_on="2025-01-05"))
    rest(window, qtbot)
    memos = space(window).memos
    memos.list_memos(Scope.ALL)
    rest(window, qtbot)

    def found() -> set[str]:
        return {"Satu cara", "Dua teori"} & set(memos.list.texts())

    assert found() == {"Satu cara", "Dua teori"}
    memos.kind.setCurrentIndex(memos.kind.findData(MemoKind.METHOD))
    memos.kind.activated.emit(memos.kind.currentIndex())
    assert found() == {"Satu cara"}
    memos.kind.setCurrentIndex(0)
    QTest.keyClicks(memos.until, "2025")
    assert found() == {"Dua teori"}
    memos.until.clear()
    QTest.keyClicks(memos.words, "cara")
    QTest.keyClick(memos.words, Qt.Key.Key_Return)
    assert found() == {"Satu cara"}


def test_a_memo_is_removed_and_brought_back(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "sebentar saja")
    editor.keep()
    rest(window, qtbot)
    editor.remove_button.click()
    rest(window, qtbot)
    assert "sebentar saja" not in [each.memo.text for each in kept(window)]
    assert space(window).memos.empty.isVisible()
    window.on_undo()
    rest(window, qtbot)
    assert "sebentar saja" in [each.memo.text for each in kept(window)]


def test_what_is_typed_after_the_memo_was_undone_becomes_a_new_one(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "awal")
    editor.keep()
    rest(window, qtbot)
    QTest.keyClicks(editor.text, " lanjut")
    window.on_undo()
    rest(window, qtbot)
    assert editor.text.toPlainText() == "awal lanjut"
    editor.keep()
    rest(window, qtbot)
    assert [each.memo.text for each in kept(window)].count("awal lanjut") == 1


def test_a_memo_is_attached_to_other_words(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    window.actions_.by_name["memo_on_study"].trigger()
    editor = space(window).memos.editor
    QTest.keyClicks(editor.text, "pindah")
    span = select(pane, WORDS)
    window.actions_.by_name["move_memo"].trigger()
    rest(window, qtbot)
    (moved,) = (each for each in kept(window) if each.memo.text == "pindah")
    assert moved.memo.span == span
    assert editor.place.text().startswith("On W01:")


def test_a_memo_on_a_case_begins_in_the_sources_pane(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    from qda.retrieval.cases import cases

    with window.desk.session.reading() as state:
        row = cases(state)[0]
    menu = space(window).material.menu("case", row.id)
    next(act for act in menu.actions() if act.text() == "Write a memo").trigger()
    editor = space(window).memos.editor
    qtbot.waitUntil(lambda: editor.draft is not None, timeout=PATIENCE_MS)
    assert row.name in editor.place.text()
    QTest.keyClicks(editor.text, f"[[{row.name}]] sabar")
    editor.keep()
    rest(window, qtbot)
    (memo,) = (each for each in kept(window) if each.memo.target == "case")
    assert memo.subject is not None
    assert memo.subject.id == row.id


def test_a_day_that_is_none_is_said_and_the_words_are_kept_all_the_same(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    QTest.keyClicks(editor.text, "tetap ada")
    QTest.keyClicks(editor.day, "2026-02-30")
    editor.keep()
    rest(window, qtbot)
    assert "not a day" in editor.state.text()
    assert "tetap ada" in [each.memo.text for each in kept(window)]


def test_the_memos_change_their_language(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_M, CTRL | SHIFT)
    rest(window, qtbot)
    memos = space(window).memos
    assert memos.scope.itemText(memos.scope.findData(Scope.JOURNAL)) == "Journal"
    window.actions_.by_name["indonesian"].trigger()
    rest(window, qtbot)
    assert memos.scope.itemText(memos.scope.findData(Scope.JOURNAL)) == "Jurnal"
    press(window, Qt.Key.Key_M, CTRL | SHIFT)
    assert memos.isHidden()


def test_everything_in_the_memos_is_reached_by_tab(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    editor = writing(window)
    memos = space(window).memos
    memos.scope.setFocus()
    reached = set()
    for _ in range(20):
        press(window, Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    wanted = {
        memos.words, memos.kind, memos.coder, memos.since, memos.until, memos.list,
        editor.title, editor.kind, editor.day, editor.text, editor.done_button,
    }  # fmt: skip
    missing = [part.accessibleName() for part in wanted - reached]
    assert not missing, missing
    assert all(part.accessibleName() for part in wanted - {editor.done_button})


def test_memos_are_exported_from_the_window(
    window: MainWindow, pane: ReadingPane, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.do(AddMemo("Isi memo", "Judul"))
    rest(window, qtbot)
    place = tmp_path / "memo.csv"
    space(window).memo_acts.export(place)
    qtbot.waitUntil(place.exists, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert "Isi memo" in place.read_text(encoding="utf-8-sig")
    assert "Wrote" in space(window).notices.messages()[0]
