"""The acts on memos and the journal."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Memos")

ACTS: Final = (
    Act(
        "memo_on_words",
        MENU,
        mark("&Note on the selected words"),
        text_keys=("N",),
        needs_text=True,
    ),
    Act("memo_on_source", MENU, mark("Memo on this &source"), needs_text=True),
    Act("memo_on_code", MENU, mark("Memo on the current c&ode")),
    Act("memo_on_study", MENU, mark("Memo on the st&udy")),
    Act("journal_today", MENU, mark("&Today's entry in the journal"), "Ctrl+J"),
    Act("show_memos", MENU, mark("&Memos below the text"), "Ctrl+Shift+M", parted=True),
    Act("source_memos", MENU, mark("Memos o&f this source"), needs_text=True),
    Act("code_memos", MENU, mark("Memos of the current co&de")),
    Act("show_journal", MENU, mark("The &journal")),
    Act(
        "insert_quote",
        MENU,
        mark("&Insert the selected words in the memo"),
        "Ctrl+Shift+V",
        needs_text=True,
        parted=True,
    ),
    Act(
        "insert_place",
        MENU,
        mark("Insert a &link to this place"),
        "Ctrl+Shift+Y",
        needs_text=True,
    ),
    Act("insert_code", MENU, mark("Insert a lin&k to the current code")),
    Act("move_memo", MENU, mark("&Attach the memo to the selected words"), needs_text=True),
    Act("export_memos", MENU, mark("&Export the memos …"), parted=True),
)
"""The acts, in the order of the menu."""
