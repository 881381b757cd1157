"""The acts of working through a study: the queue, uncoded stretches, the next source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.positions import Span
from models.vocabulary import Reading
from qda.edits.sources import MarkReading
from qda.i18n import Speech
from qda.retrieval.progress import Stretch, next_source, uncoded
from qda.retrieval.sources import source
from qda.session import StudyState
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.acts.recoding import named
from ui.desk import Desk
from ui.panes.queue import QueuePane, QueuePlace
from ui.panes.reading import ReadingPane
from ui.panes.sources import SourcesPane
from ui.widgets.notice_bar import Message

LEAST: Final = 20
"""Shorter stretches are no more than a yes or a thank you, and are passed over."""


@dataclass(frozen=True, slots=True)
class _Stretches:
    source_id: int
    reading: Reading
    found: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Next:
    source_id: int | None
    place: Span | None


_Pick = Callable[[list[Stretch], int], Stretch]


class QueueActs(Acts):
    """Finds what there is to do next.

    Signals:
        place_wanted: show a source at a place (its id, `Span` or None).
    """

    place_wanted = Signal(int, object)

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        sources: SourcesPane,
        *,
        chooser: CodeChooser,
        window: QWidget,
    ) -> None:
        super().__init__(desk, speech, window)
        self.chooser = chooser
        self.sources = sources
        self.place = QueuePlace()
        self.pane: ReadingPane | None = None
        self.seen: dict[int, set[int]] = {}

    def stand_before(self, pane: ReadingPane | None) -> None:
        """Another source, or none, is in front."""
        self.pane = pane

    def attach(self, pane: QueuePane) -> None:
        """Serve a queue."""
        pane.code_wanted.connect(partial(self._ask_code, pane))
        pane.moved.connect(self._keep_place)

    def _keep_place(self, place: QueuePlace) -> None:
        self.place = place

    def _ask_code(self, pane: QueuePane, coding_id: int) -> None:
        words = "" if pane.shown is None else named(pane.shown.listed.row.quote)
        title = self.speech("Another code for “{words}”", words=words)
        self.chooser.choose_beside(pane.context, title, partial(pane.confirm_as, coding_id))

    # --- uncoded stretches ---------------------------------------------------------------------

    def on_next_uncoded(self) -> None:
        """Select the next stretch of an informant's words that bears no code."""
        self._stretch(_following)

    def on_previous_uncoded(self) -> None:
        """Select the stretch without a code that comes before."""
        self._stretch(_preceding)

    def on_longest_uncoded(self) -> None:
        """Select the longest stretch without a code."""
        self._stretch(lambda found, _: max(found, key=lambda each: len(each.span)))

    def on_nothing_here(self) -> None:
        """Pass over the stretch one stands on for good, and go on; the last makes it read."""
        self._stretch(_following, pass_over=True)

    def _stretch(self, pick: _Pick, *, pass_over: bool = False) -> None:
        pane = self.pane
        if pane is None or pane.row is None:
            return
        source_id = pane.source_id

        def read(state: StudyState) -> _Stretches:
            found = uncoded(state, source_id)
            return _Stretches(source_id, source(state, source_id).reading, found)

        then = self._pass_over if pass_over else self._go
        self.desk.read("uncoded", read, partial(then, pick))

    def _pass_over(self, pick: _Pick, read: _Stretches) -> None:
        seen = self.seen.setdefault(read.source_id, set())
        pane = self.pane
        if pane is None or pane.source_id != read.source_id:
            return
        caret = pane.reader.view.caret()
        seen.update(each.span.start for each in read.found
                    if each.span.start <= caret <= each.span.end)  # fmt: skip
        reading = Reading.READING if self._open(read) else Reading.READ
        if reading is not read.reading and read.reading is not Reading.READ:
            self.desk.do(MarkReading((read.source_id,), reading))
        self._go(pick, read)

    def _open(self, read: _Stretches) -> list[Stretch]:
        """The stretches that are long enough and were not passed over."""
        seen = self.seen.get(read.source_id, set())
        return [s for s in read.found if len(s.span) >= LEAST and s.span.start not in seen]

    def _go(self, pick: _Pick, read: _Stretches) -> None:
        pane, found = self.pane, self._open(read)
        if pane is None or pane.source_id != read.source_id:
            return
        if not found:
            self.desk.told.emit(
                Message(lambda s: s("No stretch of an informant's words is without a code here."))
            )
            return
        # Where a stretch is selected, the caret stands at its end.
        selected = pane.reader.selected_span()
        caret = pane.reader.view.caret() if selected is None else selected.start
        chosen = pick(found, caret)
        pane.reader.go_to(chosen.span)
        pane.reader.view.select(chosen.span)
        at, count, length = found.index(chosen) + 1, len(found), len(chosen.span)
        self.desk.told.emit(
            Message(
                lambda s: s.many(
                    "Stretch {at} of {all} without a code: {n} character.",
                    "Stretch {at} of {all} without a code: {n} characters.",
                    length,
                    at=s.number(at),
                    all=s.number(count),
                ),
                topic="stretch",
            )
        )

    # --- sources -------------------------------------------------------------------------------

    def on_next_source(self) -> None:
        """Open the first unread or least coded source at its first uncoded place."""
        after = None if self.pane is None else self.pane.source_id

        def read(state: StudyState) -> _Next:
            source_id = next_source(state, after)
            if source_id is None:
                return _Next(None, None)
            found = [each.span for each in uncoded(state, source_id) if len(each.span) >= LEAST]
            return _Next(source_id, found[0] if found else None)

        self.desk.read("next source", read, self._open_next)

    def _open_next(self, found: _Next) -> None:
        if found.source_id is None:
            self.desk.told.emit(Message(lambda s: s("Every other source is marked as read.")))
        else:
            self.place_wanted.emit(found.source_id, found.place)

    def on_mark_read(self) -> None:
        """Mark the source as read."""
        self._mark(Reading.READ)

    def on_mark_reading(self) -> None:
        """Mark the source as being read."""
        self._mark(Reading.READING)

    def on_mark_unread(self) -> None:
        """Mark the source as not yet read."""
        self._mark(Reading.UNREAD)

    def on_sort_progress(self) -> None:
        """Let the sources stand by progress, or by technique again."""
        self.sources.sort_by_progress(on=not self.sources.by_progress)

    def _mark(self, reading: Reading) -> None:
        """Mark the source that is current in the list at the left, else the one in front."""
        chosen = self.sources.current_source() if self.sources.tree.hasFocus() else None
        source_id = chosen if chosen is not None or self.pane is None else self.pane.source_id
        if source_id is None:
            self.desk.told.emit(Message(lambda s: s("Open a source or choose one on the left.")))
        else:
            self.desk.do(MarkReading((source_id,), reading))


def _following(found: list[Stretch], caret: int) -> Stretch:
    return next((each for each in found if each.span.start > caret), found[0])


def _preceding(found: list[Stretch], caret: int) -> Stretch:
    before = [each for each in found if each.span.start < caret]
    return before[-1] if before else found[-1]
