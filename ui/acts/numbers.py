"""The acts on numbers beside words: each kind is shown on one page, copied and written from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.positions import Span
from qda.numbers.making import NumberKind
from ui.acts.act import Acts
from ui.panes.numbers import NumbersPane
from ui.widgets.notice_bar import Message

if TYPE_CHECKING:
    from ui.workspace import Workspace


class NumberActs(Acts):
    """Opens the page of numbers, which is one tab, and works on it."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space
        self.tabs = space.tabs

    def on_numbers_frequencies(self) -> None:
        """Count codes, over all or by group."""
        self.open(NumberKind.FREQUENCIES)

    def on_numbers_crosstab(self) -> None:
        """Set codes against an attribute, with tests."""
        self.open(NumberKind.CROSSTAB)

    def on_numbers_ratings(self) -> None:
        """Compare mean ratings with and without a code."""
        self.open(NumberKind.RATINGS)

    def on_numbers_series(self) -> None:
        """Show codes over time."""
        self.open(NumberKind.SERIES)

    def on_numbers_words(self) -> None:
        """Count words and phrases."""
        self.open(NumberKind.WORDS)

    def on_numbers_likert(self) -> None:
        """Summarise a questionnaire."""
        self.open(NumberKind.LIKERT)

    def on_numbers_items(self) -> None:
        """Test the validity and reliability of items."""
        self.open(NumberKind.ITEMS)

    def on_numbers_skm(self) -> None:
        """Make the index of public satisfaction."""
        self.open(NumberKind.SKM)

    def on_numbers_refresh(self) -> None:
        """Compute the figures in front anew."""
        self._with_page(NumbersPane.make)

    def on_numbers_picture(self) -> None:
        """Show the figures in front as a picture, or as tables."""
        self._with_page(lambda pane: pane.choices.picture.toggle())

    def on_numbers_about(self) -> None:
        """Tell what the figure one stands on means."""
        self._with_page(NumbersPane.show_about)

    def on_numbers_search(self) -> None:
        """Show every place where the word one stands on is written."""
        self._with_page(NumbersPane.search)

    def on_numbers_copy(self) -> None:
        """Copy the tables in front."""
        self._with_page(NumbersPane.copy)

    def on_numbers_export(self) -> None:
        """Write the tables in front to a file."""
        self._with_page(NumbersPane.choose_export)

    def open(self, kind: NumberKind) -> NumbersPane:
        """Show numbers of a kind."""
        pane = self.tabs.first(NumbersPane)
        if pane is None:
            pane = NumbersPane(self.desk, self.speech, self._selected_codes, self.space)
            pane.place_opened.connect(self._on_place)
            pane.search_wanted.connect(self.space.showing.search)
            pane.framework_wanted.connect(self.space.codebook.add_framework)
            pane.import_wanted.connect(self.space.import_wanted)
            self.tabs.add(pane)
        self.tabs.setCurrentWidget(pane)
        pane.show_kind(kind)
        pane.tables.setFocus()
        return pane

    def _on_place(self, source_id: int, span: Span | None) -> None:
        self.space.open_source(source_id, span)

    def _selected_codes(self) -> tuple[int, ...]:
        """The ids of the codes selected in the tree."""
        return self.space.codes.trees.active().selected_ids()

    def _with_page(self, act: Callable[[NumbersPane], None]) -> None:
        pane = self.tabs.front(NumbersPane)
        if pane is None:
            self.desk.told.emit(Message(lambda s: s("Open a page of numbers first.")))
        else:
            act(pane)
