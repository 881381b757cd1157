"""The acts on coders: who codes, blind coding, and the comparison of two."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("Code&rs")

ACTS: Final = (
    Act("change_coder", MENU, mark("&Change the coder …"), "Ctrl+Shift+U"),
    Act("coders", MENU, mark("C&oders and what they did …")),
    Act("code_blind", MENU, mark("Code &blind …"), parted=True),
    Act("release_blind", MENU, mark("&Show the codings of others again")),
    Act("compare", MENU, mark("Compare &two coders"), "Ctrl+Shift+D", parted=True),
    Act("next_difference", MENU, mark("&Next difference"), "F12"),
    Act("previous_difference", MENU, mark("&Previous difference"), "Shift+F12"),
    Act("settle_first", MENU, mark("Settle as the &first coder"), "Alt+1", parted=True),
    Act("settle_second", MENU, mark("Settle as the s&econd coder"), "Alt+2"),
    Act("settle_both", MENU, mark("Settle: bot&h codings"), "Alt+3"),
    Act("settle_neither", MENU, mark("Settle: n&either coding"), "Alt+0"),
    Act("settle_other", MENU, mark("Settle with &another code …"), "Alt+4"),
    Act("settle_agreed", MENU, mark("Settle &all that both coded alike")),
    Act("reopen", MENU, mark("&Reopen what was settled")),
)
"""The acts, in the order of the menu."""
