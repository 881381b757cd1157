"""Small acts of one who looks at codes: what the study keeps of one, a line of a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from qda.retrieval.codes import code_by_id
from qda.retrieval.rows import CodeRow
from tests.ui.using import (
    SHIFT,
)
from ui.main_window import MainWindow

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | SHIFT
CODE = "vmvh1975:VMH2.2"


def stored(window: MainWindow, canonical: str) -> CodeRow:
    """A code as the study keeps it."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return code_by_id(state, canonical)


def chosen(menu: QMenu, words: str) -> None:
    """Choose the line of a menu that begins with these words."""
    next(act for act in menu.actions() if act.text().startswith(words)).trigger()
