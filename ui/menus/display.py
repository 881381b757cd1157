"""The acts on displays."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Display")

ACTS: Final = (
    Act("matrix", MENU, mark("Conceptually clustered &matrix"), "Ctrl+M", bar=True),
    Act("export", MENU, mark("&Export the matrix …"), "Ctrl+E"),
)
"""The acts, in the order of the menu."""
