"""The acts on what a search found; they stand in the menu of `ui.menus.edit`."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act
from ui.menus.edit import MENU

ACTS: Final = (
    Act("next_result", MENU, mark("Next &place found"), "F4", parted=True),
    Act("previous_result", MENU, mark("Place found &before"), "Shift+F4"),
    Act("code_results", MENU, mark("&Code the places found …"), "Ctrl+Shift+R"),
)
"""The acts, in the order of the menu."""
