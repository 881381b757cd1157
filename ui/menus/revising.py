"""The acts that change what texts say, and those on the key of names."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act
from ui.menus.edit import MENU

ACTS: Final = (
    Act("correct", MENU, mark("&Correct the words …"), "F5", needs_text=True, parted=True),
    Act("rename", MENU, mark("Replace a &name everywhere …"), "Shift+F5"),
    Act("look_up_name", MENU, mark("&Look up a name in the key …")),
    Act(
        "show_imported",
        MENU,
        mark("Show the text as it was &imported …"),
        "Ctrl+F5",
        needs_text=True,
    ),
)
"""The acts, in the order of the menu."""
