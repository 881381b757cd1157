"""The acts on what displays need to know: events, relations, ratings, claims, questions, plans."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Facts")

ACTS: Final = (
    Act("records", MENU, mark("&Events, relations, ratings …"), "Alt+Shift+E"),
    Act(
        "record_event",
        MENU,
        mark("Record an e&vent from the selection …"),
        "Ctrl+Alt+E",
        needs_text=True,
        parted=True,
    ),
    Act(
        "record_claim",
        MENU,
        mark("Record a &claim from the selection …"),
        "Ctrl+Alt+C",
        needs_text=True,
    ),
    Act(
        "relate_coding",
        MENU,
        mark("&Relate this coding to …"),
        "Ctrl+Alt+R",
        needs_text=True,
        needs_coding=True,
    ),
    Act(
        "question_asks",
        MENU,
        mark("This &question asks about …"),
        "Ctrl+Alt+Q",
        needs_text=True,
    ),
    Act("rate", MENU, mark("R&ate the code or the cell …"), "Ctrl+Alt+N"),
    Act("add_record", MENU, mark("A&dd to the list in front …"), "Ctrl+Alt+A", parted=True),
    Act("confirm_records", MENU, mark("Con&firm the chosen proposals"), "Ctrl+Alt+Y"),
    Act(
        "find_records",
        MENU,
        mark("Find regulations, dates and &numbers …"),
        "Ctrl+Alt+F",
        parted=True,
    ),
    Act("find_questions", MENU, mark("Find q&uestions that ask about codes …")),
    Act("propose_ratings", MENU, mark("&Propose ratings …")),
    Act("check_claims", MENU, mark("Chec&k the numbers"), "Ctrl+Alt+K"),
)
"""The acts, in the order of the menu."""
