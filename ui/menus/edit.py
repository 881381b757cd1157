"""The acts that take back, find and look up."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Edit")

ACTS: Final = (
    Act("undo", MENU, mark("&Undo"), "Ctrl+Z", bar=True),
    Act("redo", MENU, mark("&Redo"), "Ctrl+Shift+Z", bar=True),
    Act("search", MENU, mark("&Search everything"), "Ctrl+Shift+K", parted=True),
    Act("history", MENU, mark("&History …"), "Ctrl+H"),
)
"""The acts, in the order of the menu."""
