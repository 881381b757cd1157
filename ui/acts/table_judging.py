"""The acts that say something of the codings on many rows of a table: polarity, degree, a memo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from models.vocabulary import Polarity, TimeFrame
from qda.edits.coding import JudgeCodings, JudgementChange
from qda.edits.edit import EditRequest
from qda.edits.memos import NoteCodings
from qda.edits.portions import PORTION, InPortions
from qda.i18n import Speech, mark
from qda.labels import label
from qda.language.ranking import folded, rank
from qda.retrieval.table.judged import OwnCoding, own_codings_on
from ui.acts.act import Acts
from ui.acts.choosing import place_in
from ui.acts.judging import GRADES, confidences, next_step, strengths
from ui.signs import POLARITIES
from ui.widgets.notice_bar import Message
from ui.widgets.quick_list import Picked, QuickAsk
from ui.widgets.quick_rows import QuickItem

if TYPE_CHECKING:
    from ui.acts.table import TableActs
    from ui.panes.table import TablePane

Codings = tuple[OwnCoding, ...]
_Change = Callable[[Codings], JudgementChange]
_Make = Callable[[tuple[int, ...]], EditRequest[int]]


class TableJudging(Acts):
    """What a coder says of her codings by one code on the chosen rows, in one act.

    Where the rows bear several of her codes, the quick list asks which of them is meant. What is
    said of all of them already is taken back.
    """

    def __init__(self, table: TableActs) -> None:
        super().__init__(table.desk, table.speech, table.window_)
        self.table = table

    def on_table_supporting(self) -> None:
        """The codings speak of help; said again, this is taken back."""
        self._polarity(Polarity.SUPPORTING)

    def on_table_inhibiting(self) -> None:
        """The codings speak of hindrance; said again, this is taken back."""
        self._polarity(Polarity.INHIBITING)

    def on_table_mixed(self) -> None:
        """The codings speak of both; said again, this is taken back."""
        self._polarity(Polarity.MIXED)

    def on_table_neutral(self) -> None:
        """The codings speak of neither; said again, this is taken back."""
        self._polarity(Polarity.NEUTRAL)

    def on_table_strength(self) -> None:
        """The next step of strength for all of them, behind the strongest none."""
        self._judge(lambda rows: JudgementChange(strength=next_step(GRADES, rows[0].strength)))

    def on_table_time(self) -> None:
        """Past, now, potential, then none."""
        self._judge(lambda rows: JudgementChange(time=next_step(tuple(TimeFrame), rows[0].time)))

    def on_table_confidence(self) -> None:
        """The next step of confidence for all of them, behind the surest none."""
        self._judge(lambda rows: JudgementChange(confidence=next_step(GRADES, rows[0].confidence)))

    def on_table_important(self) -> None:
        """Mark the codings as important, or take the marks away."""
        self._judge(lambda rows: JudgementChange(important=not all(r.important for r in rows)))

    def on_table_memo(self) -> None:
        """Write one memo and attach it to each of the codings."""
        self._with_codings(self._ask_memo)

    def add_to(self, menu: QMenu) -> None:
        """Offer all of this for the chosen rows."""
        speech = self.speech
        inner = menu.addMenu(speech("Say of the codings"))
        for polarity in Polarity:
            words = f"{POLARITIES[polarity]}  {label(polarity, speech)}"
            inner.addAction(words, partial(self._polarity, polarity))
        inner.addSeparator()
        for grade, words in zip(GRADES, strengths(speech), strict=True):
            change = JudgementChange(strength=grade)
            inner.addAction(words, partial(self._judge, partial(_same, change)))
        inner.addSeparator()
        inner.addAction(speech("Important"), self.on_table_important)
        menu.addAction(speech("A memo on the codings …"), self.on_table_memo)

    # --- which codings -------------------------------------------------------------------------

    def _polarity(self, polarity: Polarity) -> None:
        self._judge(
            lambda rows: JudgementChange(
                polarity=None if all(row.polarity is polarity for row in rows) else polarity
            )
        )

    def _judge(self, change: _Change) -> None:
        self._with_codings(partial(self._ask_which, change))

    def _with_codings(self, go_on: Callable[[TablePane, Codings], None]) -> None:
        ids, pane = self.table.chosen(), self.table.pane
        if not ids or pane is None:
            return
        asked = pane.question_id
        self.desk.read(
            "own codings",
            lambda state: own_codings_on(state, ids, asked),
            partial(self._on_codings, pane, go_on),
        )

    def _on_codings(
        self, pane: TablePane, go_on: Callable[[TablePane, Codings], None], found: Codings
    ) -> None:
        if not isValid(pane):
            return
        if found:
            go_on(pane, found)
        else:
            self._tell(
                lambda s: s("None of your codings is on these rows. Give them a code first (C).")
            )

    def _ask_which(self, change: _Change, pane: TablePane, found: Codings) -> None:
        codes = {row.code_id for row in found}
        if len(codes) == 1:
            self._change(change, found)
            return
        speech = self.speech
        ask = QuickAsk(
            title=speech("Of which codes shall it be said?"),
            prompt=speech("Find one of the codes on these rows"),
            hint=speech("Enter takes this code, Ctrl+Enter collects several, Escape leaves."),
            find=partial(_among, self._items(found)),
            collected=speech("Enter takes: {names}"),
        )

        def take(picked: Picked) -> None:
            self._change(change, tuple(row for row in found if row.code_id in picked.ids))
            _back_to(pane)

        self._open(pane, ask, take)

    def _ask_memo(self, pane: TablePane, found: Codings) -> None:
        speech, quick = self.speech, self.table.chooser.quick
        ask = QuickAsk(
            title=speech("One memo on each coding by the chosen codes"),
            prompt=speech("Find one of the codes on these rows"),
            hint=speech("Tab goes to the memo, Enter writes it, Ctrl+Enter collects codes."),
            find=partial(_among, self._items(found)),
            collected=speech("Enter writes it on: {names}"),
            memo=speech("Words of the memo (Tab comes here)"),
        )

        def take(picked: Picked) -> None:
            _back_to(pane)
            if not picked.memo.strip():
                self._tell(lambda s: s("The memo was empty, and nothing was written."))
                return
            ids = tuple(row.id for row in found if row.code_id in picked.ids)
            self._do(lambda some: NoteCodings(some, picked.memo), ids, _noted)

        self._open(pane, ask, take)
        if len({row.code_id for row in found}) == 1:
            quick.memo.setFocus()

    def _open(self, pane: TablePane, ask: QuickAsk, take: Callable[[Picked], None]) -> None:
        place = place_in(pane.table.right, self.window_)
        self.table.chooser.quick.open_at(place, ask, then=take, left=partial(_back_to, pane))

    def _items(self, found: Codings) -> list[QuickItem]:
        """The codes on the rows, the most frequent first, with how many codings each has."""
        speech, known = self.speech, self.table.chooser.known
        items = []
        for code_id, count in Counter(row.code_id for row in found).most_common():
            code = known.code(code_id)
            if code is not None:
                origin = speech.many("{n} coding on these rows", "{n} codings on these rows", count)
                items.append(
                    QuickItem(
                        id=code_id,
                        name=code.name(speech.language),
                        origin=origin,
                        colour=code.colour,
                        meaning=code.text("definition", speech.language),
                    )
                )
        return items

    # --- changing ------------------------------------------------------------------------------

    def _change(self, change: _Change, rows: Codings) -> None:
        if not rows:
            return
        said = change(rows)

        def told(speech: Speech, count: int) -> str:
            words = _worded(said, speech)
            return speech.many("{n} coding: {said}", "{n} codings: {said}", count, said=words)

        self._do(lambda ids: JudgeCodings(ids, said), tuple(row.id for row in rows), told)

    def _do(self, make: _Make, ids: tuple[int, ...], told: Callable[[Speech, int], str]) -> None:
        session = self.desk.session

        def done(count: int) -> None:
            # Of a single one the chip in the row says it.
            if len(ids) > 1:
                self._tell(lambda s: told(s, count))

        if len(ids) <= PORTION:
            self.desk.do(make(ids), done)
            return
        title = self.speech.many("Changing {n} coding", "Changing {n} codings", len(ids))
        self.desk.work(title, lambda job: session.do(InPortions(make, ids, job)), done)

    def _tell(self, say: Callable[[Speech], str]) -> None:
        self.desk.told.emit(Message(say))


def _same(change: JudgementChange, _rows: Codings) -> JudgementChange:
    return change


def _noted(speech: Speech, count: int) -> str:
    return speech.many("A memo stands on {n} coding.", "A memo stands on {n} codings.", count)


def _worded(said: JudgementChange, speech: Speech) -> str:
    """What is said of codings now, in a few words."""
    steps = {"strength": strengths(speech), "confidence": confidences(speech)}
    words = []
    for name, value in said.values().items():
        if value is None or value is False:
            words.append(speech(_TAKEN[name]))
        elif name in steps and isinstance(value, int):
            words.append(steps[name][value - 1])
        elif isinstance(value, Polarity | TimeFrame):
            words.append(label(value, speech))
        else:
            words.append(speech("important"))
    return ", ".join(words)


_TAKEN: Final = {
    "polarity": mark("polarity taken back"),
    "strength": mark("strength taken back"),
    "time": mark("time taken back"),
    "confidence": mark("confidence taken back"),
    "important": mark("no longer important"),
}


def _among(items: Sequence[QuickItem], words: str) -> list[QuickItem]:
    wanted = folded(words).split()
    return [item for item in items if rank(wanted, (folded(item.name),)) is not None]


def _back_to(pane: TablePane) -> None:
    if isValid(pane):
        pane.enter_table()
