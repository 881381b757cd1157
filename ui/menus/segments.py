"""The acts on the list of coded segments."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("Se&gments")

ACTS: Final = (
    Act("segments", MENU, mark("&Coded segments"), "F6"),
    Act("segments_below", MENU, mark("Coded segments &beneath the text"), "Shift+F6"),
    Act("segments_memo", MENU, mark("The chosen segments to a &memo …"), "Ctrl+F6", parted=True),
    Act("segments_file", MENU, mark("The chosen segments to a &file …"), "Ctrl+Shift+F6"),
    Act("segments_copy", MENU, mark("Co&py the chosen segments with references"), "Alt+F6"),
)
"""The acts, in the order of the menu."""
