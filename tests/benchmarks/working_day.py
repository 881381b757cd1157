"""What a researcher does in the window on a long day, and how one sees that each deed is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QDialog, QLineEdit, QWidget

from models.positions import Span
from models.vocabulary import CodingState
from qda.pseudonyms.key_file import KeyFile
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import SortBy, count_codings
from qda.retrieval.sources import sources
from tests.benchmarks.busy_study import OTHER
from tests.benchmarks.deed import Deed
from tests.benchmarks.survey_day import SurveyDay
from tests.benchmarks.table_day import TableDay
from ui.dialogs.correcting import CorrectDialog
from ui.dialogs.importing import ImportDialog
from ui.dialogs.renaming import RenameDialog
from ui.main_window import MainWindow
from ui.panes.comparing import ComparePane
from ui.panes.coverage import CoveragePane
from ui.panes.queue import QueuePane
from ui.panes.reading import ReadingPane
from ui.panes.searching import SearchPane
from ui.panes.segment_reading import Scope
from ui.widgets.quick_list import QuickList
from ui.widgets.tag_field import TagField
from ui.workspace import Workspace

Key = Qt.Key
Pane = TypeVar("Pane", bound=QWidget)
Dialog = TypeVar("Dialog", bound=QDialog)
_NONE: Final = Qt.KeyboardModifier.NoModifier
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SOME: Final = 1_000
"""So many results of a search are selected to be coded together."""


@dataclass(frozen=True, slots=True)
class Files:
    """What is read on the way: reviews that are looked at alone, and a survey that is kept."""

    reviews: Path
    survey: Path


class WorkingDay:
    """The deeds in the window, one after the other; each is to be at rest before the next."""

    def __init__(self, window: MainWindow, study: Path, files: Files) -> None:
        self.window = window
        self.study = study
        self.files = files

    def deeds(self) -> Iterator[Deed]:
        """All of them, in an order in which each finds what it needs."""
        yield Deed(
            "open the study",
            lambda: self.window.open_study(str(self.study)),
            lambda: bool(self.space.codes.all_codes()) and bool(self.space.coding.recent),
        )
        yield from self._reading()
        yield from self._coding()
        yield from self._changing()
        yield from self._tree()
        yield from self._searching()
        yield from TableDay(self.window, self.space).deeds()
        yield from self._segments()
        yield from self._queue()
        yield from self._comparing()
        yield from self._writing()
        yield from self._names()
        yield from self._around()
        yield from SurveyDay(self.window, self.space, self.files.survey).deeds()

    # --- what is in the window -----------------------------------------------------------------

    @property
    def space(self) -> Workspace:
        """The workspace of the open study."""
        found = self.window.workspace
        if found is None:
            raise LookupError("no study is open")
        return found

    @property
    def pane(self) -> ReadingPane:
        """The source in front."""
        found = self.space.current_reader()
        if found is None:
            raise LookupError("no source is in front")
        return found

    def _front(self, kind: type[Pane]) -> Pane:
        found = self.space.tabs.currentWidget()
        if isinstance(found, kind):
            return found
        raise LookupError(f"no {kind.__name__} is in front")

    def _dialog(self, kind: type[Dialog]) -> Dialog:
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def _shown(self, kind: type[QWidget]) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(kind))

    def _ids(self) -> list[int]:
        desk = self.window.desk
        if desk is None:
            return []
        with desk.session.reading() as state:
            return [row.id for row in sources(state)]

    def _count(self, wanted: CodingFilter = CodingFilter()) -> int:
        desk = self.window.desk
        if desk is None:
            return 0
        with desk.session.reading() as state:
            return count_codings(state, wanted)

    def _act(self, name: str) -> Callable[[], None]:
        return self.window.actions_.by_name[name].trigger

    def _press(self, key: Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self.pane.reader.view, key, modifiers)

    def _open(self, number: int) -> Deed:
        source_id = self._ids()[number]
        return Deed(
            f"open interview {number + 1}",
            lambda: self.space.open_source(source_id),
            lambda: self.pane.source_id == source_id and bool(self.pane.coded),
        )

    def _back_and_forth(self, what: str) -> Iterator[Deed]:
        """Undo and redo what was just done, seen by the codings of the source in front."""
        after = self.pane.coded
        yield Deed(f"undo: {what}", self._act("undo"), lambda: self.pane.coded != after)
        yield Deed(f"redo: {what}", self._act("redo"), lambda: self.pane.coded == after)

    def _changes(self, what: str, do: Callable[[], object]) -> Iterator[Deed]:
        """A deed that changes the codings of the source in front, then undone and redone."""
        before = self.pane.coded
        yield Deed(what, do, lambda: self.pane.coded != before)
        yield from self._back_and_forth(what)

    # --- reading and coding --------------------------------------------------------------------

    def _reading(self) -> Iterator[Deed]:
        yield self._open(0)
        bar = self.pane.reader.view.verticalScrollBar()
        page = QAbstractSlider.SliderAction.SliderPageStepAdd
        yield Deed("scroll a page", lambda: bar.triggerAction(page), lambda: bar.value() > 0)
        yield Deed(
            "scroll to the middle",
            lambda: bar.setValue(bar.maximum() // 2),
            lambda: bar.value() > bar.pageStep(),
        )
        top = self.pane.reader.view.firstVisibleBlock().position()
        yield Deed("put the caret", lambda: self.pane.reader.view.put_caret(top + 200))
        yield Deed("select a sentence", lambda: self._press(Key.Key_S), self._is_selected)

    def _coding(self) -> Iterator[Deed]:
        quick = self.space.coding.quick
        yield Deed("open the quick list", lambda: self._press(Key.Key_Return), quick.isVisible)
        yield Deed("type in the quick list", lambda: QTest.keyClicks(quick.field, "sumber daya"))
        yield from self._changes("code", lambda: QTest.keyClick(quick.field, Key.Key_Return))
        yield from self._changes("code with the last code", partial(self._code_next, 300))
        yield Deed("select again", partial(self._select, 900), self._is_selected)
        self._press(Key.Key_Return)
        yield from self._changes("several codes", partial(self._pick_three, quick))

    def _select(self, further: int) -> Span:
        start = self.pane.reader.view.caret() + further
        span = Span(start, start + 37)
        self.pane.reader.view.select(span)
        self.pane.reader.view.setFocus()
        return span

    def _is_selected(self) -> bool:
        return self.pane.selected() is not None

    def _code_next(self, further: int) -> None:
        self._select(further)
        self._press(Key.Key_Period)

    def _pick_three(self, quick: QuickList) -> None:
        for words in ("komunikasi", "disposisi"):
            QTest.keyClicks(quick.field, words)
            QTest.keyClick(quick.field, Key.Key_Return, _CTRL)
        QTest.keyClicks(quick.field, "struktur")
        QTest.keyClick(quick.field, Key.Key_Return)

    def _changing(self) -> Iterator[Deed]:
        quick = self.space.coding.quick
        self._stand_in_coding()
        yield from self._changes("judge", lambda: self._press(Key.Key_Exclam))
        yield from self._changes("judge the strength", lambda: self._press(Key.Key_D))
        yield Deed("ask for another code", lambda: self._press(Key.Key_R), quick.isVisible)
        QTest.keyClicks(quick.field, "sumber daya")
        yield from self._changes("recode", lambda: QTest.keyClick(quick.field, Key.Key_Return))
        yield from self._changes("split", lambda: self._press(Key.Key_X))
        yield from self._changes("merge", lambda: self._press(Key.Key_M))
        yield from self._changes("uncode", partial(self._uncode, quick))

    def _stand_in_coding(self) -> None:
        """Put the caret amid words that bear one coding alone."""
        view, known = self.pane.reader.view, self.pane
        last = max(known.coded, key=lambda row: row.id)
        spans = (row.span for row in known.coded if row.span.start > last.span.start)
        for span in sorted(spans):
            middle = (span.start + span.end) // 2
            if len(view.codings.at(middle)) == len(view.codings.at(middle - 1)) == 1:
                view.put_caret(middle)
                view.setFocus()
                return
        raise LookupError("no coding stands alone")

    def _uncode(self, quick: QuickList) -> None:
        self._press(Key.Key_U)
        if quick.isVisible():
            QTest.keyClick(quick.field, Key.Key_Return)

    def _tree(self) -> Iterator[Deed]:
        tree = self.space.codes.tree
        codes = self.space.codes.all_codes()
        yield Deed("choose a code in the tree", lambda: tree.select(codes[5].id))
        yield Deed("choose the next code", lambda: QTest.keyClick(tree.tree, Key.Key_Down))
        yield Deed("filter the tree", partial(self._type, tree.field, "sumber"))
        yield Deed("show the whole tree", tree.field.clear)
        yield Deed("fold the tree", lambda: tree.fold_all(folded=True), lambda: bool(tree.folded))
        yield Deed("unfold the tree", lambda: tree.fold_all(folded=False), lambda: not tree.folded)
        sources_field = self.space.sources.field
        yield Deed("filter the sources", partial(self._type, sources_field, "W1"))
        yield Deed("show all sources", sources_field.clear)

    def _choose(self, quick: QuickList, words: str) -> None:
        QTest.keyClicks(quick.field, words)
        QTest.keyClick(quick.field, Key.Key_Return)

    def _type(self, field: QLineEdit, words: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)

    # --- finding -------------------------------------------------------------------------------

    def _searching(self) -> Iterator[Deed]:
        yield Deed(
            "type in the search field",
            partial(self._type, self.window.search, "petugas lambat"),
            lambda: self._found() > 0,
        )
        yield Deed(
            "show the results",
            lambda: QTest.keyClick(self.window.search, Key.Key_Return),
            lambda: self._found() > 0,
        )
        pane = self.space.tabs.first(SearchPane)
        if pane is None:
            raise LookupError("no search is shown")
        bar = pane.list.verticalScrollBar()
        yield Deed("scroll the results", lambda: bar.setValue(bar.maximum()))
        yield Deed(
            "select many results",
            pane.list.selectAll,
            lambda: len(pane.selected_places()) > 1,
        )
        before, quick = self._count(), self.space.coding.quick
        yield Deed("ask for a code for them", pane.code_found, quick.isVisible)
        yield Deed(
            "look where they stand",
            partial(self._choose, quick, "komunikasi"),
            pane.coding.yes_button.isVisible,
        )
        yield Deed("code the results", pane.coding.yes_button.click, lambda: self._count() > before)
        yield Deed("undo: code the results", self._act("undo"), lambda: self._count() == before)

    def _found(self) -> int:
        pane = self.space.tabs.first(SearchPane)
        return 0 if pane is None else len(pane.model.places())

    # --- coded segments ------------------------------------------------------------------------

    def _segments(self) -> Iterator[Deed]:
        yield self._open(1)
        pane = self.space.codes.segments
        self.space.codes.lists.setCurrentWidget(pane)
        yield Deed("coded segments of the source", self._act("segments"), lambda: pane.count > 0)
        for scope in (Scope.CODE, Scope.STUDY):
            yield Deed(
                f"coded segments of the {scope}",
                partial(pane.set_scope, scope),
                lambda: pane.count > 0,
            )
        bar = pane.list.table.verticalScrollBar()
        yield Deed("scroll the segments", lambda: bar.setValue(bar.maximum() // 2))
        yield Deed("sort by code", lambda: pane.sort_by(SortBy.CODE), lambda: pane.count > 0)
        yield Deed("sort by place", lambda: pane.sort_by(SortBy.PLACE), lambda: pane.count > 0)
        whole = pane.count
        yield Deed(
            "filter the segments by words",
            partial(self._type, pane.bar.field, "anggaran"),
            lambda: 0 < pane.count < whole,
        )
        table = pane.list.table
        yield Deed("select all of them", self._select_all, lambda: pane.chosen().count > 1)
        yield Deed(
            "ask for tags",
            lambda: QTest.keyClick(table, Key.Key_T),
            lambda: bool(table.findChildren(TagField)),
        )
        yield Deed("tag them all", self._tag, lambda: "penting" in pane.filtering.tags)
        yield Deed("undo: tag them all", self._act("undo"), self._has_redo)
        yield Deed("show all segments", pane.filtering.clear, lambda: pane.count >= whole)
        yield Deed("back to the source's", partial(pane.set_scope, Scope.SOURCE))

    def _select_all(self) -> None:
        listed = self.space.codes.segments.list
        listed.table.setFocus()
        listed.select_row(0)
        listed.table.selectAll()

    def _tag(self) -> None:
        field = self.space.codes.segments.list.table.findChildren(TagField)[0]
        QTest.keyClicks(field.field, "penting")
        QTest.keyClick(field.field, Key.Key_Return)

    def _has_redo(self) -> bool:
        return self.window.actions_.by_name["redo"].isEnabled()

    # --- proposals and coverage ----------------------------------------------------------------

    def _queue(self) -> Iterator[Deed]:
        yield Deed(
            "open the queue",
            self._act("queue"),
            lambda: self._front(QueuePane).shown is not None,
        )
        pane = self._front(QueuePane)
        for what, key in (("confirm", Key.Key_Y), ("reject", Key.Key_X)):
            left = self._count(CodingFilter(states=frozenset({CodingState.PROPOSED})))
            yield Deed(
                f"{what} a proposal",
                partial(QTest.keyClick, pane.context.text, key),
                partial(self._waits, left - 1),
            )
        yield Deed("undo: reject a proposal", self._act("undo"), partial(self._waits, left))
        yield self._open(0)
        yield Deed("next uncoded stretch", self._act("next_uncoded"))
        yield Deed("next source", self._act("next_source"), lambda: self.pane.row is not None)
        yield Deed(
            "coverage", self._act("coverage"), lambda: bool(self._front(CoveragePane).isVisible())
        )

    def _waits(self, count: int) -> bool:
        return self._count(CodingFilter(states=frozenset({CodingState.PROPOSED}))) == count

    # --- two coders ----------------------------------------------------------------------------

    def _comparing(self) -> Iterator[Deed]:
        yield Deed(
            "compare two coders",
            self._act("compare"),
            lambda: self._front(ComparePane).found is not None and self._settled() == 0,
        )
        for _ in range(2):
            yield Deed(
                "next difference",
                self._act("next_difference"),
                lambda: self._front(ComparePane).current() is not None,
            )
        yield Deed("settle", self._act("settle_neither"), lambda: self._settled() == 1)
        yield Deed("undo: settle", self._act("undo"), lambda: self._settled() == 0)
        yield Deed("settle all agreed", self._act("settle_agreed"), lambda: self._settled() > 1)
        yield Deed("undo: settle all agreed", self._act("undo"), lambda: self._settled() == 0)
        yield Deed(
            "change the coder",
            lambda: self.space.coders.work_as(OTHER),
            lambda: OTHER in self.space.coder.text(),
        )

    def _settled(self) -> int:
        found = self._front(ComparePane).found
        return -1 if found is None else found.settled

    # --- memos, corrections, names -------------------------------------------------------------

    def _writing(self) -> Iterator[Deed]:
        yield self._open(0)
        memos = self.space.memos
        yield Deed("show the memos", self._act("show_memos"), memos.isVisible)
        yield Deed("begin a memo", self._act("memo_on_source"), memos.editor.isVisible)
        yield Deed("write it", lambda: QTest.keyClicks(memos.editor.text, "Bandingkan dengan W02"))
        yield Deed(
            "keep it",
            lambda: QTest.keyClick(memos.editor.text, Key.Key_Return, _CTRL),
            lambda: not memos.editor.text.hasFocus(),
        )
        yield Deed("go to the memos", self._act("show_memos"), memos.isVisible)
        yield Deed("hide the memos", self._act("show_memos"), lambda: not memos.isVisible())
        self._put_on_word()
        yield Deed(
            "ask for a correction", self._act("correct"), partial(self._shown, CorrectDialog)
        )
        yield Deed(
            "correct a word",
            partial(self._correct, "perbaikan"),
            lambda: "perbaikan" in self._text() and not self._shown(CorrectDialog),
        )
        yield Deed("undo: correct", self._act("undo"), lambda: "perbaikan" not in self._text())

    def _put_on_word(self) -> None:
        self.pane.reader.view.put_caret(self._text().index("anggaran") + 2)

    def _text(self) -> str:
        shown = self.pane.reader.shown_text()
        return "" if shown is None else shown.text

    def _correct(self, words: str) -> None:
        dialog = self._dialog(CorrectDialog)
        QTest.keyClicks(dialog.field, words)
        QTest.keyClick(dialog.field, Key.Key_Return)

    def _names(self) -> Iterator[Deed]:
        at = self._text().index(" dinas ") + 1
        self.pane.reader.view.select(Span(at, at + 5))
        yield Deed("ask for a name", self._act("rename"), partial(self._shown, RenameDialog))
        dialog = self._dialog(RenameDialog)
        key = Path(os.environ["RUNUT_CONFIG_DIR"]) / "key.csv"
        KeyFile(key).create()
        dialog.show_key(key)
        yield Deed("find the name", dialog.finding.click, lambda: dialog.model.rowCount() > 0)
        dialog.pseudonym.setText("Instansi A")
        yield Deed("replace the name", dialog.accept, lambda: " dinas " not in self._text())
        yield Deed("undo: replace the name", self._act("undo"), lambda: " dinas " in self._text())

    # --- around ---------------------------------------------------------------------------------

    def _around(self) -> Iterator[Deed]:
        yield Deed("open the palette", self._act("palette"), lambda: self._palette() is not None)
        palette = self._palette()
        if palette is None:
            raise LookupError("no palette is open")
        yield Deed("type in the palette", lambda: QTest.keyClicks(palette.field, "W12"))
        yield Deed(
            "leave the palette",
            lambda: QTest.keyClick(palette.field, Key.Key_Escape),
            lambda: not palette.isVisible(),
        )
        for language, name in (("id", "switch the language"), ("en", "switch it back")):
            yield Deed(
                name,
                partial(self.window.speak, language),
                partial(self._speaks, language),
            )
        yield Deed(
            "look at a table before importing it",
            lambda: self.space.importing.read_files([self.files.reviews]),
            partial(self._shown, ImportDialog),
        )
        yield Deed(
            "leave it",
            lambda: self._dialog(ImportDialog).reject(),
            lambda: not self._shown(ImportDialog),
        )

    def _palette(self) -> QuickList | None:
        return next(
            (each for each in self.window.findChildren(QuickList) if each.isVisible()), None
        )

    def _speaks(self, language: str) -> bool:
        return self.space.codes.speech.language == language
