"""A list of codings over the text, by keys or mouse, to go to one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from qda.i18n import Speech
from ui.reader.state import Highlight
from ui.short_words import one_line, shortened

_WORDS: Final = 60


def open_list(
    highlights: Iterable[Highlight],
    text: str,
    *,
    over: QWidget,
    at: QPoint,
    speech: Speech,
    go: Callable[[int], None],
) -> None:
    """List codings in the order of the text; `go` is called with the id of the one chosen."""
    menu = QMenu(over)
    menu.setAccessibleName(speech("Codings in view"))
    menu.aboutToHide.connect(menu.deleteLater)
    for each in sorted(highlights, key=lambda highlight: highlight.span):
        short = shortened(one_line(each.span.of(text)), _WORDS)
        said = f"{each.signs}: “{short}”".replace("&", "&&")
        menu.addAction(said).triggered.connect(partial(go, each.id))
    if menu.isEmpty():
        menu.addAction(speech("No codings are in view")).setEnabled(False)
    menu.popup(at)
