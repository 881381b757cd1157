"""The acts on the study as a whole."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Study")

ACTS: Final = (
    Act("new", MENU, mark("&New study …"), "Ctrl+N", needs_study=False),
    Act("open", MENU, mark("&Open a study …"), "Ctrl+O", needs_study=False),
    Act("sample", MENU, mark("Try the &sample study"), needs_study=False),
    Act("import", MENU, mark("&Import files …"), "Ctrl+I", bar=True, parted=True),
    Act("backup", MENU, mark("&Back up …")),
    Act("hand_on", MENU, mark("Cop&y to hand on …")),
    Act("close", MENU, mark("&Close the study"), "Ctrl+W", parted=True),
    Act("quit", MENU, mark("&Quit"), "Ctrl+Q", needs_study=False),
)
"""The acts, in the order of the menu."""
