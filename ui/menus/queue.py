"""The acts of working through a study: the queue, uncoded stretches, sources by progress."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Work")

ACTS: Final = (
    Act("queue", MENU, mark("Work through &proposals"), "F7"),
    Act("next_uncoded", MENU, mark("Next &uncoded stretch"), "F8", needs_text=True, parted=True),
    Act("previous_uncoded", MENU, mark("Uncoded stretch &before"), "Shift+F8", needs_text=True),
    Act("longest_uncoded", MENU, mark("&Longest uncoded stretch"), "Ctrl+F8", needs_text=True),
    Act("nothing_here", MENU, mark("&Nothing here, go on"), "Alt+F8", needs_text=True),
    Act("next_source", MENU, mark("&Code the next source"), "F9", parted=True),
    Act("mark_read", MENU, mark("Mark the source as &read"), "Ctrl+F9"),
    Act("mark_reading", MENU, mark("Mark the source as &being read"), "Shift+F9"),
    Act("mark_unread", MENU, mark("Mark the source as not &yet read"), "Alt+F9"),
    Act("sort_progress", MENU, mark("&Sort sources by progress"), "Ctrl+Shift+F9", checkable=True),
)
"""The acts, in the order of the menu."""
