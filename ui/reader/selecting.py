"""Selects whole sentences, paragraphs and turns in a text view."""

from __future__ import annotations

from ui.reader.text_view import ReaderTextView
from ui.reader.units import Unit, paragraph, sentence, turn, widened


class Selecting:
    """The acts that select by units; where whole units are selected, the next one joins them."""

    def __init__(self, view: ReaderTextView) -> None:
        self._view = view

    def select_sentence(self) -> None:
        """Select the sentence at the caret."""
        self._select(sentence)

    def select_paragraph(self) -> None:
        """Select the paragraph at the caret."""
        self._select(paragraph)

    def select_turn(self) -> None:
        """Select what the speaker at the caret says."""
        self._select(turn)

    def one_sentence_more(self) -> None:
        """Select one sentence more, whatever is selected."""
        self._widen(sentence)

    def one_paragraph_more(self) -> None:
        """Select one paragraph more, whatever is selected."""
        self._widen(paragraph)

    def one_turn_more(self) -> None:
        """Select one turn more, whatever is selected."""
        self._widen(turn)

    def _select(self, unit: Unit) -> None:
        view, selected = self._view, self._view.selected_span()
        here = unit(view.shown, view.caret() if selected is None else selected.start)
        if here is None:
            return
        if selected is not None and selected.contains(here):
            here = widened(view.shown, selected, unit)
        view.select(here)

    def _widen(self, unit: Unit) -> None:
        selected = self._view.selected_span()
        if selected is None:
            self._select(unit)
        else:
            self._view.select(widened(self._view.shown, selected, unit))
