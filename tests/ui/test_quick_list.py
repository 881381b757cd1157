"""The quick list: type a few letters, press Enter; or a digit, or collect several; by mouse too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qda.i18n import Speech
from qda.language.ranking import folded, rank
from tests.ui.using import CTRL, NONE, SHIFT
from ui.widgets.quick_list import Picked, QuickAsk, QuickList
from ui.widgets.quick_rows import QuickItem

ALT = Qt.KeyboardModifier.AltModifier
ITEMS = tuple(
    QuickItem(number, name, f"K{number} · Teori", "#0072b2", f"Arti {name}")
    for number, name in enumerate(
        (
            "Dana",
            "Staf",
            "Waktu 2024",
            "Café",
            "Disposisi",
            "Komunikasi",
            "Lain",
            "A8",
            "A9",
            "A10",
        ),
        start=1,
    )
)


def found(words: str) -> list[QuickItem]:
    """The items whose name or meaning holds the words."""
    wanted = folded(words).split()
    fields = {each.id: (folded(each.name), folded(each.meaning)) for each in ITEMS}
    return [each for each in ITEMS if rank(wanted, fields[each.id]) is not None]


ASK = QuickAsk(
    title="Kode “anggaran kurang”",
    prompt="Cari kode",
    hint="Enter memberi kode",
    find=found,
    collected="Enter memberi: {names}",
    new="Kode baru “{name}”",
    memo="Memo",
)


@dataclass
class Answer:
    """What became of a question."""

    picked: list[Picked] = field(default_factory=list)
    left: int = 0

    def leave(self) -> None:
        """Nothing was chosen."""
        self.left += 1


@dataclass
class Asked:
    """An open list over a window, and what is answered."""

    window: QWidget
    elsewhere: QLineEdit
    quick: QuickList
    answer: Answer

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)

    def type(self, words: str) -> None:
        """Type into the field; letters that no test key has come as from an input method."""
        if words.isascii():
            QTest.keyClicks(self.quick.field, words)
        else:
            self.quick.field.insert(words)

    def names(self) -> list[str]:
        """The names of the rows."""
        return [item.name for item in self.quick.model.items]

    def row(self, name: str) -> QPoint:
        """Where the name of a row stands in the list."""
        at = self.names().index(name)
        return self.quick.list.visualRect(self.quick.model.index(at)).center()


@pytest.fixture
def ask(qtbot: QtBot) -> Iterator[Callable[[QuickAsk], Asked]]:
    """Ask something in a list over a window."""
    window = QWidget()
    window.resize(900, 700)
    elsewhere = QLineEdit(window)
    quick = QuickList(Speech("id"), window)
    answer = Answer()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    elsewhere.setFocus()

    def open_(asked: QuickAsk) -> Asked:
        quick.open_at(QRect(100, 100, 50, 20), asked, then=answer.picked.append, left=answer.leave)
        return Asked(window, elsewhere, quick, answer)

    yield open_
    window.close()
    window.deleteLater()


@pytest.fixture
def asked(ask: Callable[[QuickAsk], Asked]) -> Asked:
    """A question to which several codes, a new one and a memo are answers."""
    return ask(ASK)


def test_it_opens_beside_the_words_with_the_field_ready(asked: Asked) -> None:
    assert asked.window.focusWidget() is asked.quick.field
    assert asked.quick.isVisible()
    assert asked.quick.geometry().top() > 120
    assert asked.window.rect().contains(asked.quick.geometry())
    assert asked.names() == [item.name for item in ITEMS]
    assert "Arti Dana" in asked.quick.meaning.text()


@pytest.mark.parametrize(
    ("typed", "names"),
    [("cafe", ["Café"]), (" 2024 wak", ["Waktu 2024"]), ("ARTI disp", ["Disposisi"])],
)
def test_typing_filters_whatever_the_order_capitals_or_accents(
    asked: Asked, typed: str, names: list[str]
) -> None:
    asked.type(typed)
    assert asked.names() == [*names, f"Kode baru “{typed.strip()}”"]
    asked.press(Qt.Key.Key_Return)
    assert [picked.ids for picked in asked.answer.picked] == [
        tuple(item.id for item in ITEMS if item.name in names)
    ]
    assert not asked.quick.isVisible()
    assert asked.answer.left == 0


@pytest.mark.parametrize("digit", [1, 4, 9])
def test_a_digit_picks_where_nothing_is_typed(asked: Asked, digit: int) -> None:
    asked.press(Qt.Key(Qt.Key.Key_0 + digit))
    assert asked.answer.picked == [Picked((digit,))]


@pytest.mark.parametrize("modifier", [ALT, CTRL])
def test_digits_are_typed_where_something_is_typed_and_pick_with_alt_or_control(
    asked: Asked, modifier: Qt.KeyboardModifier
) -> None:
    asked.type("a1")
    assert asked.names()[0] == "A10"
    assert asked.answer.picked == []
    asked.press(Qt.Key.Key_1, modifier)
    assert asked.answer.picked == [Picked((10,))]


def test_a_digit_without_a_row_picks_nothing(asked: Asked) -> None:
    asked.type("café")
    asked.press(Qt.Key.Key_7, ALT)
    assert asked.answer.picked == []
    assert asked.quick.isVisible()


@pytest.mark.parametrize("modifier", [CTRL, SHIFT])
def test_several_are_collected_by_key_and_taken_together(
    asked: Asked, modifier: Qt.KeyboardModifier
) -> None:
    asked.type("disp")
    asked.press(Qt.Key.Key_Return, modifier)
    assert asked.quick.field.text() == ""
    asked.type("dana")
    asked.press(Qt.Key.Key_Return, modifier)
    assert asked.quick.hint.text() == "Enter memberi: Disposisi; Dana"
    asked.press(Qt.Key.Key_Return)
    assert asked.answer.picked == [Picked((5, 1))]


def test_what_is_typed_is_taken_along_with_what_is_collected(asked: Asked) -> None:
    asked.press(Qt.Key.Key_Return, CTRL)
    asked.type("staf")
    assert asked.quick.hint.text() == "Enter memberi: Dana; Staf"
    asked.press(Qt.Key.Key_Return)
    assert asked.answer.picked == [Picked((1, 2))]


def test_space_in_the_list_ticks_and_takes_the_tick_away(asked: Asked) -> None:
    for _ in range(2):
        asked.press(Qt.Key.Key_Tab)
    assert asked.window.focusWidget() is asked.quick.list
    asked.press(Qt.Key.Key_Space)
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Space)
    asked.press(Qt.Key.Key_Space)
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Space)
    asked.press(Qt.Key.Key_Return)
    assert asked.answer.picked == [Picked((1, 3))]


def test_letters_typed_in_the_list_go_to_the_field(asked: Asked) -> None:
    asked.quick.list.setFocus()
    asked.press(Qt.Key.Key_S)
    assert asked.window.focusWidget() is asked.quick.field
    assert asked.quick.field.text().casefold() == "s"


def test_arrows_move_the_current_row_while_one_types(asked: Asked) -> None:
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Down)
    assert "Arti Waktu" in asked.quick.meaning.text()
    asked.press(Qt.Key.Key_Up)
    assert asked.window.focusWidget() is asked.quick.field
    asked.press(Qt.Key.Key_Return)
    assert asked.answer.picked == [Picked((2,))]


def test_a_new_one_is_made_of_what_is_typed(asked: Asked) -> None:
    asked.press(Qt.Key.Key_Return, CTRL)
    asked.type("dana darurat {x}")
    assert asked.names() == ["Kode baru “dana darurat {x}”"]
    asked.press(Qt.Key.Key_Return)
    assert asked.answer.picked == [Picked((1,), new="dana darurat {x}")]


def test_a_memo_is_written_in_the_same_stroke(asked: Asked) -> None:
    asked.type("staf")
    asked.press(Qt.Key.Key_Tab)
    assert asked.window.focusWidget() is asked.quick.memo
    QTest.keyClicks(asked.quick.memo, "lihat 3")
    asked.press(Qt.Key.Key_Return)
    assert asked.answer.picked == [Picked((2,), memo="lihat 3")]


@pytest.mark.parametrize("where", ["field", "memo", "list"])
def test_escape_leaves_from_wherever_the_focus_is(asked: Asked, where: str) -> None:
    getattr(asked.quick, where).setFocus()
    asked.press(Qt.Key.Key_Escape)
    assert not asked.quick.isVisible()
    assert (asked.answer.left, asked.answer.picked) == (1, [])


def test_turning_to_something_else_leaves(asked: Asked) -> None:
    asked.quick.list.setFocus()
    asked.elsewhere.setFocus()
    assert not asked.quick.isVisible()
    assert asked.answer.left == 1
    assert asked.window.focusWidget() is asked.elsewhere


def test_a_click_takes_and_a_click_on_the_box_ticks(asked: Asked) -> None:
    view = asked.quick.list
    row = view.visualRect(asked.quick.model.index(3))
    box = asked.quick.painter_.box(row, view.fontMetrics()).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert list(asked.quick.model.ticked) == [4]
    assert asked.quick.isVisible()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=asked.row("Staf"))
    assert asked.answer.picked == [Picked((4, 2))]


def test_where_one_is_wanted_nothing_is_collected(ask: Callable[[QuickAsk], Asked]) -> None:
    asked = ask(replace(ASK, collected="", new="", memo=""))
    assert not asked.quick.memo.isVisible()
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Return, CTRL)
    assert asked.answer.picked == [Picked((2,))]


def test_where_nothing_answers_enter_takes_nothing(ask: Callable[[QuickAsk], Asked]) -> None:
    asked = ask(replace(ASK, new=""))
    asked.type("tidak ada begini")
    assert asked.names() == []
    assert asked.quick.meaning.text() == "Tidak ada yang cocok dengan yang Anda ketik."
    asked.press(Qt.Key.Key_Return)
    assert asked.quick.isVisible()
    assert asked.answer.picked == []


def test_asking_again_starts_afresh(ask: Callable[[QuickAsk], Asked]) -> None:
    asked = ask(ASK)
    asked.press(Qt.Key.Key_Return, CTRL)
    asked.type("staf")
    asked = ask(replace(ASK, title="Lain"))
    assert asked.answer.left == 1
    assert asked.quick.field.text() == ""
    assert asked.quick.model.ticked == {}
    assert asked.quick.title.text() == "Lain"


def test_a_screen_reader_is_told_names_roles_and_the_current_row(asked: Asked) -> None:
    field_ = QAccessible.queryAccessibleInterface(asked.quick.field)
    rows = QAccessible.queryAccessibleInterface(asked.quick.list)
    text, role = QAccessible.Text, QAccessible.Role
    assert (field_.role(), field_.text(text.Name)) == (role.EditableText, "Cari kode")
    assert (rows.role(), rows.text(text.Name)) == (role.List, ASK.title)
    asked.press(Qt.Key.Key_Down)
    assert asked.quick.field.accessibleDescription().startswith("2. Staf. K2 · Teori")
    assert rows.child(1).text(text.Name) == "2. Staf. K2 · Teori"
    asked.press(Qt.Key.Key_Return, CTRL)
    assert "terkumpul" in asked.quick.model.said(1)


def test_another_language_leaves_what_was_asked_in_the_one_before(asked: Asked) -> None:
    asked.quick.set_speech(Speech("en"))
    assert not asked.quick.isVisible()
    assert asked.answer.left == 1


def test_at_twice_the_letters_it_still_fits_the_window(ask: Callable[[QuickAsk], Asked]) -> None:
    asked = ask(ASK)
    asked.press(Qt.Key.Key_Escape)
    font = asked.window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    asked.window.setFont(font)
    asked = ask(ASK)
    assert asked.window.rect().contains(asked.quick.geometry())
    assert asked.quick.list.height() >= 2 * asked.quick.list.sizeHintForRow(0)
