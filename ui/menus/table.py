"""The acts on the table of a collection: step, code, fold, sort and group its rows."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("Ta&ble")


def _act(name: str, words: str, *keys: str, parted: bool = False) -> Act:
    return Act(name, MENU, words, table_keys=keys, parted=parted)


ACTS: Final = (
    _act("table_next", mark("&Next row"), "J"),
    _act("table_previous", mark("Row &before"), "K"),
    _act("table_uncoded", mark("Next row without a c&ode"), "N"),
    _act("table_uncoded_before", mark("Row without a code before"), "Shift+N"),
    _act("table_text", mark("Go to the te&xt of the row, and back"), "T"),
    _act("table_open", mark("Open the row in a tab of its own"), "Return", "Enter"),
    _act("table_code", mark("&Code the chosen rows …"), "C", parted=True),
    _act("table_code_again", mark("Code the chosen rows with the &last code"), "."),
    _act("table_code_recent", mark("Code the chosen rows with a recent code"), *"123456789"),
    _act("table_code_all", mark("Code &all rows that are shown …"), "Shift+C"),
    _act("table_question", mark("Choose the open &question that is read and coded …"), "Q"),
    _act("table_confirm", mark("Confirm the &proposals on the chosen rows"), "Y"),
    _act("table_throw", mark("Throw the proposals on the chosen rows away"), "X"),
    _act("table_supporting", mark("The chosen rows: supporting"), "+", parted=True),
    _act("table_inhibiting", mark("The chosen rows: inhibiting"), "-"),
    _act("table_mixed", mark("The chosen rows: mixed"), "*"),
    _act("table_neutral", mark("The chosen rows: neutral"), "0"),
    _act("table_strength", mark("The chosen rows: next step of strength"), "D"),
    _act("table_time", mark("The chosen rows: next step of time"), "W"),
    _act("table_confidence", mark("The chosen rows: next step of how sure you are"), "B"),
    _act("table_important", mark("The chosen rows: important"), "!"),
    _act("table_memo", mark("The chosen rows: one memo on their codings …"), "M"),
    _act("table_search", mark("&Search and filter the rows"), "/", parted=True),
    _act("table_sort", mark("So&rt by the current column"), "S"),
    _act("table_group", mark("&Group by the current column, or no more"), "G"),
    _act("table_fold", mark("&Fold texts that were written twice, or unfold them"), "F"),
    _act("table_unfold", mark("&Unfold the row or heading, or fold it again"), "O"),
    _act("table_copy", mark("Copy the chosen rows"), parted=True),
    _act("table_file", mark("&Write the rows to a file …")),
)
"""The acts, in the order of the menu."""
