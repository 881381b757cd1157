"""The acts on the look of the window, and help."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&View")
HELP: Final = mark("&Help")

ACTS: Final = (
    Act("indonesian", MENU, mark("Bahasa Indonesia"), needs_study=False, checkable=True),
    Act("english", MENU, mark("English"), needs_study=False, checkable=True),
    Act("larger", MENU, mark("&Larger letters"), "Ctrl++", needs_text=True, parted=True),
    Act("smaller", MENU, mark("S&maller letters"), "Ctrl+-", needs_text=True),
    Act("normal_size", MENU, mark("Letters of &normal size"), "Ctrl+0", needs_text=True),
    Act(
        "appearance",
        MENU,
        mark("&Appearance …"),
        "Ctrl+,",
        needs_study=False,
        parted=True,
    ),
    Act(
        "window_larger",
        MENU,
        mark("Enlarge the &whole window"),
        "Ctrl+Alt++",
        needs_study=False,
    ),
    Act(
        "window_smaller",
        MENU,
        mark("&Reduce the whole window"),
        "Ctrl+Alt+-",
        needs_study=False,
    ),
    Act(
        "system_scheme",
        MENU,
        mark("Colours as the s&ystem has them"),
        needs_study=False,
        checkable=True,
        parted=True,
    ),
    Act("light_scheme", MENU, mark("L&ight colours"), needs_study=False, checkable=True),
    Act("dark_scheme", MENU, mark("&Dark colours"), needs_study=False, checkable=True),
    Act(
        "show_sources",
        MENU,
        mark("&Sources at the left"),
        "Ctrl+B",
        checkable=True,
        parted=True,
    ),
    Act("show_codes", MENU, mark("&Codes at the right"), "Ctrl+Shift+B", checkable=True),
    Act("only_text", MENU, mark("&Only the text"), "F11", checkable=True),
    Act("about", HELP, mark("&About Runut"), needs_study=False),
)
"""The acts, in the order of the menu."""
