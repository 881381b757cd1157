"""The acts on the table of a collection: step through its rows, code one or thousands, fold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from qda.edits.coding import ConfirmCodings, RemoveCodings
from qda.edits.coding_rows import CodeRows, RowsCoded
from qda.edits.edit import EditRequest
from qda.edits.portions import InPortions
from qda.i18n import Speech
from qda.retrieval.table.listing import coded_rows
from qda.retrieval.table.question import Alike
from qda.retrieval.table.reader import is_respondent
from qda.retrieval.table.rows import TableRow, proposals_on, table_rows
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.acts.table_judging import TableJudging
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.code_trees import CodeTrees
from ui.panes.table import TablePane
from ui.table.filtering import said_filter
from ui.table.menus import is_grouping
from ui.widgets.notice_bar import Message

AT_ONCE: Final = 500
"""Up to so many rows are coded without a row of progress."""

MOST_COPIED: Final = 5_000
"""Rows that the clipboard takes at most; a file takes all."""

_FOLDS: Final = {None: Alike.SAME, Alike.SAME: Alike.NEAR, Alike.NEAR: None}

_Make = Callable[[tuple[int, ...]], EditRequest[int]]


class TableActs(Acts):
    """What one does in the table that is in front."""

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        trees: CodeTrees,
        *,
        chooser: CodeChooser,
        window: QWidget,
    ) -> None:
        super().__init__(desk, speech, window)
        self.chooser = chooser
        self.pane: TablePane | None = None
        self.judging = TableJudging(self)
        trees.rows_dropped.connect(self._on_rows_dropped)

    def attach(self, pane: TablePane) -> None:
        """Serve a table."""
        pane.act_wanted.connect(self.carry_out)
        pane.recent_wanted.connect(self.code_recent)
        pane.code_dropped.connect(self.code_rows)
        pane.menu_wanted.connect(partial(self._open_menu, pane))

    def stand_before(self, pane: TablePane | None) -> None:
        """Act in this table from now on; None where none is in front."""
        self.pane = pane

    def carry_out(self, name: str) -> None:
        """Carry out an act of the table by its name."""
        (getattr(self, f"on_{name}", None) or getattr(self.judging, f"on_{name}"))()

    def retranslate(self) -> None:
        """Override: what is said of codings is said in the same language."""
        self.judging.set_speech(self.speech)

    # --- stepping ------------------------------------------------------------------------------

    def on_table_next(self) -> None:
        """Go to the next row."""
        pane = self._in_front()
        if pane is not None:
            pane.step(1)

    def on_table_previous(self) -> None:
        """Go to the row before."""
        pane = self._in_front()
        if pane is not None:
            pane.step(-1)

    def on_table_uncoded(self) -> None:
        """Go to the next row that bears no code."""
        self._step_uncoded(1)

    def on_table_uncoded_before(self) -> None:
        """Go to the row before that bears no code."""
        self._step_uncoded(-1)

    def on_table_text(self) -> None:
        """Go to the text of the row, or from there back to the rows."""
        pane = self._in_front()
        if pane is None:
            return
        if pane.table.focused() and pane.reading is not None:
            pane.reading.reader.view.setFocus()
        else:
            pane.enter_table()

    def on_table_open(self) -> None:
        """Open the row in a tab of its own, or unfold the heading one stands on."""
        pane = self._in_front()
        if pane is None:
            return
        number = pane.table.current()
        if pane.model.group_at(number) is not None:
            pane.model.toggle(number)
        elif (source_id := pane.source_at(number)) is not None:
            pane.unit_opened.emit(source_id)
        elif pane.model.id_at(number) is not None:
            self._tell(lambda s: s("This respondent gave no answer to read."))

    def _step_uncoded(self, by: int) -> None:
        pane = self._in_front()
        if pane is not None:
            self.desk.read(
                "coded rows",
                lambda state: coded_rows(state, pane.collection_id, pane.question_id),
                partial(self._on_coded_rows, pane, by),
            )

    def _on_coded_rows(self, pane: TablePane, by: int, coded: frozenset[int]) -> None:
        if isValid(pane) and not pane.step_uncoded(by, coded):
            self._tell(lambda s: s("There is no further row without a code."))

    # --- coding --------------------------------------------------------------------------------

    def on_table_code(self) -> None:
        """Choose a code for the chosen rows."""
        ids = self.chosen()
        if ids:
            self._ask(ids)

    def on_table_code_all(self) -> None:
        """Choose a code for all rows that are shown."""
        pane = self._in_front()
        ids = () if pane is None else pane.all_ids()
        if ids:
            self._ask(ids)

    def on_table_code_again(self) -> None:
        """Give the chosen rows the code used last."""
        self.code_recent(1)

    def on_table_code_recent(self) -> None:
        """Choose among the codes used last for the chosen rows."""
        self.on_table_code()

    def code_recent(self, number: int) -> None:
        """Give the chosen rows a recent code, 1 for the one used last."""
        recent, ids = self.chooser.known.recent, self.chosen()
        if ids and number <= len(recent):
            self.code_rows(recent[number - 1], ids)
        elif ids:
            self._tell(lambda s: s("No code has been used so often yet. Press C to choose one."))

    def code_rows(self, code_id: int, ids: tuple[int, ...]) -> None:
        """Give a code to the whole text of rows: one edit, with progress where they are many."""
        question_id, is_meant = self._question_of(ids)
        if not is_meant:
            return
        self.chooser.known.use((code_id,))
        session, then = self.desk.session, partial(self._on_coded, code_id, len(ids))
        if len(ids) <= AT_ONCE:
            self.desk.do(CodeRows(ids, code_id, question_id=question_id), then)
            return
        title = self.speech.many("Coding {n} row", "Coding {n} rows", len(ids))
        self.desk.work(
            title, lambda job: session.do(CodeRows(ids, code_id, job, question_id)), then
        )

    def _question_of(self, ids: tuple[int, ...]) -> tuple[int | None, bool]:
        """The open question whose answers are coded; False where one must be chosen first."""
        question_id = None if self.pane is None else self.pane.question_id
        if question_id is not None or not any(map(is_respondent, ids)):
            return question_id, True
        self._tell(lambda s: s("Choose first, above the table, whose answers are to be coded."))
        return None, False

    def on_table_question(self) -> None:
        """Choose the open question whose answers are read, coded and folded."""
        pane = self._in_front()
        if pane is None:
            return
        if pane.head.question_button.isHidden():
            self._tell(lambda s: s("This table has no open questions."))
        else:
            pane.head.question_button.showMenu()

    def _on_rows_dropped(self, code_id: int, ids: tuple[int, ...]) -> None:
        """Rows were dragged onto a code; folded ones stand for what is meant of them."""
        pane = self.pane
        found = None if pane is None else pane.model.listing
        if pane is not None and found is not None and pane.whole:
            ids = tuple(dict.fromkeys(found.with_folded(ids)))
        self.code_rows(code_id, ids)

    def _ask(self, ids: tuple[int, ...]) -> None:
        pane = self.pane
        if pane is None or not self._question_of(ids)[1]:
            return
        rows = len(pane.model.ids_between(pane.table.chosen()))
        if pane.model.listing is not None and pane.model.listing.folded and len(ids) != rows:
            title = self.speech.many(
                "A code for {n} text, folded ones too",
                "A code for {n} texts, folded ones too",
                len(ids),
            )
        elif (column := pane.question_column) is not None:
            title = self.speech.many(
                "A code for the answer of {n} respondent to {question}",
                "A code for the answers of {n} respondents to {question}",
                len(ids),
                question=column.question,
            )
        else:
            title = self.speech.many("A code for {n} row", "A code for {n} rows", len(ids))

        def take(code_id: int) -> None:
            self.code_rows(code_id, ids)
            if isValid(pane):
                pane.enter_table()

        self.chooser.choose_beside(pane.table.right, title, take)

    def _on_coded(self, code_id: int, asked: int, done: RowsCoded) -> None:
        code = self.chooser.known.code(code_id)
        if asked == 1 and done.coded == 1:
            return  # The chip in the row says it.
        self._tell(lambda s: told(done, "" if code is None else code.name(s.language), s))

    def on_table_confirm(self) -> None:
        """Confirm the proposals on the chosen rows."""
        self._judge(ConfirmCodings)

    def on_table_throw(self) -> None:
        """Throw the proposals on the chosen rows away."""
        self._judge(RemoveCodings)

    def _judge(self, make: _Make) -> None:
        ids, session = self.chosen(), self.desk.session
        if not ids:
            return
        asked = None if self.pane is None else self.pane.question_id

        def work(job: Job) -> int:
            with session.reading() as state:
                found = proposals_on(state, ids, asked)
            return session.do(InPortions(make, found, job)) if found else 0

        self.desk.work(self.speech("Going through the proposals"), work, self._on_judged)

    def _on_judged(self, count: int) -> None:
        if not count:
            self._tell(lambda s: s("No proposal waits on these rows."))

    # --- looking -------------------------------------------------------------------------------

    def on_table_search(self) -> None:
        """Go to the field in which words are searched."""
        pane = self._in_front()
        if pane is not None:
            pane.bar.field.setFocus()
            pane.bar.field.selectAll()

    def on_table_sort(self) -> None:
        """Sort by the column one stands in."""
        pane = self._in_front()
        if pane is not None and pane.table.right.currentIndex().isValid():
            pane.sort_by(pane.table.right.currentIndex().column())

    def on_table_group(self) -> None:
        """Group by the column one stands in, or no more."""
        pane = self._in_front()
        if pane is None:
            return
        if pane.layout_.group:
            pane.take_layout(pane.layout_.grouped(""))
            return
        index = pane.table.right.currentIndex()
        column = pane.model.columns[index.column()] if index.isValid() else None
        if column is None or not is_grouping(column):
            self._tell(lambda s: s("Stand in a column with values, such as the stars, first."))
        else:
            pane.take_layout(pane.layout_.grouped(column.name))

    def on_table_fold(self) -> None:
        """Fold the same texts, then nearly the same ones, too, then none."""
        pane = self._in_front()
        if pane is not None:
            pane.take_layout(pane.layout_.folding(_FOLDS[pane.layout_.fold]))

    def on_table_unfold(self) -> None:
        """Show what is folded in the line one stands on, or fold it again."""
        pane = self._in_front()
        if pane is not None and not pane.model.toggle(pane.table.current()):
            self._tell(lambda s: s("Nothing is folded here."))

    # --- taking away ---------------------------------------------------------------------------

    def on_table_copy(self) -> None:
        """Copy the texts of the chosen rows with their keys."""
        ids = self.chosen()[:MOST_COPIED]
        if ids:
            self.desk.read("rows to copy", lambda state: table_rows(state, ids), _copy)

    def on_table_file(self) -> None:
        """Ask for a file and write the rows that are shown to it, in their order."""
        pane = self._in_front()
        if pane is None or pane.model.listing is None:
            return
        from exports.rows import ROW_FILES

        kinds = " ".join(f"*{kind.extension}" for kind in ROW_FILES)
        name, _ = QFileDialog.getSaveFileName(
            self.window_, self.speech("Write the rows"), "rows.xlsx", kinds
        )
        if name:
            self.write_to(pane, Path(name))

    def write_to(self, pane: TablePane, place: Path) -> None:
        """Write the rows that are shown, with the columns that are shown, beside the window."""
        found, session, language = pane.model.listing, self.desk.session, self.speech.language
        if found is None:
            return
        hidden, order = pane.layout_.hidden, pane.table.order()
        shown = {each.name: each for each in pane.model.columns if each.name not in hidden}
        columns = [shown[name] for name in order if name in shown]
        title = pane.head.title.text()
        asked = said_filter(pane.filtering.chosen, found.question.wanted.words)

        def write(job: Job) -> Path:
            from exports.rows import write_rows
            from qda.retrieval.table.sheet import row_sheet

            with session.reading() as state:
                sheet = row_sheet(
                    state,
                    found,
                    columns,
                    title=title,
                    language=language,
                    analyst=session.coder_name,
                    asked=asked,
                    progress=job,
                )
            write_rows(sheet, place)
            return place

        def wrote(written: Path) -> None:
            self._tell(lambda s: s("Wrote {place}", place=written))

        self.desk.show_work(self.speech("Writing {name}", name=place.name), write, wrote)

    # --- the menu ------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What one can do to the chosen rows."""
        menu, speech = QMenu(self.window_), self.speech
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(speech("Give a code …"), self.on_table_code)
        known = self.chooser.known
        last = known.code(known.recent[0]) if known.recent else None
        if last is not None:
            name = last.name(speech.language)
            words = speech("Code with “{code}”", code=name).replace("&", "&&")
            menu.addAction(words, self.on_table_code_again)
        menu.addSeparator()
        menu.addAction(speech("Confirm the proposals"), self.on_table_confirm)
        menu.addAction(speech("Throw the proposals away"), self.on_table_throw)
        menu.addSeparator()
        self.judging.add_to(menu)
        menu.addSeparator()
        menu.addAction(speech("Open in a tab"), self.on_table_open)
        menu.addAction(speech("Copy"), self.on_table_copy)
        menu.addAction(speech("All rows to a file …"), self.on_table_file)
        return menu

    def _open_menu(self, pane: TablePane, point: QPoint) -> None:
        if pane is self.pane and pane.chosen_ids():
            self.menu().popup(point)

    # --- what all of them ask ------------------------------------------------------------------

    def _in_front(self) -> TablePane | None:
        if self.pane is None:
            self._tell(lambda s: s("Open a collection on the left first: it is shown as a table."))
        return self.pane

    def chosen(self) -> tuple[int, ...]:
        """The ids of the rows that are chosen, folded ones too; says so where there are none."""
        pane = self._in_front()
        ids = () if pane is None else pane.chosen_ids()
        if pane is not None and not ids:
            self._tell(lambda s: s("Choose some rows of the table first."))
        return ids

    def _tell(self, say: Callable[[Speech], str]) -> None:
        self.desk.told.emit(Message(say))


def told(done: RowsCoded, code: str, speech: Speech) -> str:
    """What came of coding rows, in words."""
    said = [
        speech.many(
            "Coded {n} row with “{code}”.", "Coded {n} rows with “{code}”.", done.coded, code=code
        )
    ]
    if done.borne:
        said.append(speech.many("{n} bore it already.", "{n} bore it already.", done.borne))
    if done.empty:
        said.append(speech.many("{n} has no words.", "{n} have no words.", done.empty))
    return " ".join(said)


def _copy(rows: tuple[TableRow, ...]) -> None:
    words = "\n".join(row.quoted() for row in rows)
    QGuiApplication.clipboard().setText(words)
