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
    Act("back", MENU, mark("Go bac&k to where you were"), "Alt+Left"),
    Act("forward", MENU, mark("Go for&ward again"), "Alt+Right"),
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
        "list_codings",
        MENU,
        mark("&List the codings in view …"),
        "Ctrl+Shift+L",
        needs_text=True,
    ),
    Act(
        "tell_coding",
        MENU,
        mark("Tell about the coding at the caret"),
        text_keys=("Shift+F1",),
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
    Act("turn", MENU, mark("Select the &turn"), text_keys=("T",), needs_text=True),
    Act(
        "one_sentence_more",
        MENU,
        mark("Select one sentence more"),
        text_keys=("Shift+S",),
        needs_text=True,
    ),
    Act(
        "one_paragraph_more",
        MENU,
        mark("Select one paragraph more"),
        text_keys=("Shift+P",),
        needs_text=True,
    ),
    Act(
        "one_turn_more",
        MENU,
        mark("Select one turn more"),
        text_keys=("Shift+T",),
        needs_text=True,
    ),
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
