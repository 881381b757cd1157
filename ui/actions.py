"""Every act of the window as data: its words, its key, its menu, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from qda.i18n import Speech, mark


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `name` is its stable id, `words` an English sentence of the catalogue.

    `needs_study` acts are greyed while no study is open; `bar` puts the act on the row of labelled
    actions.
    """

    name: str
    menu: str
    words: str
    key: str = ""
    needs_study: bool = True
    bar: bool = False
    checkable: bool = False


MENUS = (
    mark("&Study"),
    mark("&Edit"),
    mark("&Code"),
    mark("&Display"),
    mark("&View"),
    mark("&Help"),
)

ACTS = (
    Act("new", "&Study", mark("&New study …"), "Ctrl+N", needs_study=False),
    Act("open", "&Study", mark("&Open a study …"), "Ctrl+O", needs_study=False),
    Act("sample", "&Study", mark("Try the &sample study"), needs_study=False),
    Act("import", "&Study", mark("&Import files …"), "Ctrl+I", bar=True),
    Act("backup", "&Study", mark("&Back up …")),
    Act("close", "&Study", mark("&Close the study"), "Ctrl+W"),
    Act("quit", "&Study", mark("&Quit"), "Ctrl+Q", needs_study=False),
    Act("undo", "&Edit", mark("&Undo"), "Ctrl+Z", bar=True),
    Act("redo", "&Edit", mark("&Redo"), "Ctrl+Shift+Z", bar=True),
    Act("search", "&Edit", mark("&Search all texts"), "Ctrl+Shift+K"),
    Act("history", "&Edit", mark("&History …"), "Ctrl+H"),
    Act("framework", "&Code", mark("Add a &framework …"), "Ctrl+Shift+F", bar=True),
    Act("add_code", "&Code", mark("&Add a code …"), "Ctrl+Shift+N"),
    Act("code_again", "&Code", mark("Code with the &last code"), "Ctrl+L"),
    Act("choose_code", "&Code", mark("&Choose a code"), "Ctrl+K"),
    Act("autocode", "&Code", mark("&Propose codings by term lists"), "Ctrl+Shift+P", bar=True),
    Act("matrix", "&Display", mark("Conceptually clustered &matrix"), "Ctrl+M", bar=True),
    Act("export", "&Display", mark("&Export the matrix …"), "Ctrl+E"),
    Act("indonesian", "&View", mark("Bahasa Indonesia"), needs_study=False, checkable=True),
    Act("english", "&View", mark("English"), needs_study=False, checkable=True),
    Act("show_sources", "&View", mark("&Sources at the left"), "Ctrl+B", checkable=True),
    Act("show_codes", "&View", mark("&Codes at the right"), "Ctrl+Shift+B", checkable=True),
    Act("only_text", "&View", mark("&Only the text"), "F11", checkable=True),
    Act("about", "&Help", mark("&About Runut"), needs_study=False),
)
"""Every act, in the order of its menu. To add one: list it here and give `MainWindow` a method
`on_NAME`; menus, keys, labels and the test of the acts follow."""


class Actions:
    """The acts as Qt knows them, worded anew when the language changes."""

    def __init__(self, parent: QWidget, carry_out: Callable[[str], None]) -> None:
        self.by_name: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._speech = Speech("en")
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
                    menu.addAction(self.by_name[act.name])

    def word(self, speech: Speech) -> None:
        """Word every act and menu."""
        self._speech = speech
        for title, menu in self._menus.items():
            menu.setTitle(speech(title))
        for act in ACTS:
            self._say(act, "")

    def set_study_open(self, *, is_open: bool) -> None:
        """Grey what needs a study while none is open."""
        for act in ACTS:
            if act.needs_study:
                self.by_name[act.name].setEnabled(is_open)

    def title(self, name: str, rest: str) -> None:
        """Say more of an act than its name, such as what would be undone."""
        act = next(each for each in ACTS if each.name == name)
        self._say(act, rest)
        self.by_name[name].setEnabled(bool(rest))

    def _say(self, act: Act, rest: str) -> None:
        """The whole title in the menu and the tooltip, one short word in the bar."""
        words = self._speech(act.words)
        action = self.by_name[act.name]
        bare = words.replace("&", "").removesuffix("…").strip()
        action.setText(f"{words}: {rest.replace('&', '&&')}" if rest else words)
        action.setIconText(bare)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        said = f"{bare}: {rest}" if rest else bare
        action.setToolTip(f"{said} ({key})" if key else said)


def _caller(carry_out: Callable[[str], None], name: str) -> Callable[[], None]:
    def call() -> None:
        carry_out(name)

    return call
