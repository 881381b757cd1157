"""Five hundred acts at random from the window, most of them before the last one has come to rest.

Whatever one does, in whatever order, the study stays whole and is the same when it is opened again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.checking import flaws
from models.positions import Span
from qda.retrieval.sources import sources
from qda.session import StudySession
from tests.helpers.studies import dump, history
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, NONE, SHIFT, press, rest, space
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

ACTS = 500
REST_EVERY = 25
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key

TRIGGERED = (
    *("undo", "undo", "redo", "redo", "code_again", "in_vivo", "again_sentence", "again_turn"),
    *("again_paragraph", "next_here", "split_coding", "merge_codings", "supporting", "inhibiting"),
    *("mixed", "neutral", "strength", "time", "confidence", "important", "next_coding"),
    *("previous_coding", "sentence", "paragraph", "turn", "one_sentence_more", "one_turn_more"),
    *("leave", "back", "forward", "copy_with_reference", "segments_below", "mark_read"),
    *("anchor", "next_uncoded", "show_memos", "english", "indonesian", "autocode"),
)
"""Acts that ask nothing; those that only some versions have are left out where they are not."""


class _Hand:
    """Somebody who does not wait."""

    def __init__(self, window: MainWindow, qtbot: QtBot, dice: Random) -> None:
        self.window, self.qtbot, self.dice = window, qtbot, dice
        self.names = [name for name in TRIGGERED if name in window.actions_.by_name]
        desk = window.desk
        assert desk is not None
        with desk.session.reading() as state:
            self.sources = [row.id for row in sources(state)]

    def deed(self) -> None:
        """Do one thing."""
        deeds: list[tuple[int, Callable[[], None]]] = [
            (2, self.open_source),
            (6, self.select),
            (8, self.trigger),
            (4, self.code_by_name),
            (3, self.digit),
            (2, self.uncode),
            (2, self.recode),
            (2, self.move_an_edge),
            (1, self.write_a_note),
            (1, self.choose_in_tree),
            (1, self.confirm_in_queue),
            (1, self.correct_a_word),
        ]
        weights = [weight for weight, _ in deeds]
        self.dice.choices([each for _, each in deeds], weights)[0]()
        self.leave_dialogs()
        QApplication.processEvents()

    def pane(self) -> ReadingPane | None:
        """The source in front, once its text is there."""
        pane = space(self.window).current_reader()
        return pane if pane is not None and pane.row is not None else None

    def hit(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the text."""
        pane = self.pane()
        if pane is not None:
            pane.reader.view.setFocus()
            QTest.keyClick(pane.reader.view, key, modifiers)

    def open_source(self) -> None:
        """Open any of the texts."""
        space(self.window).open_source(self.dice.choice(self.sources))

    def select(self) -> None:
        """Select some words, or put the caret somewhere."""
        pane = self.pane()
        shown = None if pane is None else pane.reader.shown_text()
        if pane is None or shown is None or not shown.text:
            return
        start = self.dice.randrange(len(shown.text))
        end = min(len(shown.text), start + self.dice.randint(0, 120))
        if end > start:
            pane.reader.view.select(Span(start, end))
        else:
            pane.reader.view.put_caret(start)

    def trigger(self) -> None:
        """Choose an act in a menu."""
        action = self.window.actions_.by_name[self.dice.choice(self.names)]
        if action.isEnabled():
            action.trigger()

    def code_by_name(self) -> None:
        """Choose a code in the quick list."""
        self.hit(Key.Key_C)
        self.answer(self.dice.choice(("VMH2.1", "VMH1", "AG", "finan", "baru sekali")))

    def digit(self) -> None:
        """Give one of the codes used last."""
        self.hit(Qt.Key(Key.Key_1 + self.dice.randrange(5)))

    def uncode(self) -> None:
        """Take a coding away."""
        self.hit(Key.Key_U)
        self.answer("")

    def recode(self) -> None:
        """Give a coding another code."""
        self.hit(Key.Key_R)
        self.answer(self.dice.choice(("VMH3", "VMH4.1")))

    def answer(self, words: str) -> None:
        """Type into the quick list where it is open, and press Enter or Escape."""
        quick = space(self.window).coding.quick
        if quick.isVisible():
            QTest.keyClicks(quick.field, words)
            QTest.keyClick(quick.field, self.dice.choice((Key.Key_Return, Key.Key_Return,
                                                          Key.Key_Escape)))  # fmt: skip

    def move_an_edge(self) -> None:
        """Nudge an edge of the coding at the caret, keep it or leave it."""
        self.hit(self.dice.choice((Key.Key_BracketLeft, Key.Key_BracketRight)))
        for _ in range(self.dice.randint(1, 4)):
            self.hit(self.dice.choice((Key.Key_Left, Key.Key_Right)))
        self.hit(self.dice.choice((Key.Key_Return, Key.Key_Escape)))

    def write_a_note(self) -> None:
        """Write a note on some words."""
        self.hit(Key.Key_N)
        focused = self.window.focusWidget()
        if isinstance(focused, QPlainTextEdit) and not focused.isReadOnly():
            QTest.keyClicks(focused, f"catatan {self.dice.randint(1, 99)}")
            QTest.keyClick(focused, Key.Key_Return, CTRL)

    def choose_in_tree(self) -> None:
        """Make any code current, and move it now and then."""
        tree = space(self.window).codes.tree
        ids = list(tree.model.branches.nodes)
        if ids:
            tree.select(self.dice.choice(ids))
            if self.dice.random() < 0.3:
                press(self.window, self.dice.choice((Key.Key_Up, Key.Key_Down)), ALT | SHIFT)

    def confirm_in_queue(self) -> None:
        """Decide on a proposal in the queue."""
        action = self.window.actions_.by_name.get("queue")
        if action is not None:
            action.trigger()
            # Before anything was clicked there is none, whatever the type hints say.
            focused: QWidget | None = self.window.focusWidget()
            if focused is not None and not isinstance(focused, QLineEdit):
                QTest.keyClick(focused, self.dice.choice((Key.Key_Y, Key.Key_X, Key.Key_Space)))

    def correct_a_word(self) -> None:
        """Put another word in the place of the one at the caret."""
        action = self.window.actions_.by_name.get("correct")
        if action is None or not action.isEnabled() or self.pane() is None:
            return
        action.trigger()
        QApplication.processEvents()
        for dialog in self.window.findChildren(QDialog):
            field = dialog.findChild(QLineEdit)
            if dialog.isVisible() and field is not None:
                QTest.keyClicks(field, self.dice.choice(("x", "é", "👍🏽")))
                QTest.keyClick(field, Key.Key_Return)

    def leave_dialogs(self) -> None:
        """Leave whatever asks for more."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [20261127])
def test_five_hundred_acts_leave_the_study_whole_and_it_opens_the_same(
    window: MainWindow, study_file: Path, qtbot: QtBot, seed: int
) -> None:
    hand = _Hand(window, qtbot, Random(seed))
    hand.open_source()
    rest(window, qtbot)
    before = _edits(window)
    for number in range(ACTS):
        hand.deed()
        if number % REST_EVERY == 0:
            rest(window, qtbot)
    rest(window, qtbot)
    assert _edits(window) > before + ACTS // 8
    desk = window.desk
    assert desk is not None
    with desk.session.reading() as state:
        assert flaws(state) == ()
    space(window).keep()
    rest(window, qtbot)
    evening = dump(desk.session.store), history(desk.session.store)
    window.set_study(None)
    qtbot.waitUntil(lambda: window.idle, timeout=PATIENCE_MS)
    with StudySession.open(study_file, coder="Sari") as again:
        assert (dump(again.store), history(again.store)) == evening
        with again.reading() as state:
            assert flaws(state) == ()


def _edits(window: MainWindow) -> int:
    assert window.desk is not None
    return len(history(window.desk.session.store)["act"])
