"""No English is written straight into a window: every text goes through `Speech`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.helpers.tree import Module, called, modules

# Where Qt takes a text that people read.
_TAKES_TEXT = {
    "QAction", "QCheckBox", "QCommandLinkButton", "QDockWidget", "QGroupBox", "QLabel", "QMenu",
    "QMessageBox", "QPushButton", "QRadioButton", "QToolButton", "addAction", "addButton",
    "addItem", "addItems", "addMenu", "addRow", "addTab", "addToolBar", "insertTab",
    "setHeaderLabels", "setHorizontalHeaderLabels", "setInformativeText", "setLabelText",
    "setPlaceholderText",
    "setStatusTip", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis",
    "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "showMessage",
}  # fmt: skip
_TEXT_KEYWORDS = {
    "accessibleDescription", "accessibleName", "placeholderText", "statusTip", "text", "title",
    "toolTip", "whatsThis", "windowTitle",
}  # fmt: skip
# Names are the same in every language, and a colour is not a word.
_NAMES = re.compile("Runut|Bahasa Indonesia|English")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


@pytest.mark.parametrize("module", modules("ui"), ids=lambda m: m.place)
def test_windows_say_nothing_that_is_not_translated(module: Module) -> None:
    found = [
        f"{module.at(node)}: “{text}” must go through Speech"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for text in _straight(node)
    ]
    assert not found, "\n".join(found)


def _straight(call: ast.Call) -> Iterator[str]:
    values = [k.value for k in call.keywords if k.arg in _TEXT_KEYWORDS]
    if called(call) in _TAKES_TEXT:
        # What follows an item's text is data that nobody reads.
        values += call.args[:1] if called(call) == "addItem" else call.args
    for value in values:
        for part in value.values if isinstance(value, ast.JoinedStr) else [value]:
            if isinstance(part, ast.Constant) and _reads_as_words(part.value):
                yield str(part.value)


def _reads_as_words(value: object) -> bool:
    if not isinstance(value, str) or _COLOUR.fullmatch(value):
        return False
    return sum(letter.isalpha() for letter in _NAMES.sub("", value)) > 1
