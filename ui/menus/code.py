"""The acts on the codebook: frameworks, codes, groups, the card, and what term lists propose."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("Code&book")

ACTS: Final = (
    Act("framework", MENU, mark("Add a &framework …"), "Ctrl+Shift+F", bar=True),
    Act("add_code", MENU, mark("&Add a code …"), "Ctrl+Shift+N"),
    Act("choose_code", MENU, mark("&Choose a code"), "Ctrl+K"),
    Act("rename_code", MENU, mark("&Rename the code"), "F2", parted=True),
    Act("edit_code", MENU, mark("&Edit the code …"), "Shift+F2"),
    Act("colour_codes", MENU, mark("Change the co&lour"), "Alt+Shift+L"),
    Act("merge_codes", MENU, mark("&Merge codes"), "Alt+Shift+M"),
    Act("split_code", MENU, mark("&Split the code …"), "Alt+Shift+S"),
    Act("delete_codes", MENU, mark("&Delete with everything beneath it"), "Alt+Shift+Del"),
    Act("code_up", MENU, mark("Move the code &up"), "Alt+Shift+Up", parted=True),
    Act("code_down", MENU, mark("Move the code d&own"), "Alt+Shift+Down"),
    Act("code_out", MENU, mark("Move the code one level out"), "Alt+Shift+Left"),
    Act("code_in", MENU, mark("Move the code beneath the one above"), "Alt+Shift+Right"),
    Act("group_codes", MENU, mark("&Groups of the code"), "Alt+Shift+G"),
    Act("fold_codes", MENU, mark("Fold all codes"), "Alt+Shift+F", parted=True),
    Act("unfold_codes", MENU, mark("Unfold all codes"), "Alt+Shift+U"),
    Act("trees_beside", MENU, mark("&Two theories side by side"), "Alt+Shift+T"),
    Act("show_card", MENU, mark("Go to the card of the code"), "Alt+Shift+C", parted=True),
    Act("pin_card", MENU, mark("Pin the card, or let it follow"), "Alt+Shift+P"),
    Act("card_back", MENU, mark("&Back to the card before"), "Alt+Shift+B"),
    Act(
        "anchor",
        MENU,
        mark("Set as a&nchor example"),
        "Ctrl+Shift+A",
        needs_text=True,
        parted=True,
    ),
    Act("indicate", MENU, mark("E&vidence for an indicator"), "Ctrl+Shift+I", needs_text=True),
    Act("coverage", MENU, mark("Coverage of the &indicators"), "Alt+Shift+I"),
    Act(
        "autocode",
        MENU,
        mark("&Propose codings by term lists"),
        "Ctrl+Shift+P",
        bar=True,
        parted=True,
    ),
    Act("propose_by_question", MENU, mark("Propose codings by the &questions of surveys")),
)
"""The acts, in the order of the menu."""
