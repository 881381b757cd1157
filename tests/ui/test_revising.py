"""Correcting words and replacing names in the window, by key, with a preview and one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.checking import flaws
from models.history import Edit
from models.positions import Span
from models.source import Source, SourceText
from models.splicing import Cut
from qda.edits.coding import CodeSegment
from qda.edits.revising import ReviseText
from qda.pseudonyms.key_file import KeyFile
from qda.session import StudySession
from tests.helpers.studies import dump, only, rows
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import (
    CTRL,
    SHIFT,
    code_id,
    coded,
    dialog_of,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.dialogs.correcting import CorrectDialog, ImportedDialog
from ui.dialogs.renaming import KeyDialog, RenameDialog
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

WORDS = "Kalau soal anggaran, apakah cukup?"
CODE = "vmvh1975:VMH2.2"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


@pytest.fixture
def key_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key goes; settings are the test's own."""
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "settings"))
    folder = tmp_path / "lemari"
    folder.mkdir()
    return folder / "kunci.csv"


def _shown(pane: ReadingPane) -> str:
    text = pane.reader.shown_text()
    assert text is not None
    # What is painted and what is known must be the same to the letter.
    assert pane.reader.view.document().toPlainText() == text.text
    return text.text


def _session(window: MainWindow) -> StudySession:
    assert window.desk is not None
    return window.desk.session


def _correct(window: MainWindow, qtbot: QtBot, words: str) -> None:
    press(window, Qt.Key.Key_F5)
    dialog = dialog_of(window, CorrectDialog, qtbot)
    QTest.keyClicks(dialog.field, words)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    rest(window, qtbot)


def test_select_key_type_enter_corrects_a_word_and_its_codings_move(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    pane.code(span, code_id(window, CODE))
    rest(window, qtbot)
    before, whole = _shown(pane), dump(_session(window).store)
    select(pane, "soal")
    down = pane.reader.view.verticalScrollBar().value()
    _correct(window, qtbot, "perihal")
    assert _shown(pane) == before.replace("Kalau soal", "Kalau perihal", 1)
    longer = Span(span.start, span.end + 3)
    assert [row.quote for row in coded(window, "W01", longer, CODE)] == [
        WORDS.replace("soal", "perihal")
    ]
    shown = pane.reader.view.highlight(coded(window, "W01", longer, CODE)[0].id)
    assert shown is not None
    assert shown.span == longer
    assert pane.reader.view.verticalScrollBar().value() == down
    selected = pane.reader.selected_span()
    assert selected is not None
    assert selected.of(_shown(pane)) == "perihal"
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert _shown(pane) == before
    assert dump(_session(window).store) == whole
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    rest(window, qtbot)
    assert "Kalau perihal" in _shown(pane)


def test_the_word_at_the_caret_is_corrected_where_nothing_is_selected(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    at = _shown(pane).index(WORDS)
    pane.reader.view.setFocus()
    pane.reader.view.put_caret(at + 2)
    press(window, Qt.Key.Key_F5)
    dialog = dialog_of(window, CorrectDialog, qtbot)
    assert dialog.field.words() == "Kalau"
    assert not dialog.accepting.isEnabled()
    dialog.reject()
    rest(window, qtbot)


def test_the_dialog_shows_what_the_paragraph_becomes_and_which_codings_change_or_go(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    pane.code(select(pane, WORDS), code_id(window, CODE))
    pane.code(select(pane, "cukup"), code_id(window, CODE))
    rest(window, qtbot)
    select(pane, "apakah cukup")
    press(window, Qt.Key.Key_F5)
    dialog = dialog_of(window, CorrectDialog, qtbot)
    assert "[apakah cukup]" in dialog.before.text()
    QTest.keyClicks(dialog.field, "apakah")
    qtbot.waitUntil(lambda: "goes" in dialog.codings.text(), timeout=PATIENCE_MS)
    assert "[apakah]" in dialog.after.text()
    assert "1 coding loses all its words" in dialog.codings.text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert "lost all its words" in space(window).notices.messages()[0]
    with _session(window).reading() as state:
        assert flaws(state) == ()


def test_words_over_a_line_break_are_refused_with_a_sentence(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    text = _shown(pane)
    at = text.index("\n")
    pane.reader.view.select(Span(at - 3, at + 3))
    pane.reader.view.setFocus()
    press(window, Qt.Key.Key_F5)
    rest(window, qtbot)
    assert not [each for each in window.findChildren(CorrectDialog) if each.isVisible()]
    assert _shown(pane) == text


def test_a_code_given_to_words_that_changed_meanwhile_lands_on_no_other_words(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    span = select(pane, WORDS)
    row = only(_session(window).store, Source, key="W01")
    text = only(_session(window).store, SourceText, id=row["id"])["text"]
    codings = len(rows(_session(window).store, Edit))
    # Both are asked for before the window has heard of the first.
    window.desk.do(ReviseText(row["id"], (Cut(0, text[0], "XXXX" + text[0]),)))
    pane.code(span, code_id(window, CODE))
    rest(window, qtbot)
    made = rows(_session(window).store, Edit)[codings:]
    assert [each["kind"] for each in made] == ["revise_text"]
    assert _shown(pane).startswith("XXXX")


def test_emoji_before_the_words_do_not_shift_a_correction(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    row = only(_session(window).store, Source, key="W01")
    text = only(_session(window).store, SourceText, id=row["id"])["text"]
    _session(window).do(ReviseText(row["id"], (Cut(0, text[0], f"👩\u200d👩 {text[0]}"),)))
    rest(window, qtbot)
    assert _shown(pane).startswith("👩\u200d👩 ")
    select(pane, "anggaran, apakah")
    _correct(window, qtbot, "dana, apakah")
    assert "Kalau soal dana, apakah cukup?" in _shown(pane)


def test_the_text_as_it_was_imported_is_shown_beside_the_corrected_one(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    before = _shown(pane)
    press(window, Qt.Key.Key_F5, CTRL)
    rest(window, qtbot)
    assert not window.findChildren(ImportedDialog)
    select(pane, "Kalau soal")
    _correct(window, qtbot, "Kalau perihal")
    press(window, Qt.Key.Key_F5, CTRL)
    dialog = dialog_of(window, ImportedDialog, qtbot)
    assert dialog.imported.toPlainText() == before
    assert dialog.now.toPlainText() == _shown(pane)
    assert [s.cursor.selectedText() for s in dialog.now.extraSelections()] == ["perihal"]
    dialog.reject()


def _begin_rename(
    window: MainWindow, qtbot: QtBot, key_place: Path, monkeypatch: pytest.MonkeyPatch
) -> RenameDialog:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_, **__: (str(key_place), "CSV (*.csv)")
    )
    press(window, Qt.Key.Key_F5, SHIFT)
    dialog = dialog_of(window, RenameDialog, qtbot)
    rest(window, qtbot)
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    rest(window, qtbot)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0, timeout=PATIENCE_MS)
    rest(window, qtbot)
    return dialog


def test_a_name_is_replaced_everywhere_after_a_preview_with_the_key_apart(
    window: MainWindow,
    pane: ReadingPane,
    qtbot: QtBot,
    key_place: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, name = dump(_session(window).store), "anggaran"
    select(pane, name)
    dialog = _begin_rename(window, qtbot, key_place, monkeypatch)
    assert dialog.name.text() == name
    assert dialog.pseudonym.text().startswith("Informan")
    assert f"[{name}]" in str(dialog.model.data(dialog.model.index(0, 2))).casefold()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    rest(window, qtbot)
    kept = len(dialog.chosen())
    # What the theories say of the budget was ticked by nobody, and one place has lost its tick.
    theory = sum(each.of_theory for each in dialog.model.places())
    assert kept == dialog.model.rowCount() - theory - 1
    assert dialog.said.text().startswith(f"{kept} of {dialog.model.rowCount()} places")
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert KeyFile(key_place).read().pseudonym_of(name).startswith("Informan")
    made = rows(_session(window).store, Edit)[-1]
    assert (made["kind"], made["facts"]["count"]) == ("replace_name", kept)
    assert "Informan" in _shown(pane)
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    after = dump(_session(window).store)
    # Who works on a study for the first time joins it with her first edit, for good.
    assert {**after, "coder": []} == {**before, "coder": []}


def test_nothing_is_replaced_before_a_key_is_chosen_and_never_beside_the_study(
    window: MainWindow,
    pane: ReadingPane,
    qtbot: QtBot,
    study_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(study_file.parent / "settings"))
    select(pane, "anggaran")
    beside = study_file.with_name("kunci.csv")
    dialog = _begin_rename(window, qtbot, beside, monkeypatch)
    assert not beside.exists()
    assert dialog.key_place() is None
    assert not dialog.accepting.isEnabled()
    dialog.reject()
    rest(window, qtbot)


def test_the_key_is_opened_to_look_up_a_name(
    window: MainWindow,
    pane: ReadingPane,
    qtbot: QtBot,
    key_place: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    select(pane, "anggaran")
    dialog = _begin_rename(window, qtbot, key_place, monkeypatch)
    QTest.mouseClick(dialog.accepting, Qt.MouseButton.LeftButton)
    rest(window, qtbot)
    window.actions_.by_name["look_up_name"].trigger()
    rest(window, qtbot)
    found = dialog_of(window, KeyDialog, qtbot)
    assert found.table.rowCount() == 1
    QTest.keyClicks(found.field, "zzz")
    assert found.table.rowCount() == 0
    found.reject()


def test_a_copy_to_hand_on_is_made_beside_the_window(
    window: MainWindow, qtbot: QtBot, key_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = key_place.with_name("salinan.runut")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(to), ""))
    window.actions_.by_name["hand_on"].trigger()
    rest(window, qtbot)
    with StudySession.open(to, coder="Sari") as copy, copy.reading() as state:
        assert flaws(state) == ()


def test_a_correction_in_a_coding_shows_in_an_open_review_table(
    window: MainWindow, qtbot: QtBot
) -> None:
    unit = only(_session(window).store, Source, key="U01-0001")
    collection = space(window).open_collection(unit["collection_id"])
    rest(window, qtbot)
    first = collection.model.index(0, 1)
    collection.model.data(first)
    rest(window, qtbot)
    text = only(_session(window).store, SourceText, id=unit["id"])["text"]
    _session(window).do(CodeSegment(unit["id"], Span(0, 1), code_id(window, CODE)))
    _session(window).do(ReviseText(unit["id"], (Cut(0, text[0], "Q"),)))
    rest(window, qtbot)
    collection.model.data(first)
    rest(window, qtbot)
    assert str(collection.model.data(first)).startswith("Q")
