"""The acts on numbers beside words."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Numbers")

ACTS: Final = (
    Act("numbers_frequencies", MENU, mark("&Frequency of codes"), "Ctrl+Shift+H"),
    Act("numbers_crosstab", MENU, mark("&Codes against an attribute")),
    Act("numbers_ratings", MENU, mark("Mean &rating with and without a code")),
    Act("numbers_series", MENU, mark("Codes over &time")),
    Act("numbers_words", MENU, mark("&Words and phrases")),
    Act("numbers_likert", MENU, mark("&Questionnaire summary"), parted=True),
    Act("numbers_items", MENU, mark("&Validity and reliability of items")),
    Act("numbers_skm", MENU, mark("&Index of public satisfaction (SKM)")),
    Act("numbers_refresh", MENU, mark("Compute the figures &anew"), parted=True),
    Act("numbers_picture", MENU, mark("Tables or &picture"), "Ctrl+Shift+T"),
    Act("numbers_about", MENU, mark("What the figure &means")),
    Act("numbers_search", MENU, mark("&Search for the word")),
    Act("numbers_copy", MENU, mark("C&opy the tables")),
    Act("numbers_export", MENU, mark("&Export the tables …"), "Ctrl+Shift+E"),
)
"""The acts, in the order of the menu."""
