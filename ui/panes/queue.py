"""The work queue: proposed codings one after the other in their context, decided by single keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import CodingState
from qda.edits.coding import ConfirmCodings, RemoveCodings
from qda.edits.deciding import ConfirmAs
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.retrieval.codings import CodingFilter
from qda.retrieval.queue import (
    InContext,
    QueueOrder,
    Waiting,
    WhatWaits,
    count_waiting,
    in_context,
    queue,
    states_of,
    what_waits,
)
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.filtering import Filtering
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.filter_bar import FilterBar, FilterValue
from ui.widgets.flow import FlowLayout
from ui.widgets.proposal_card import KEYS, ContextCard, MeaningCard, WaitingTree

MOST: Final = 5_000
"""Proposals of one sitting; when they are decided, the next ones come."""

_NONE: Final = Invitation(
    mark("Nothing waits to be confirmed"),
    mark("Term lists propose codings; each is a coding once you have confirmed it here."),
    mark("Propose codings by term lists"),
)
_NONE_LEFT: Final = Invitation(
    mark("No proposal passes the filter"),
    mark("Take a part of the filter away to see more."),
    mark("Show everything again"),
)
_ORDERS: Final = (
    (QueueOrder.SOURCE, mark("by source")),
    (QueueOrder.CODE, mark("by code")),
    (QueueOrder.CERTAINTY, mark("most certain first")),
    (QueueOrder.RANDOM, mark("at random")),
)
_BUTTONS: Final = (
    ("confirm", mark("Confirm"), "Y"),
    ("change", mark("Change the code …"), "C"),
    ("edges", mark("Adjust the edges"), "E"),
    ("reject", mark("Reject"), "X"),
    ("skip", mark("Skip"), mark("Space")),
    ("back", mark("Back"), "B"),
)


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where one stands in the queue: what is asked for, what came of it, and the present one."""

    order: QueueOrder = QueueOrder.SOURCE
    seed: int = 1
    chosen: tuple[FilterValue, ...] = ()
    words: str = ""
    waiting: tuple[Waiting, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    waiting: tuple[Waiting, ...]
    states: dict[int, CodingState]
    left: int
    what: WhatWaits


@dataclass(slots=True)
class _Sitting:
    """The proposals of this sitting, and what has become of them."""

    waiting: tuple[Waiting, ...] = ()
    states: dict[int, CodingState] = field(default_factory=dict)
    at: int = 0

    def state(self, at: int) -> CodingState | None:
        """What has become of one; None where it is rejected."""
        return self.states.get(self.waiting[at].id)

    def open_from(self, at: int) -> int | None:
        """The next one that waits, from `at` on and then from the start; None where none does."""
        count = len(self.waiting)
        around = (*range(at, count), *range(min(at, count)))
        return next((n for n in around if self.state(n) is CodingState.PROPOSED), None)

    def before(self, at: int) -> int | None:
        """The one before that is still there, decided or not."""
        return next((n for n in range(at - 1, -1, -1) if self.state(n) is not None), None)

    def returned(self, states: dict[int, CodingState]) -> int | None:
        """The first that was decided and waits again, as it does when one undoes."""
        for number, each in enumerate(self.waiting):
            waits = states.get(each.id) is CodingState.PROPOSED
            if waits and self.states.get(each.id) is not CodingState.PROPOSED:
                return number
        return None


class QueuePane(Pane):
    """Proposals to be decided.

    Signals:
        code_wanted: another code is to be chosen for a proposal (its id).
        place_opened: the edges are to be adjusted in the text (source id, `Span`).
        proposals_wanted: term lists are to propose codings.
        moved: one stands elsewhere (`QueuePlace`).
        titled: the title of the tab.
    """

    shows = frozenset({"coding", "segment", "code"})
    rests = True

    code_wanted = Signal(int)
    place_opened = Signal(int, object)
    proposals_wanted = Signal()
    moved = Signal(object)
    titled = Signal(str)

    def __init__(
        self, desk: Desk, speech: Speech, place: QueuePlace, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.place = place
        self.shown: InContext | None = None
        self._sitting = _Sitting(place.waiting, {}, place.at)
        self._left = 0
        self._loaded = False
        self.count = QLabel(self)
        self.order = QComboBox(self)
        self.again = QPushButton(self)
        self.bar = FilterBar(speech, self)
        self.filtering = Filtering(desk, self.bar, speech, without=frozenset({"states"}))
        self.context = ContextCard(speech, self)
        self.meaning = MeaningCard(speech, self)
        self.what_waits = WaitingTree(speech, self)
        self.buttons = {name: QPushButton(self) for name, _, _ in _BUTTONS}
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.filtering.restore(place.chosen, place.words)
        self.order.setCurrentIndex(self.order.findData(place.order))
        self._load(keep=bool(place.waiting))

    def _lay_out(self) -> None:
        for order, _ in _ORDERS:
            self.order.addItem("", order)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.bar.count.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self.count, 1)
        head.addWidget(self.order)
        head.addWidget(self.again)
        self.body = QSplitter(Qt.Orientation.Horizontal, self)
        beside = QSplitter(Qt.Orientation.Vertical, self.body)
        beside.addWidget(self.meaning)
        beside.addWidget(self.what_waits)
        beside.setSizes([320, 180])
        self.body.addWidget(self.context)
        self.body.addWidget(beside)
        self.body.setSizes([560, 280])
        self.body.setChildrenCollapsible(False)
        self.acts = QWidget(self)
        flow = FlowLayout(self.acts)
        for button in self.buttons.values():
            flow.addWidget(button)
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        full = QWidget(self)
        stack = QVBoxLayout(full)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(Space.SMALL)
        stack.addWidget(self.body, 1)
        stack.addWidget(self.acts)
        self._full = full
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self.bar)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(full)
        column.addLayout(self._pages, 1)
        self.setFocusProxy(self.context)

    def _connect(self) -> None:
        self.order.currentIndexChanged.connect(self._on_order)
        self.again.clicked.connect(self._on_again)
        self.filtering.changed.connect(self._on_filter)
        self.context.act_wanted.connect(self.carry_out)
        self.empty.acted.connect(self._on_empty)
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self.carry_out, name))

    # --- deciding ------------------------------------------------------------------------------

    @property
    def current(self) -> Waiting | None:
        """The proposal one stands on."""
        sitting = self._sitting
        return sitting.waiting[sitting.at] if sitting.at < len(sitting.waiting) else None

    def carry_out(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        """Decide on the present proposal, or go on or back, by the name of the act."""
        current = self.current
        if current is None or self.shown is None:
            return
        if name == "confirm":
            self.desk.do(ConfirmCodings((current.id,)))
            self._go_on()
        elif name == "reject":
            self.desk.do(RemoveCodings((current.id,)))
            self._go_on()
        elif name == "change":
            self.code_wanted.emit(current.id)
        elif name == "edges":
            self.place_opened.emit(current.source_id, self.shown.listed.row.span)
        elif name == "skip":
            self._go_on()
        elif name == "back":
            before = self._sitting.before(self._sitting.at)
            if before is not None:
                self._go_to(before)

    def confirm_as(self, coding_id: int, code_id: int) -> None:
        """Confirm a proposal under another code."""
        self.desk.do(ConfirmAs((coding_id,), code_id))
        self._go_on()
        self.setFocus()

    def _go_on(self) -> None:
        sitting = self._sitting
        following = sitting.open_from(sitting.at + 1)
        if following is not None and following != sitting.at:
            self._go_to(following)

    def _go_to(self, at: int) -> None:
        self._sitting.at = at
        self._tell_place()
        self._read_context()
        self._say_count()

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Override: what has become of the proposals, and how many wait."""
        if not self._loaded:
            return
        wanted, waiting = self.filtering.wanted, self._sitting.waiting

        def read(connection: StudyState) -> _Found:
            states = states_of(connection, [each.id for each in waiting])
            return _found(connection, wanted, waiting, states)

        self.desk.read(f"queue {id(self)}", read, self._on_states)

    def _load(self, *, keep: bool = False) -> None:
        """Read the queue anew; `keep` stays in the present one, where it is still there."""
        self._loaded = False
        wanted, place, held = self.filtering.wanted, self.place, self._sitting.waiting

        def read(connection: StudyState) -> _Found:
            order, seed = place.order, place.seed
            waiting = held if keep else queue(connection, wanted, order, seed=seed, most=MOST)
            states = states_of(connection, [each.id for each in waiting])
            return _found(connection, wanted, waiting, states)

        self.desk.read(f"queue {id(self)}", read, self._on_loaded)

    def _on_loaded(self, found: _Found) -> None:
        self._loaded = True
        at = self._sitting.at
        self._sitting = _Sitting(found.waiting, found.states)
        self._sitting.at = self._sitting.open_from(min(at, len(found.waiting))) or 0
        self._tell_place()
        self._show_found(found)

    def _on_states(self, found: _Found) -> None:
        sitting = self._sitting
        if found.waiting != sitting.waiting:
            return
        returned = sitting.returned(found.states)
        sitting.states = found.states
        if returned is not None:
            sitting.at = returned
        elif sitting.waiting and sitting.state(sitting.at) is None:
            sitting.at = sitting.open_from(sitting.at) or sitting.at
        if found.left and sitting.open_from(0) is None:
            # This sitting is done, and there is more.
            sitting.at = 0
            self._load()
            return
        self._tell_place()
        self._show_found(found)

    def _show_found(self, found: _Found) -> None:
        self._left = found.left
        self.what_waits.show_waiting(found.what)
        self.empty.set_invitation(_NONE_LEFT if self.filtering.active else _NONE)
        self._pages.setCurrentWidget(self._full if found.left else self.empty)
        self._say_count()
        self._read_context()

    def _read_context(self) -> None:
        current = self.current
        if current is not None:
            self.desk.read(
                f"context {id(self)}", lambda s: in_context(s, current.id), self._on_context
            )

    def _on_context(self, found: InContext | None) -> None:
        self.shown = found
        if found is not None:
            self.context.show_coding(found)
            self.meaning.show_coding(found)

    def _on_changed(self, change: Changed) -> None:
        if change.kind in ("store_proposals", "store_suggestions") and self._loaded:
            self._load()
        else:
            super()._on_changed(change)

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: everything that is worded."""
        speech = self.speech
        self.retitle()
        for at, (_, words) in enumerate(_ORDERS):
            self.order.setItemText(at, speech(words))
        self.order.setAccessibleName(speech("In which order proposals come"))
        self.again.setText(speech("Shuffle"))
        self.again.setToolTip(speech("Another order by chance"))
        for name, words, key in _BUTTONS:
            shown = speech(key) if len(key) > 1 else key
            self.buttons[name].setText(f"{speech(words)}  [{shown}]")
            self.buttons[name].setAccessibleName(speech(words))
        for part in (self.context, self.meaning, self.what_waits, self.empty):
            part.set_speech(speech)
        self.filtering.set_speech(speech)
        self._say_count()

    def retitle(self) -> None:
        """Override: the name of the page."""
        self.titled.emit(self.speech("Work queue"))

    def _say_count(self) -> None:
        sitting, number = self._sitting, self.speech.number
        self.again.setVisible(self.place.order is QueueOrder.RANDOM)
        if not sitting.waiting:
            self.count.setText("")
            return
        states = [sitting.states.get(each.id) for each in sitting.waiting]
        parts = [
            self.speech(
                "{at} of {all}", at=number(sitting.at + 1), all=number(len(sitting.waiting))
            ),
            self.speech.many("{n} confirmed", "{n} confirmed", states.count(CodingState.CONFIRMED)),
            self.speech.many("{n} rejected", "{n} rejected", states.count(None)),
            self.speech.many("{n} waits", "{n} wait", self._left),
        ]
        self.count.setText(" · ".join(parts))

    # --- slots ---------------------------------------------------------------------------------

    def _tell_place(self) -> None:
        self.place = replace(
            self.place,
            chosen=self.filtering.chosen,
            words=self.bar.field.text(),
            waiting=self._sitting.waiting,
            at=self._sitting.at,
        )
        self.moved.emit(self.place)

    def _on_order(self) -> None:
        self.place = replace(self.place, order=QueueOrder(self.order.currentData()))
        self._from_the_start()

    def _on_again(self) -> None:
        self.place = replace(self.place, seed=self.place.seed + 1)
        self._from_the_start()

    def _on_filter(self, _: CodingFilter) -> None:
        if self._loaded:
            self._from_the_start()

    def _from_the_start(self) -> None:
        if self._loaded:
            self._sitting.at = 0
            self._load()

    def _on_empty(self) -> None:
        if self.filtering.active:
            self.filtering.clear()
        else:
            self.proposals_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: the keys of the queue work wherever one is in it."""
        name = KEYS.get(Qt.Key(event.key()))
        if name is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.carry_out(name)


def _found(
    connection: StudyState,
    wanted: CodingFilter,
    waiting: tuple[Waiting, ...],
    states: dict[int, CodingState],
) -> _Found:
    left = count_waiting(connection, wanted)
    return _Found(waiting, states, left, what_waits(connection, wanted))
