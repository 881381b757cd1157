"""Makes menus, keys and tooltips of the acts that `ui.menus` lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from qda.i18n import Speech
from ui.menus import (
    code,
    coders,
    coding,
    display,
    edit,
    guides,
    helping,
    judging,
    memos,
    numbers,
    queue,
    records,
    revising,
    sampling,
    searching,
    segments,
    study,
    surveys,
    table,
    text,
    view,
)
from ui.menus.act import Act

MENUS: Final = (
    study.MENU,
    edit.MENU,
    text.MENU,
    coding.MENU,
    judging.MENU,
    code.MENU,
    segments.MENU,
    table.MENU,
    queue.MENU,
    coders.MENU,
    memos.MENU,
    records.MENU,
    display.MENU,
    numbers.MENU,
    surveys.MENU,
    guides.MENU,
    view.MENU,
    view.HELP,
)
"""The menus, from the left."""

ACTS: Final[tuple[Act, ...]] = (
    *study.ACTS,
    *edit.ACTS,
    *searching.ACTS,
    *revising.ACTS,
    *text.ACTS,
    *coding.ACTS,
    *judging.ACTS,
    *code.ACTS,
    *segments.ACTS,
    *table.ACTS,
    *queue.ACTS,
    *sampling.ACTS,
    *coders.ACTS,
    *memos.ACTS,
    *records.ACTS,
    *display.ACTS,
    *numbers.ACTS,
    *surveys.ACTS,
    *guides.ACTS,
    *helping.ACTS,
    *view.ACTS,
)
"""Every act, in the order of its menu."""


class Actions:
    """The acts as Qt knows them, worded anew when the language changes."""

    def __init__(self, parent: QWidget, carry_out: Callable[[str], None]) -> None:
        self.by_name: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._speech = Speech("en")
        self._study_open = self._text_open = self._coding_there = False
        for act in ACTS:
            made = QAction(parent)
            made.setObjectName(act.name)
            if act.key:
                made.setShortcut(QKeySequence(act.key))
            made.setCheckable(act.checkable)
            made.triggered.connect(_caller(carry_out, act.name))
            self.by_name[act.name] = made

    def fill(self, bar: QMenuBar) -> None:
        """Put the acts into the menus of a bar."""
        for title in MENUS:
            menu = bar.addMenu(title)
            self._menus[title] = menu
            for act in ACTS:
                if act.menu == title:
                    if act.parted:
                        menu.addSeparator()
                    menu.addAction(self.by_name[act.name])

    def rewording(self, speech: Speech) -> Iterator[None]:
        """Word every act and menu, in steps: each change of an act is heard by menu and bar."""
        self._speech = speech
        for title, menu in self._menus.items():
            menu.setTitle(speech(title))
        yield
        for act in ACTS:
            self._say(act, "")
            yield

    def set_study_open(self, *, is_open: bool) -> None:
        """Grey what needs a study while none is open."""
        self._study_open = is_open
        self._grey()

    def set_text_open(self, *, is_open: bool) -> None:
        """Grey what needs a text while no source is in front."""
        self._text_open = is_open
        self._grey()

    def set_coding_there(self, *, is_there: bool) -> None:
        """Grey what needs a coding while none is at the caret."""
        self._coding_there = is_there
        self._grey()

    def tick(self, name: str, *, ticked: bool, rest: str = "") -> None:
        """Say how things stand of an act: whether its sign is set, and what it says now."""
        act = next(each for each in ACTS if each.name == name)
        self.by_name[name].setChecked(act.checkable and ticked)
        self._say(act, rest)

    def _grey(self) -> None:
        for act in ACTS:
            missing = (
                (act.needs_study and not self._study_open)
                or (act.needs_text and not self._text_open)
                or (act.needs_coding and not self._coding_there)
            )
            if act.name not in ("undo", "redo") or missing:
                self.by_name[act.name].setEnabled(not missing)

    def title(self, name: str, rest: str) -> None:
        """Say more of an act than its name, such as what would be undone."""
        act = next(each for each in ACTS if each.name == name)
        self._say(act, rest)
        self.by_name[name].setEnabled(bool(rest))

    def _say(self, act: Act, rest: str) -> None:
        """The whole title in the menu and the tooltip, one short word in the bar."""
        words = self._speech(act.words)
        action = self.by_name[act.name]
        bare = bare_words(words)
        said = f"{words}: {rest.replace('&', '&&')}" if rest else words
        # Behind a tab a menu shows a key that is not the window's own.
        action.setText(said if act.key or not act.keys else f"{said}\t{shown_key(act)}")
        action.setIconText(bare)
        key = shown_key(act)
        told = f"{bare}: {rest}" if rest else bare
        action.setToolTip(f"{told} ({key})" if key else told)


def bare_words(words: str) -> str:
    """The words of an act without the sign of its letter and without dots."""
    return words.replace("&", "").removesuffix("…").strip()


def shown_key(act: Act) -> str:
    """The key of an act as this system writes it; empty where there is none."""
    return native_key(act.shown_key)


def native_key(key: str) -> str:
    """A key of `ui.menus` as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _caller(carry_out: Callable[[str], None], name: str) -> Callable[[], None]:
    def call() -> None:
        carry_out(name)

    return call
