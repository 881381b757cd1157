"""The acts on codings that are there: recode, uncode, split, merge, confirm, memo, copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.coding import (
    CodeMany,
    CodeSegment,
    ConfirmCodings,
    RecodeCodings,
    RemoveCodings,
    ResizeCoding,
)
from qda.edits.segments import MergeCodings, SplitCoding
from qda.labels import label
from qda.language.ranking import folded, rank
from qda.retrieval.rows import CodingRow
from ui.acts.act import Acts
from ui.acts.judging import said_parts, say_aloud, tell_none
from ui.acts.known_codes import KnownCodes
from ui.acts.standing import Standing
from ui.panes.reading import ReadingPane
from ui.short_words import one_line, shortened
from ui.widgets.notice_bar import Message
from ui.widgets.quick_list import Picked, QuickAsk, QuickList
from ui.widgets.quick_rows import QuickItem

if TYPE_CHECKING:
    from ui.acts.coding import CodingActs

LONGEST: Final = 60


class RecodingActs(Acts):
    """What one does to the coding at the caret; what is seen changes at once."""

    def __init__(
        self, coding: CodingActs, known: KnownCodes, standing: Standing, quick: QuickList
    ) -> None:
        super().__init__(coding.desk, coding.speech, coding.window_)
        self.coding = coding
        self.known = known
        self.standing = standing
        self.quick = quick

    # --- by key, for the coding at the caret ---------------------------------------------------

    def on_next_here(self) -> None:
        """Mean the next of several codings at the caret."""
        row, pane = self.standing.choose_next(), self.standing.pane
        code = None if row is None else self.known.code(row.code_id)
        if row is None or pane is None:
            tell_none(self.desk)
        elif code is not None:
            said = (code.name(self.speech.language), *said_parts(row, self.speech))
            say_aloud(pane.reader.view, ", ".join(said))

    def on_recode(self) -> None:
        """Choose another code for the coding at the caret."""
        self._with_row(lambda row: self.recode((row,)))

    def on_add_another(self) -> None:
        """Give the words of the coding at the caret other codes as well."""
        self._with_row(self.add_another)

    def on_uncode(self) -> None:
        """Take the coding at the caret away; of several, those that are chosen in a list."""
        rows = self.standing.rows()
        if not rows:
            tell_none(self.desk)
        elif len(rows) == 1 or self.standing.chosen is not None:
            self._with_row(lambda row: self.remove((row.id,)))
        else:
            self._ask_which(rows)

    def on_split_coding(self) -> None:
        """Make two codings of the one at the caret, before and behind it."""
        self._with_row(self.split)

    def on_merge_codings(self) -> None:
        """Make one of the coding at the caret and all by its code and coder that touch it."""
        self._with_row(self.merge)

    def on_code_memo(self) -> None:
        """Write a memo on the coding at the caret."""
        self._with_row(self.add_memo)

    def on_copy_coding(self) -> None:
        """Copy the words of the coding at the caret with their reference."""
        self._with_row(lambda row: self.copy((row,)))

    def _with_row(self, act: Callable[[CodingRow], None]) -> None:
        row = self.standing.row()
        if row is None:
            tell_none(self.desk)
        else:
            act(row)

    # --- for any coding ------------------------------------------------------------------------

    def confirm(self, ids: tuple[int, ...]) -> None:
        """Make proposals one's own."""
        changed = {row.id: replace(row, state=CodingState.CONFIRMED) for row in self._rows(ids)}
        self._do(ConfirmCodings(ids), changed)

    def remove(self, ids: tuple[int, ...]) -> None:
        """Take codings away."""
        self._do(RemoveCodings(ids), dict.fromkeys(ids))

    def resize(self, coding_id: int, span: Span) -> None:
        """Put a coding on another span."""
        changed = {row.id: replace(row, span=span) for row in self._rows((coding_id,))}
        self._do(ResizeCoding(coding_id, span), changed)

    def recode(self, rows: Sequence[CodingRow]) -> None:
        """Let another code be chosen for codings."""
        title = self.speech("Another code for “{words}”", words=_words_of(rows))
        self.coding.chooser.choose(self._place(), title, partial(self._on_recoded, tuple(rows)))

    def add_another(self, row: CodingRow) -> None:
        """Let more codes be chosen for the words of a coding."""
        speech = self.speech
        ask = QuickAsk(
            title=speech("One more code for “{words}”", words=_words_of((row,))),
            prompt=speech("Find a code by its name, id or meaning"),
            hint=speech("Enter gives the code, Ctrl+Enter collects several, Escape leaves."),
            find=self._find,
            collected=speech("Enter gives: {names}"),
        )
        self._open(ask, partial(self._on_added, row))

    def split(self, row: CodingRow) -> None:
        """Split a coding at the caret."""
        pane = self.standing.pane
        if pane is not None:
            self.desk.do(SplitCoding(row.id, pane.reader.view.caret()))

    def merge(self, row: CodingRow) -> None:
        """Merge a coding with all by its code and coder that touch it."""
        pane = self.standing.pane
        shown = None if pane is None else pane.reader.shown_text()
        if pane is None or shown is None:
            return
        chain = touching(row, pane.coded, shown.text)
        if len(chain) < 2:
            self.desk.told.emit(
                Message(lambda s: s("No other coding by this code and coder touches this one."))
            )
            return
        self.standing.choose(chain[0].id)
        self._do(MergeCodings(tuple(each.id for each in chain)), {})

    def add_memo(self, row: CodingRow) -> None:
        """Let a memo be written on a coding."""
        # A coding that was just made has been read with its UUID by now.
        self.coding.memo_wanted.emit(next(iter(self._rows((row.id,))), row))

    def copy(self, rows: Iterable[CodingRow]) -> None:
        """Copy the words of codings, each with its reference, one to a line."""
        pane = self.standing.pane
        shown = None if pane is None else pane.reader.shown_text()
        keys = {
            row.id: shown.reference(row.span)
            if shown is not None and shown.source_id == row.source_id
            else row.key
            for row in rows
        }
        said = "\n".join(f"“{row.quote}” ({keys[row.id]})" for row in rows)
        QGuiApplication.clipboard().setText(said)

    # --- choosing ------------------------------------------------------------------------------

    def _ask_which(self, rows: tuple[CodingRow, ...]) -> None:
        speech = self.speech
        items = [item for row in rows if (item := self._item(row)) is not None]
        ask = QuickAsk(
            title=speech("Which coding shall go?"),
            prompt=speech("Find one of the codings at the caret"),
            hint=speech("Enter takes the coding away, Ctrl+Enter collects several."),
            find=partial(_among, items),
            collected=speech("Enter takes away: {names}"),
        )
        self._open(ask, self._on_unwanted)

    def _item(self, row: CodingRow) -> QuickItem | None:
        code = self.known.code(row.code_id)
        if code is None:
            return None
        speech = self.speech
        return QuickItem(
            id=row.id,
            name=code.name(speech.language),
            origin=" · ".join((row.coder, label(row.state, speech), *said_parts(row, speech))),
            colour=code.colour,
            meaning=f"“{row.quote}” ({row.key})",
            proposed=row.state is CodingState.PROPOSED,
        )

    def _open(self, ask: QuickAsk, then: Callable[[Picked], None]) -> None:
        self.quick.open_at(self._place(), ask, then=then, left=_stay)

    def _place(self) -> QRect:
        pane, row = self.standing.pane, self.standing.row()
        span = None if row is None else row.span
        return QRect() if pane is None else place_of(pane, span, self.window_)

    def _on_recoded(self, rows: tuple[CodingRow, ...], code_id: int) -> None:
        self.known.use((code_id,))
        changed = {row.id: replace(row, code_id=code_id) for row in rows}
        self._do(RecodeCodings(tuple(row.id for row in rows), code_id), changed)

    def _on_added(self, row: CodingRow, picked: Picked) -> None:
        self.known.use(picked.ids)
        given = tuple(CodeSegment(row.source_id, row.span, each) for each in picked.ids)
        pane = self.standing.pane
        if pane is None or pane.source_id != row.source_id:
            self.desk.do(CodeMany(given))
        elif len(given) == 1:
            pane.code(row.span, picked.ids[0])
        else:
            pane.code_many(CodeMany(given))

    def _on_unwanted(self, picked: Picked) -> None:
        self.remove(picked.ids)

    # --- what is seen --------------------------------------------------------------------------

    def _find(self, words: str) -> list[QuickItem]:
        return self.known.find(words, self.speech)

    def _rows(self, ids: Iterable[int]) -> list[CodingRow]:
        pane = self.standing.pane
        return [row for id_ in ids if pane is not None and (row := pane.coding(id_)) is not None]

    def _do(self, edit: _Edit, changed: dict[int, CodingRow | None] | dict[int, CodingRow]) -> None:
        pane = self.standing.pane
        if pane is None:
            self.desk.do(edit)
        else:
            pane.do(edit, changed)


_Edit = ConfirmCodings | RemoveCodings | ResizeCoding | RecodeCodings | MergeCodings


def touching(row: CodingRow, rows: Iterable[CodingRow], text: str) -> list[CodingRow]:
    """The codings by a coding's code and coder that hang together with it, in reading order.

    They overlap or adjoin, or only white space stands between them.
    """
    alike = (r for r in rows if (r.code_id, r.coder_id) == (row.code_id, row.coder_id))
    chain: list[CodingRow] = []
    end = 0
    for each in sorted(alike, key=lambda r: r.span):
        apart = chain and each.span.start > end and text[end : each.span.start].strip()
        if apart and row in chain:
            break
        if apart:
            chain = []
        end = each.span.end if not chain else max(end, each.span.end)
        chain.append(each)
    return chain if row in chain else []


def named(words: str) -> str:
    """Words as a question names them: on one line, the last of many left out."""
    return shortened(one_line(words), LONGEST)


def place_of(pane: ReadingPane, span: Span | None, over: QWidget) -> QRect:
    """Where words stand, or the caret, in the coordinates of a widget that holds the pane.

    The lines of the words are not covered by what is put above or below this place.
    """
    view = pane.reader.view
    strips = [] if span is None else view.page().strips(*view.positions.units_of(span))
    place = view.cursorRect()
    if strips:
        lines = QRect(strips[0].toRect().topLeft(), strips[-1].toRect().bottomRight()).normalized()
        place = lines.united(strips[0].toRect()).intersected(view.viewport().rect())
    return QRect(view.viewport().mapTo(over, place.topLeft()), place.size())


def _stay() -> None:
    """Nothing was chosen: all stays as it is."""


def _words_of(rows: Sequence[CodingRow]) -> str:
    return named(" … ".join(row.quote or row.key for row in rows))


def _among(items: Sequence[QuickItem], words: str) -> list[QuickItem]:
    wanted = folded(words).split()
    return [
        item
        for item in items
        if rank(wanted, (folded(item.name), folded(item.origin), folded(item.meaning))) is not None
    ]
