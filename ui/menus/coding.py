"""The acts of coding: giving codes to words and changing codings."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Coding")

ACTS: Final = (
    Act(
        "code",
        MENU,
        mark("&Code the selected words …"),
        text_keys=("C", "Return", "Enter"),
        needs_text=True,
    ),
    Act("code_again", MENU, mark("Code with the &last code"), "Ctrl+L", needs_text=True),
    Act(
        "hold_start",
        MENU,
        mark("Move where the coding &starts"),
        text_keys=("[",),
        needs_text=True,
        parted=True,
    ),
    Act("hold_end", MENU, mark("Move where the coding &ends"), text_keys=("]",), needs_text=True),
)
"""The acts, in the order of the menu."""
