"""The acts that lead to other acts: the palette, and the list of keys."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act
from ui.menus.view import HELP

ACTS: Final = (
    Act("palette", HELP, mark("&Find an act, a code or a source …"), "Ctrl+P", needs_study=False),
    Act("keys", HELP, mark("List of &keys …"), "F1", needs_study=False),
)
"""The acts, in the order of the menu."""
