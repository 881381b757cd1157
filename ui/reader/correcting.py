"""Changes the few words of a shown text that were corrected, and leaves the rest as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from models.splicing import Cut
from ui.text_positions import PositionMap, shown_text


def splice_document(document: QTextDocument, positions: PositionMap, cuts: Sequence[Cut]) -> None:
    """Put the new words into a document that shows the old ones, counted by `positions`.

    It goes from the end to the start, so that the places before a change stay what they are.
    """
    cursor = QTextCursor(document)
    touched: set[int] = set()
    cursor.beginEditBlock()
    for cut in reversed(cuts):
        cursor.setPosition(positions.to_units(cut.start))
        cursor.setPosition(positions.to_units(cut.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(shown_text(cut.inserted))
        touched.add(cursor.blockNumber())
    cursor.endEditBlock()
    for number in touched:
        # Qt has laid the paragraph out by itself; the lines are set apart where it has no layout.
        document.findBlockByNumber(number).layout().clearLayout()
