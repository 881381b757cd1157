"""The acts of reading and selecting in the text of a source."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Text")

ACTS: Final = (
    Act("find", MENU, mark("&Find in this source"), "Ctrl+F", needs_text=True),
    Act("find_next", MENU, mark("Find the &next"), "F3", needs_text=True),
    Act("find_previous", MENU, mark("Find the one &before"), "Shift+F3", needs_text=True),
    Act("go_to", MENU, mark("&Go to paragraph"), "Ctrl+G", needs_text=True),
    Act(
        "next_coding",
        MENU,
        mark("Go to the next &coding"),
        text_keys=("Alt+Down",),
        needs_text=True,
        parted=True,
    ),
    Act(
        "previous_coding",
        MENU,
        mark("Go to the coding &before"),
        text_keys=("Alt+Up",),
        needs_text=True,
    ),
    Act(
        "sentence",
        MENU,
        mark("Select the &sentence"),
        text_keys=("S",),
        needs_text=True,
        parted=True,
    ),
    Act("paragraph", MENU, mark("Select the &paragraph"), text_keys=("P",), needs_text=True),
    Act("leave", MENU, mark("Select n&othing"), text_keys=("Esc",), needs_text=True),
    Act(
        "copy_with_reference",
        MENU,
        mark("Copy with &reference"),
        "Ctrl+Shift+C",
        needs_text=True,
        parted=True,
    ),
)
"""The acts, in the order of the menu."""
