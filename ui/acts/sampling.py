"""The acts on samples: draw one, work through its texts, and learn suggestions from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qda.edits.sampling import DrawSample, WorkThrough
from qda.retrieval.samples import sample_names
from qda.retrieval.sources import collections
from qda.sampling.choosing import strata_of
from qda.sampling.stored import (
    SampleProgress,
    next_text,
    progress_of,
    samples_of_source,
)
from qda.session import StudyState
from ui.acts.act import Acts
from ui.dialogs.sampling import DrawSampleDialog, Ground
from ui.panes.reading import ReadingPane
from ui.panes.samples import SamplesPane
from ui.panes.suggesting import SuggestPane
from ui.panes.table import TablePane
from ui.widgets.filter_bar import FilterValue
from ui.widgets.notice_bar import Message

if TYPE_CHECKING:
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Next:
    name: str
    found: tuple[int, int] | None
    progress: SampleProgress


class SamplingActs(Acts):
    """What one does with samples; `current` is the name of the one that is worked through."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space
        self.current = ""

    # --- drawing -------------------------------------------------------------------------------

    def on_draw_sample(self) -> None:
        """Ask what is to be drawn."""
        table = self.space.tabs.front(TablePane)
        front = None if table is None else table.collection_id
        self.desk.read("sampling ground", partial(_ground, front), self._ask)

    def _ask(self, ground: Ground) -> None:
        if not ground.collections:
            said = Message(
                lambda s: s("Import reviews or survey answers first: samples are of these.")
            )
            self.desk.told.emit(said)
            return
        dialog = DrawSampleDialog(self.desk, self.speech, ground, self.window_)
        dialog.accepted.connect(partial(self._draw, dialog))
        self.ask(dialog)

    def _draw(self, dialog: DrawSampleDialog) -> None:
        plan, session = dialog.plan(), self.desk.session
        self.desk.work(
            self.speech("Drawing the sample “{name}”", name=plan.name),
            lambda job: session.do(DrawSample(plan, job), job.is_stopped),
            lambda _: self._on_drawn(plan.name),
        )

    def _on_drawn(self, name: str) -> None:
        self.current = name
        self.open_samples()

    # --- showing -------------------------------------------------------------------------------

    def on_samples(self) -> None:
        """Show the samples."""
        self.open_samples()

    def open_samples(self) -> SamplesPane:
        """Show the samples in their tab."""
        tabs = self.space.tabs
        pane = tabs.first(SamplesPane)
        if pane is None:
            pane = SamplesPane(self.desk, self.speech, self.space)
            pane.draw_wanted.connect(self.on_draw_sample)
            pane.next_wanted.connect(self.go_to_next)
            pane.proposals_wanted.connect(self._judge)
            pane.chosen.connect(self._on_chosen)
            tabs.add(pane, self.speech("Samples"))
        tabs.setCurrentWidget(pane)
        pane.setFocus()
        return pane

    def on_suggestions(self) -> None:
        """Show what can be learned and suggested."""
        self.open_suggestions()

    def open_suggestions(self) -> SuggestPane:
        """Show the suggestions in their tab."""
        tabs = self.space.tabs
        pane = tabs.first(SuggestPane)
        if pane is None:
            pane = SuggestPane(self.desk, self.speech, self.space)
            pane.queue_wanted.connect(self.space.showing.on_queue)
            tabs.add(pane, self.speech("Suggestions"))
        tabs.setCurrentWidget(pane)
        pane.setFocus()
        return pane

    def _on_chosen(self, name: str) -> None:
        self.current = name

    def _judge(self, name: str) -> None:
        queue = self.space.showing.open_queue()
        queue.filtering.restore((FilterValue("samples", name, name),))

    # --- working through -----------------------------------------------------------------------

    def on_next_in_sample(self) -> None:
        """Open the next text of the sample that is not worked through."""
        self.go_to_next(self.current)

    def on_done_in_sample(self) -> None:
        """Nothing more is in the text in front: it is worked through; open the next one."""
        pane = self.space.tabs.front(ReadingPane)
        if pane is None:
            self.desk.told.emit(Message(lambda s: s("Open a text of a sample first.")))
            return
        source_id = pane.source_id
        self.desk.read(
            "sample of the text",
            lambda state: samples_of_source(state, source_id),
            partial(self._finish, source_id),
        )

    def _finish(self, source_id: int, names: tuple[str, ...]) -> None:
        if not names:
            self.desk.told.emit(Message(lambda s: s("This text is in no sample.")))
            return
        if self.current not in names:
            self.current = names[-1]
        self.desk.do(WorkThrough((source_id,)), lambda _: self.go_to_next(self.current))

    def go_to_next(self, name: str) -> None:
        """Open the next text of a sample by name, of the newest one where none is named."""
        pane = self.space.tabs.front(ReadingPane)
        after = None if pane is None else pane.source_id

        def read(state: StudyState) -> _Next:
            known = sample_names(state)
            chosen = name if name in known else next(iter(known[::-1]), "")
            return _Next(chosen, next_text(state, chosen, after), progress_of(state, chosen))

        self.desk.read("next of the sample", read, self._open)

    def _open(self, found: _Next) -> None:
        name, far = found.name, found.progress
        if not name:
            self.desk.told.emit(Message(lambda s: s("Draw a sample first.")))
            return
        self.current = name
        if found.found is None:
            self.desk.told.emit(
                Message(
                    lambda s: s("Every text of the sample “{name}” is worked through.", name=name)
                )
            )
            return
        source_id, position = found.found
        self.space.open_source(source_id)
        self.desk.told.emit(
            Message(
                lambda s: s.many(
                    "Sample “{name}”: text {at} of {all}; {n} is left.",
                    "Sample “{name}”: text {at} of {all}; {n} are left.",
                    far.left,
                    name=name,
                    at=s.number(position),
                    all=s.number(far.texts),
                ),
                topic="sample",
            )
        )


def _ground(front: int | None, state: StudyState) -> Ground:
    there = collections(state)
    return Ground(
        there,
        {each.id: strata_of(state, each) for each in there},
        sample_names(state),
        front,
    )
