"""The editor of one memo: title, kind, day, words, the links in them; kept as one writes."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import MemoKind
from qda.edits.memos import RemoveMemo
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.memo_links import MemoLink, memo_links
from qda.retrieval.memos import PlacedMemo, Subject, memo
from ui.desk import Desk
from ui.memos.draft import MemoDraft, MemoPlace, Written, is_day, written_of
from ui.memos.text import MemoText
from ui.theme import Space
from ui.widgets.speaking import Speaking

PAUSE_MS: Final = 1500
"""How long the typing pauses before what was typed is kept."""

MOST_MS: Final = 10_000
"""After so long it is kept even while one types on."""

_LINKS_MS: Final = 300
_MOST_LINKS: Final = 3
_SUBJECT = Qt.ItemDataRole.UserRole


class MemoEditor(Speaking, QWidget):
    """One memo being written.

    Signals:
        finished: one is done with it.
        link_opened: show what a link leads to (`Subject`).
        place_wanted: show what the memo is on (`Subject`).
        kept: the study has what was typed (the memo's id).
        emptied: no memo is in the editor any more.
    """

    finished = Signal()
    link_opened = Signal(object)
    place_wanted = Signal(object)
    kept = Signal(int)
    emptied = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.draft: MemoDraft | None = None
        self._shown = Written()
        self._subject: Subject | None = None
        self._links: tuple[MemoLink, ...] = ()
        self._pending = 0
        self._filling = False
        self.place = QPushButton(self, flat=True)
        self.title = QLineEdit(self)
        self.kind = QComboBox(self)
        self.day = QLineEdit(self)
        self.text = MemoText(self)
        self.links = QListWidget(self)
        self.state = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.remove_button = QPushButton(self)
        self.done_button = QPushButton(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=MOST_MS)
        self._reading = QTimer(self, singleShot=True, interval=_LINKS_MS)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        for kind in MemoKind:
            self.kind.addItem("", kind)
        # The longest kind in any language would leave no room for the title.
        self.kind.setMinimumContentsLength(10)
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        digits = self.fontMetrics().horizontalAdvance("0000-00-00")
        self.day.setFixedWidth(digits + 2 * Space.MEDIUM)
        self.title.setMinimumWidth(12 * self.fontMetrics().averageCharWidth())
        self.links.setMaximumHeight(_MOST_LINKS * (self.fontMetrics().lineSpacing() + Space.SMALL))
        self.links.hide()
        self.state.setMinimumWidth(1)
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addWidget(self.title, 1)
        head.addWidget(self.kind)
        head.addWidget(self.day)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.remove_button)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.links)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_typed)
        self.title.textEdited.connect(self._on_typed)
        self.day.textEdited.connect(self._on_typed)
        self.kind.activated.connect(self._on_typed)
        self.text.left.connect(self.keep)
        self.title.editingFinished.connect(self.keep)
        self.day.editingFinished.connect(self.keep)
        self.text.finished.connect(self._on_finished)
        self.done_button.clicked.connect(self._on_finished)
        self.remove_button.clicked.connect(self.remove)
        self.text.link_wanted.connect(self._on_link)
        self.links.itemActivated.connect(self._on_listed)
        self.place.clicked.connect(self._on_place)
        self._pause.timeout.connect(self.keep)
        self._latest.timeout.connect(self.keep)
        self._reading.timeout.connect(self._read_links)

    # --- which memo ----------------------------------------------------------------------------

    def begin(self, place: MemoPlace, written: Written = Written()) -> None:
        """Write a new memo; the study has it once there are words in it."""
        self.keep()
        self._take(MemoDraft(place), written, None)
        # One goes on behind what the memo begins with, such as quotes.
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def show_memo(self, found: PlacedMemo) -> None:
        """Go on with a memo that the study has."""
        if self.draft is not None and self.draft.memo_id == found.memo.id:
            self._take_up(found)
            return
        self.keep()
        self._take(MemoDraft.of(found), written_of(found), found.subject)

    def refresh(self) -> None:
        """Take up what has become of the memo elsewhere: undone, removed, moved."""
        if self.draft is None:
            return
        memo_id = self.draft.memo_id
        if memo_id is not None:
            self.desk.read("memo", lambda state: memo(state, memo_id), self._on_read)
        self._read_links()

    def remove(self) -> None:
        """Take the memo away; undo brings it back."""
        draft = self.draft
        self._leave()
        if draft is None:
            return
        session = self.desk.session

        def remove_kept() -> None:
            # What was typed last may have been on its way when the button was pressed.
            if draft.memo_id is not None:
                session.do(RemoveMemo(draft.memo_id))

        self.desk.jobs.write(lambda _: remove_kept(), otherwise=self.desk.refuse)

    def _take(self, draft: MemoDraft, written: Written, subject: Subject | None) -> None:
        self.draft, self._subject = draft, subject
        self._fill(written)
        self._shown = draft.kept
        self.retranslate()
        self._read_links()

    def _fill(self, written: Written) -> None:
        self._filling = True
        self.title.setText(written.title)
        self.kind.setCurrentIndex(self.kind.findData(written.kind))
        self.day.setText(written.day)
        if self.text.toPlainText() != written.text:
            self.text.setPlainText(written.text)
        self._filling = False

    def _leave(self) -> None:
        self._pause.stop()
        self._latest.stop()
        self._reading.stop()
        self.draft, self._subject, self._links = None, None, ()
        self._fill(Written())
        self._shown = Written()
        self._show_links()
        self.emptied.emit()

    def _on_read(self, found: PlacedMemo | None) -> None:
        if self.draft is None or self._pending:
            return
        if found is not None:
            self._take_up(found)
        elif not self._is_changed():
            self._leave()

    def _take_up(self, found: PlacedMemo) -> None:
        """Show what the study says, unless something newer is being typed."""
        if self.draft is None or found.memo.id != self.draft.memo_id:
            return
        self.draft.place = MemoDraft.of(found).place
        self._subject = found.subject
        if not self._is_changed() and not self._pending:
            self._shown = written_of(found)
            if self.written() != self._shown:
                self._fill(self._shown)
        self.retranslate()

    # --- keeping -------------------------------------------------------------------------------

    def written(self) -> Written:
        """What the fields say; a day that is none is left as it was."""
        day = self.day.text().strip()
        return Written(
            self.text.toPlainText(),
            " ".join(self.title.text().split()),
            MemoKind(self.kind.currentData()),
            day if is_day(day) else self._shown.day,
        )

    def keep(self) -> None:
        """Give the study what was typed since the last time, if anything."""
        self._pause.stop()
        self._latest.stop()
        draft, written = self.draft, self.written()
        if draft is None or not self._is_changed() or written.is_blank:
            return
        self._shown = draft.kept = written
        self._pending += 1
        session = self.desk.session
        self.desk.jobs.write(
            lambda _: draft.keep(session, written), then=self._on_kept, otherwise=self._on_not_kept
        )
        self._say_state()

    def _is_changed(self) -> bool:
        return self.written() != self._shown

    def _on_kept(self, memo_id: int) -> None:
        self._pending -= 1
        self.kept.emit(memo_id)
        self._say_state()

    def _on_not_kept(self, error: Exception) -> None:
        self._pending -= 1
        self._shown = Written()
        self.desk.refuse(error)
        self._say_state()

    def _on_typed(self) -> None:
        # Dressing a link counts as a change of the document for Qt, too.
        if self._filling or self.draft is None or not self._is_changed():
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        self._reading.start()
        self._say_state()

    def _on_finished(self) -> None:
        self.keep()
        self.finished.emit()

    # --- links ---------------------------------------------------------------------------------

    def insert(self, words: str) -> None:
        """Put words at the caret of the memo, which is kept like what is typed."""
        self.text.insert(words)

    def _read_links(self) -> None:
        text = self.text.toPlainText()
        self.desk.read("memo links", lambda state: memo_links(state, text), self._on_links)

    def _on_links(self, links: tuple[MemoLink, ...]) -> None:
        self._links = links
        self._show_links()

    def _show_links(self) -> None:
        text = self.text.toPlainText()
        known = {link.written.span.of(text): link.subject for link in self._links}
        self.text.set_known(known)
        self.links.clear()
        for words, subject in known.items():
            item = QListWidgetItem(self._told(words, subject))
            item.setData(_SUBJECT, subject)
            self.links.addItem(item)
        self.links.setVisible(bool(known))

    def _told(self, words: str, subject: Subject | None) -> str:
        name = words.removeprefix("[[").removesuffix("]]")
        if subject is None:
            return self.speech("{link}: there is nothing of this name", link=name)
        title = subject.title(self.speech.language)
        return name if title.casefold() == name.casefold() else f"{name}   {title}"

    def _on_link(self, words: str) -> None:
        text = self.text.toPlainText()
        for link in self._links:
            if link.written.span.of(text) == words and link.subject is not None:
                self.keep()
                self.link_opened.emit(link.subject)
                return

    def _on_listed(self, item: QListWidgetItem) -> None:
        subject = item.data(_SUBJECT)
        if isinstance(subject, Subject):
            self.link_opened.emit(subject)

    def _on_place(self) -> None:
        if self._subject is not None:
            self.place_wanted.emit(self._subject)

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: fields, buttons, links and the line beneath."""
        speech = self.speech
        self.title.setPlaceholderText(speech("Title, if it is to have one"))
        self.title.setAccessibleName(speech("Title of the memo"))
        self.kind.setAccessibleName(speech("Kind of the memo"))
        for at in range(self.kind.count()):
            self.kind.setItemText(at, label(MemoKind(self.kind.itemData(at)), speech))
        self.day.setPlaceholderText(date.today().isoformat())  # noqa: DTZ011 - the reader's own day
        self.day.setAccessibleName(speech("Day the memo tells of"))
        self.day.setToolTip(speech("Day the memo tells of, as year-month-day; empty for today"))
        self.text.setAccessibleName(speech("Words of the memo"))
        self.text.setPlaceholderText(
            speech(
                "Write here. W03:12, a code's id and [[names]] become links; Alt+Enter opens one."
            )
        )
        self.links.setAccessibleName(speech("Links in the memo"))
        self.remove_button.setText(speech("Remove"))
        self.remove_button.setAccessibleName(speech("Remove the memo"))
        self.done_button.setText(speech("Done"))
        self.done_button.setToolTip(speech("Keep the memo and go back to the text (Ctrl+Enter)"))
        self._say_place()
        self._say_state()
        self._show_links()

    def _say_place(self) -> None:
        subject, draft = self._subject, self.draft
        if subject is not None:
            key = subject.key or subject.title(self.speech.language)
        else:
            key = "" if draft is None else draft.place.words
        on = self.speech("On {thing}", thing=key) if key else self.speech("On the study")
        self.place.setText(on.replace("&", "&&"))
        self.place.setEnabled(subject is not None and subject.table != "framework")
        tip = self.speech("Show what the memo is on") if subject is not None else ""
        self.place.setToolTip(tip)

    def _say_state(self) -> None:
        speech, written = self.speech, self.written()
        count = len(written.text.split())
        said = [speech.many("{n} word", "{n} words", count)]
        day = self.day.text().strip()
        if not is_day(day):
            said.append(speech("“{day}” is not a day; write it as 2026-11-27", day=day))
        elif self.draft is None:
            said = []
        elif written.is_blank:
            said.append(speech("kept once there are words in it"))
        elif self._pending or self._is_changed():
            said.append(speech("being written …"))
        else:
            said.append(speech("kept"))
        self.state.setText(" · ".join(said))
        self.remove_button.setEnabled(self.draft is not None)
