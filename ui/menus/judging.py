"""The acts of judging: what a coder says of the coding at the caret, by single keys.

Signs say the polarity; letters go through the steps of the rest: `D` degree, `W` when, `K` how
sure (derajat, waktu, keyakinan), so that one hand judges on Indonesian and English keyboards.
"""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Judge")


def _said(name: str, words: str, key: str, *, check: bool = False, parted: bool = False) -> Act:
    return Act(
        name,
        MENU,
        words,
        text_keys=(key,),
        needs_text=True,
        needs_coding=True,
        checkable=check,
        parted=parted,
    )


ACTS: Final = (
    _said("supporting", mark("&Supporting"), "+", check=True),
    _said("inhibiting", mark("&Inhibiting"), "-", check=True),
    _said("mixed", mark("&Mixed"), "*", check=True),
    _said("neutral", mark("&Neutral"), "0", check=True),
    _said("strength", mark("Next step of s&trength"), "D", parted=True),
    _said("time", mark("Next step of &time"), "W"),
    _said("confidence", mark("Next step of how su&re you are"), "K"),
    _said("important", mark("Im&portant"), "!", check=True, parted=True),
)
"""The acts, in the order of the menu."""
