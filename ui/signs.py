"""The small signs that stand for what is said of a coding, the same in text, lists and menus."""

from __future__ import annotations

from typing import Final

from models.vocabulary import Polarity

MEMO: Final = "✎"
"""A memo is on it; a number behind it says how many."""

IMPORTANT: Final = "★"

POLARITIES: Final = {
    Polarity.SUPPORTING: "+",
    Polarity.INHIBITING: "−",
    Polarity.MIXED: "±",
    Polarity.NEUTRAL: "○",
}
"""The sign of each polarity."""
