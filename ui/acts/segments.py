"""The acts on the coded segments of the list: change many at once, and take them elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from models.vocabulary import CodingState, Polarity, TimeFrame
from qda.edits.coding import (
    ConfirmCodings,
    JudgeCodings,
    JudgementChange,
    RecodeCodings,
    RemoveCodings,
    TagCodings,
)
from qda.edits.edit import EditRequest
from qda.edits.portions import PORTION, InPortions
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import listed
from qda.session import StudyState
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.desk import Desk
from ui.jobs import Job
from ui.memos.draft import MemoPlace
from ui.panes.code_desk import CodeDesk
from ui.panes.segments import SegmentsPane
from ui.signs import POLARITIES
from ui.widgets.notice_bar import Message
from ui.widgets.segment_list import Chosen
from ui.widgets.segments import Column, SegmentRow, copied, copied_data
from ui.widgets.tag_field import TagField

MOST_IN_MEMO = 500
"""Segments that a memo takes up at most; a file takes all."""

_Make = Callable[[tuple[int, ...]], EditRequest[int]]


class SegmentActs(Acts):
    """What one does to the chosen rows of the list of coded segments.

    Signals:
        memo_wanted: begin a memo on a thing (`MemoPlace`) with some words.
    """

    memo_wanted = Signal(object, str)

    def __init__(
        self, desk: Desk, speech: Speech, codes: CodeDesk, *, chooser: CodeChooser, window: QWidget
    ) -> None:
        super().__init__(desk, speech, window)
        self.chooser = chooser
        self.pane: SegmentsPane = codes.segments
        self.pane.act_wanted.connect(self.carry_out)
        self.pane.menu_wanted.connect(self._open_menu)

    def carry_out(self, name: str, value: object) -> None:
        """Carry out an act on the chosen rows by its name; `value` is what it sets."""
        current = self.pane.current()
        if not self.pane.chosen().count or current is None:
            return
        if name == "polarity":
            same = current.polarity is value
            self._judge(JudgementChange(polarity=None if same else Polarity(str(value))))
        elif name == "strength":
            same = current.strength == value
            self._judge(JudgementChange(strength=None if same else int(str(value))))
        elif name == "important":
            self._judge(JudgementChange(important=not current.important))
        else:
            getattr(self, f"_{name}")()

    # --- acts of the menu ----------------------------------------------------------------------

    def on_segments_memo(self) -> None:
        """Write a memo that begins with the chosen segments and their references."""
        chosen = self.pane.chosen()
        if self._is_any(chosen):
            read = self._rows_read(chosen, MOST_IN_MEMO)
            self.desk.read("segments for memo", lambda state: copied(read(state)), self._ask_memo)

    def on_segments_file(self) -> None:
        """Ask for a file and write the chosen segments to it, or all where none is chosen."""
        if not self.pane.count:
            self._is_any(Chosen((), ()))
            return
        from exports.quotes import QUOTE_FILES

        kinds = " ".join(f"*{kind.extension}" for kind in QUOTE_FILES)
        name, _ = QFileDialog.getSaveFileName(
            self.window_, self.speech("Write the coded segments"), "segments.xlsx", kinds
        )
        if name:
            self.write_to(Path(name))

    def write_to(self, place: Path) -> None:
        """Write the chosen segments, or all of the list, beside the window."""
        chosen = self.pane.chosen()
        if not chosen.count:
            chosen = Chosen(((0, self.pane.count),), None)
        read, wanted = self.pane.ids_of(chosen), self.pane.wanted() or CodingFilter()
        session, language = self.desk.session, self.speech.language

        def write(job: Job) -> Path:
            from exports.quotes import write_quotes
            from qda.displays.quote_list import quotes_of

            with session.reading() as state:
                job.report(0, 2)
                quotes = quotes_of(
                    state, read(state), wanted=wanted, language=language, analyst=session.coder_name
                )
            job.report(1, 2)
            write_quotes(quotes, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        self.desk.show_work(self.speech("Writing {name}", name=place.name), write, wrote)

    def on_segments_copy(self) -> None:
        """Copy the chosen segments with their references, as text and as a table."""
        chosen = self.pane.chosen()
        if self._is_any(chosen):
            read = self._rows_read(chosen, chosen.count)
            self.desk.read("segments to copy", read, self._copy_rows)

    def _copy(self) -> None:
        rows = self.pane.chosen().rows
        if rows is None:
            self.on_segments_copy()
        else:
            self._copy_rows(list(rows))

    def _copy_rows(self, rows: list[SegmentRow]) -> None:
        QGuiApplication.clipboard().setMimeData(copied_data(rows, self.speech))

    # --- changing ------------------------------------------------------------------------------

    def change(self, make: _Make) -> None:
        """Carry out an edit on the chosen rows: one edit, with progress where they are many."""
        chosen, session = self.pane.chosen(), self.desk.session
        rows = chosen.rows
        if rows is not None and len(rows) <= PORTION:
            self.desk.do(make(tuple(row.id for row in rows)))
            return
        read = self.pane.ids_of(chosen)

        def work(job: Job) -> int:
            with session.reading() as state:
                ids = read(state)
            return session.do(InPortions(make, ids, job))

        title = self.speech.many("Changing {n} coding", "Changing {n} codings", chosen.count)
        self.desk.work(title, work)

    def recode_to(self, code_id: int) -> None:
        """Give the chosen rows another code."""
        self.change(lambda ids: RecodeCodings(ids, code_id))
        self.pane.list.setFocus()

    def _judge(self, change: JudgementChange) -> None:
        self.change(lambda ids: JudgeCodings(ids, change))

    def _confirm(self) -> None:
        self.change(ConfirmCodings)

    def _remove(self) -> None:
        self.change(RemoveCodings)

    def _recode(self) -> None:
        title = self.speech.many(
            "Another code for {n} segment",
            "Another code for {n} segments",
            self.pane.chosen().count,
        )
        self.chooser.choose_beside(self.pane.list.table, title, self.recode_to)

    def _tag(self) -> None:
        rows = self.pane.chosen().rows or ()
        common = [tag for tag in rows[0].tags if all(tag in r.tags for r in rows)] if rows else []
        field = TagField(self.speech, common, self.pane.filtering.tags, self.pane.list.table)
        field.kept.connect(self._keep_tags)
        index = self.pane.list.table.currentIndex()
        place = self.pane.list.table.visualRect(index).bottomLeft()
        field.open_at(self.pane.list.table.viewport().mapToGlobal(place))

    def _keep_tags(self, added: tuple[str, ...], gone: tuple[str, ...]) -> None:
        self.change(lambda ids: TagCodings(ids, added, gone))

    def _memo(self) -> None:
        row = self.pane.current()
        if row is None:
            return
        self.memo_wanted.emit(MemoPlace("coding", row.uuid, words=row.key), "")

    def _ask_memo(self, words: str) -> None:
        code = self.pane.code_of_scope()
        place = MemoPlace()
        if code is not None:
            place = MemoPlace("code", code.uuid, words=code.name(self.speech.language))
        self.memo_wanted.emit(place, f"{words}\n\n")

    # --- the menu ------------------------------------------------------------------------------

    def menu(self, column: Column | None = None) -> QMenu:
        """What one can do to the chosen rows; for a column what its cell says."""
        menu = QMenu(self.window_)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self.pane.current()
        if row is None:
            return menu
        if column in (None, Column.STATE):
            self._add_state(menu)
        if column is None:
            menu.addAction(self.speech("Recode to …"), self._recode)
        if column in (None, Column.SIGNS):
            self._add_signs(menu, row)
        if column is None:
            menu.addAction(self.speech("Tags …"), self._tag)
            menu.addAction(self.speech("Add a memo …"), self._memo)
            menu.addSeparator()
            menu.addAction(self.speech("Copy with references"), self._copy)
            menu.addAction(self.speech("To a memo …"), self.on_segments_memo)
            menu.addAction(self.speech("To a file …"), self.on_segments_file)
        return menu

    def _add_state(self, menu: QMenu) -> None:
        rows = self.pane.chosen().rows
        if rows is None or any(row.state is CodingState.PROPOSED for row in rows):
            menu.addAction(self.speech("Confirm"), self._confirm)
        menu.addAction(self.speech("Throw away"), self._remove)

    def _add_signs(self, menu: QMenu, row: SegmentRow) -> None:
        speech = self.speech
        polarities = menu.addMenu(speech("Polarity"))
        for polarity in Polarity:
            words = f"{POLARITIES[polarity]}  {label(polarity, speech)}"
            said = JudgementChange(polarity=polarity)
            self._add_choice(polarities, words, said, chosen=row.polarity is polarity)
        said = JudgementChange(polarity=None)
        self._add_choice(polarities, speech("None"), said, chosen=row.polarity is None)
        strengths = menu.addMenu(speech("Strength"))
        grades = (speech("None"), speech("1 weak"), speech("2 medium"), speech("3 strong"))
        for grade, words in enumerate(grades):
            said = JudgementChange(strength=grade or None)
            self._add_choice(strengths, words, said, chosen=(row.strength or 0) == grade)
        times = menu.addMenu(speech("Time"))
        for time in TimeFrame:
            said = JudgementChange(time=time)
            self._add_choice(times, label(time, speech), said, chosen=row.time is time)
        said = JudgementChange(time=None)
        self._add_choice(times, speech("None"), said, chosen=row.time is None)
        said = JudgementChange(important=not row.important)
        self._add_choice(menu, speech("Important"), said, chosen=row.important)

    def _add_choice(self, menu: QMenu, words: str, said: JudgementChange, *, chosen: bool) -> None:
        act = menu.addAction(words, partial(self._judge, said))
        act.setCheckable(True)
        act.setChecked(chosen)

    def _open_menu(self, point: QPoint, column: Column | None) -> None:
        if column is Column.CODE:
            self._recode()
        elif column is Column.TAGS:
            self._tag()
        else:
            self.menu(column).popup(point)

    # --- reading -------------------------------------------------------------------------------

    def _is_any(self, chosen: Chosen) -> bool:
        if not chosen.count:
            self.desk.told.emit(
                Message(lambda s: s("Choose some coded segments in the list first."))
            )
        return chosen.count > 0

    def _rows_read(self, chosen: Chosen, most: int) -> Callable[[StudyState], list[SegmentRow]]:
        ids_of, made = self.pane.ids_of(chosen), self.pane.rows_of

        def read(state: StudyState) -> list[SegmentRow]:
            return made(listed(state, ids_of(state)[:most]))

        return read
