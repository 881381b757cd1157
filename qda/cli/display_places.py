"""Finds the cell, node or arrow of a display by what a call names it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.errors import Refused

if TYPE_CHECKING:
    from qda.displays.comparing import Place
    from qda.displays.kind import Shown

_SHORT: Final = 40


class NoSuchCell(Refused):
    """A display has no row, column or node of that name."""

    en = "“{display}” has no “{name}”. There are: {known}."
    id = "“{display}” tidak memiliki “{name}”. Yang ada: {known}."


def place_in(shown: Shown, row: str, column: str) -> Place:
    """The place of a cell by the labels or ids of its headings.

    Raises:
        NoSuchCell: the display has no such row, column or node.
    """
    from qda.displays.network import NARRATIVE, Network

    if isinstance(shown, Network):
        if row == NARRATIVE:
            return row, ""
        known = {node.id: node.label for node in shown.nodes}
        known |= {arrow.id: arrow.label or arrow.id for arrow in shown.arrows}
        return _named(shown, known, row), ""
    rows = {heading.id: heading.label for heading in shown.rows}
    columns = {heading.id: heading.label for heading in shown.columns}
    return _named(shown, rows, row), _named(shown, columns, column)


def _named(shown: Shown, known: dict[str, str], name: str) -> str:
    wanted = name.strip().casefold()
    for id_, label in known.items():
        if wanted in (id_.casefold(), label.casefold()):
            return id_
    listed = "; ".join(label[:_SHORT] for label in known.values())
    raise NoSuchCell(display=shown.title, name=name, known=listed or "–")
