"""The acts on memos: write one on anything, put words and links into it, list and export them."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from exports.memo_lines import MemoBook
from exports.memos import MEMO_FILES, write_memos
from models.positions import Span
from models.vocabulary import MemoKind
from qda.edits.memos import MoveMemo
from qda.i18n import Speech
from qda.memos.links import bracketed
from qda.retrieval.memos import (
    MemoFilter,
    PlacedMemo,
    Subject,
    listed_memos,
    thing,
)
from qda.retrieval.rows import CodeRow, CodingRow
from ui.acts.act import Acts
from ui.desk import Desk
from ui.jobs import Job
from ui.memos.draft import MemoPlace, Written
from ui.panes.code_desk import CodeDesk
from ui.panes.memos import MemosPane, Scope
from ui.panes.reading import ReadingPane
from ui.reader.units import paragraph_around
from ui.widgets.notice_bar import Message


class MemoActs(Acts):
    """What one does with memos while one reads and codes."""

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        memos: MemosPane,
        *,
        codes: CodeDesk,
        window: QWidget,
    ) -> None:
        super().__init__(desk, speech, window)
        self.memos = memos
        self.codes = codes
        self.pane: ReadingPane | None = None
        memos.left.connect(self._on_left)
        memos.today_wanted.connect(self.on_journal_today)
        codes.tree.code_selected.connect(self._on_code)

    def attach(self, pane: ReadingPane) -> None:
        """Follow a reading pane, whose title may not be known yet."""
        pane.titled.connect(partial(self._on_titled, pane))

    def stand_before(self, pane: ReadingPane | None) -> None:
        """Write on this source from now on; None where no source is in front."""
        self.pane = pane
        self._tell_source()

    # --- writing -------------------------------------------------------------------------------

    def on_memo_on_words(self) -> None:
        """Write a memo on the selected words, else on the paragraph at the caret."""
        place = self._place_of_words()
        if place is not None:
            self.memos.write(place)

    def write_on_coding(self, row: CodingRow) -> None:
        """Write a memo on a coding."""
        self.memos.write(MemoPlace("coding", row.uuid, words=row.key))

    def write_at(self, place: MemoPlace, words: str) -> None:
        """Begin a memo on a thing with some words in it."""
        self.memos.write(place, Written(text=words))

    def on_memo_on_source(self) -> None:
        """Write a memo on the source in front."""
        place = self._place_of_source()
        if place is not None:
            self.memos.write(place)

    def on_memo_on_code(self) -> None:
        """Write a memo on the code that is current in the tree."""
        place = self._place_of_code()
        if place is not None:
            self.memos.write(place)

    def on_memo_on_study(self) -> None:
        """Write a memo on the study as a whole."""
        self.memos.write(MemoPlace())

    def write_on(self, kind: str, id_: int) -> None:
        """Write a memo on a source, collection, case or code, named by its table and id."""
        self.desk.read("memo place", lambda state: thing(state, kind, id_), self._on_thing)

    def list_of(self, kind: str, id_: int) -> None:
        """List the memos of a source, collection, case or code."""
        self.desk.read("memo place", lambda state: thing(state, kind, id_), self._on_listed)

    def on_journal_today(self) -> None:
        """Go on with today's own entry in the journal, or begin it."""
        today = date.today().isoformat()  # noqa: DTZ011 - the researcher's own day
        wanted = MemoFilter(frozenset({MemoKind.JOURNAL}), since=today, until=today)
        self.memos.list_memos(Scope.JOURNAL)
        self.desk.read("today", lambda state: listed_memos(state, wanted), self._on_today)

    def _on_today(self, found: tuple[PlacedMemo, ...]) -> None:
        mine = [each for each in found if each.memo.coder == self.desk.session.coder_name]
        if mine:
            self.memos.open_memo(mine[0].memo.id)
        else:
            today = date.today().isoformat()  # noqa: DTZ011 - as above
            self.memos.write(MemoPlace(), Written(kind=MemoKind.JOURNAL, day=today))

    def _on_thing(self, found: tuple[Subject, str] | None) -> None:
        if found is not None:
            self.memos.write(_place_of(*found, self.speech.language))

    def _on_listed(self, found: tuple[Subject, str] | None) -> None:
        if found is not None:
            self.memos.list_memos(Scope.THING, _place_of(*found, self.speech.language))

    # --- listing -------------------------------------------------------------------------------

    def on_show_memos(self) -> None:
        """Show the memos below the text and go there; once more, and they are put away."""
        if self.memos.isHidden():
            self.memos.list_memos(self.memos.current_scope())
            self.memos.list.setFocus()
        elif (focus := self._focus()) is not None and self.memos.isAncestorOf(focus):
            self.memos.keep()
            self.memos.hide()
            self._on_left()
        else:
            (self.memos.editor.text if self.memos.is_writing() else self.memos.list).setFocus()

    def on_source_memos(self) -> None:
        """List the memos of the source in front."""
        self.memos.list_memos(Scope.SOURCE)
        self.memos.list.setFocus()

    def on_code_memos(self) -> None:
        """List the memos of the current code."""
        if self._place_of_code() is not None:
            self.memos.list_memos(Scope.CODE)
            self.memos.list.setFocus()

    def on_show_journal(self) -> None:
        """List the journal by its days."""
        self.memos.list_memos(Scope.JOURNAL)
        self.memos.list.setFocus()

    # --- putting into the memo -----------------------------------------------------------------

    def on_insert_quote(self) -> None:
        """Put the selected words with their reference into the memo; one stays in the text."""
        shown = None if self.pane is None else self.pane.reader.shown_text()
        span = None if self.pane is None else self.pane.selected()
        if shown is None or span is None:
            self.desk.told.emit(Message(lambda s: s("Select the words to insert first.")))
            return
        self._insert(f"“{span.of(shown.text)}” ({shown.reference(span)})")

    def on_insert_place(self) -> None:
        """Put a link to the place where one reads into the memo."""
        shown = None if self.pane is None else self.pane.reader.shown_text()
        if self.pane is not None and shown is not None:
            caret = self.pane.reader.view.caret()
            span = self.pane.selected() or Span(caret, caret + 1)
            self._insert(shown.reference(span))

    def on_insert_code(self) -> None:
        """Put a link to the current code into the memo."""
        code = self._current_code()
        if code is not None:
            name = code.canonical_id
            self._insert(name if ":" in name else bracketed(name))

    def on_move_memo(self) -> None:
        """Attach the memo in the editor to the selected words, else to the paragraph."""
        place, draft = self._place_of_words(), self.memos.editor.draft
        if place is None or draft is None:
            self.desk.told.emit(Message(lambda s: s("Open the memo to be attached first.")))
            return
        self.memos.keep()
        session = self.desk.session

        def move(_: Job) -> None:
            # What was typed last is kept before, and only then has a new memo its number.
            if draft.memo_id is not None:
                session.do(MoveMemo(draft.memo_id, place.table, place.uuid, place.span))

        self.desk.jobs.write(move, otherwise=self.desk.refuse)

    def _insert(self, words: str) -> None:
        if not self.memos.is_writing():
            focus = self._focus()
            self.memos.write(self._place_of_source() or MemoPlace())
            if focus is not None:
                focus.setFocus()
        self.memos.editor.insert(words)

    # --- exporting -----------------------------------------------------------------------------

    def on_export_memos(self) -> None:
        """Ask for a file and write all memos to it."""
        kinds = ";;".join(f"{self.speech(each.name)} (*{each.extension})" for each in MEMO_FILES)
        name, _ = QFileDialog.getSaveFileName(
            self.window_, self.speech("Export the memos"), "", kinds
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all memos to a file, by its ending."""
        language = self.speech.language
        self.memos.keep()

        def write(_: Job) -> int:
            with self.desk.session.reading() as state:
                book = MemoBook(Speech(language)("Memos"), language, listed_memos(state))
            write_memos(book, path)
            return len(book.rows)

        self.desk.show_work(
            self.speech("Writing the memos"), write, partial(self._on_written, path)
        )

    def _on_written(self, path: Path, count: int) -> None:
        self.desk.told.emit(
            Message(
                lambda s: s.many(
                    "Wrote {n} memo to {place}.", "Wrote {n} memos to {place}.", count, place=path
                )
            )
        )

    # --- where one is --------------------------------------------------------------------------

    def _place_of_words(self) -> MemoPlace | None:
        pane = self.pane
        shown = None if pane is None else pane.reader.shown_text()
        if pane is None or pane.row is None or shown is None:
            return None
        span = pane.selected() or paragraph_around(shown.text, pane.reader.view.caret())
        if span is None:
            return self._place_of_source()
        return MemoPlace("source", pane.row.uuid, span, shown.reference(span))

    def _place_of_source(self) -> MemoPlace | None:
        row = None if self.pane is None else self.pane.row
        return None if row is None else MemoPlace("source", row.uuid, words=row.key)

    def _place_of_code(self) -> MemoPlace | None:
        code = self._current_code()
        if code is None:
            return None
        return MemoPlace("code", code.uuid, words=code.name(self.speech.language))

    def _current_code(self) -> CodeRow | None:
        code_id = self.codes.tree.current_id()
        code = None if code_id is None else self.codes.code(code_id)
        if code is None:
            self.desk.told.emit(Message(lambda s: s("Choose a code in the tree first.")))
        return code

    def _focus(self) -> QWidget | None:
        return self.window_.window().focusWidget()

    def _on_left(self) -> None:
        if self.pane is not None:
            self.pane.reader.setFocus()
        else:
            self.codes.tree.tree.setFocus()

    def _on_titled(self, pane: ReadingPane, _: str) -> None:
        if pane is self.pane:
            self._tell_source()

    def _tell_source(self) -> None:
        self.memos.stand_before(Scope.SOURCE, self._place_of_source())

    def _on_code(self, code_id: int | None) -> None:
        code = None if code_id is None else self.codes.code(code_id)
        place = None
        if code is not None:
            place = MemoPlace("code", code.uuid, words=code.name(self.speech.language))
        self.memos.stand_before(Scope.CODE, place)


def _place_of(subject: Subject, uuid: str, language: str) -> MemoPlace:
    words = subject.key or subject.title(language)
    if subject.table == "code":
        words = subject.title(language)
    return MemoPlace(subject.table, uuid, words=words)
