"""The acts on the codebook: frameworks, codes and what term lists propose."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("Code&book")

ACTS: Final = (
    Act("framework", MENU, mark("Add a &framework …"), "Ctrl+Shift+F", bar=True),
    Act("add_code", MENU, mark("&Add a code …"), "Ctrl+Shift+N"),
    Act("choose_code", MENU, mark("&Choose a code"), "Ctrl+K"),
    Act(
        "autocode",
        MENU,
        mark("&Propose codings by term lists"),
        "Ctrl+Shift+P",
        bar=True,
        parted=True,
    ),
)
"""The acts, in the order of the menu."""
