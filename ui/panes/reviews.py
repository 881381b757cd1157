"""What a supervisor said of displays: notes with their places, to be answered and settled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qda.edits.reviews import AnswerNote, TakenReview, TakeReview
from qda.i18n import Speech, mark
from qda.retrieval.reviews import NoteRow, notes
from qda.reviewing.sheet import verdict_word
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import Message

_NONE = Invitation(
    mark("No review has come back yet"),
    mark(
        "Send kept displays as a workbook or document with a verdict and a comment column, and "
        "take it back when it returns: its notes stand here."
    ),
    mark("Send to be reviewed …"),
)
_ID = Qt.ItemDataRole.UserRole


class ReviewsPane(Pane):
    """The notes of all rounds; one at a time is answered.

    Signals:
        titled: what the tab is called.
        cell_opened: show the display with this UUID at a row and a column.
    """

    shows = frozenset({"review_note", "review_round", "display", "coder"})
    rests = True

    titled = Signal(str)
    cell_opened = Signal(str, str, str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self._notes: tuple[NoteRow, ...] = ()
        self.list = QListWidget(self)
        self.setFocusProxy(self.list)
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.said = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.answer = QPlainTextEdit(self)
        self.answer.setTabChangesFocus(True)
        self.answer.setMaximumHeight(100)
        self.send, self.take, self.open = (QPushButton(self) for _ in range(3))
        self.reply, self.settle = QPushButton(self), QPushButton(self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        self.body = QWidget(self)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, Space.SMALL)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addWidget(self.answer)
        row = QHBoxLayout()
        for button in (self.open, self.reply, self.settle):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        bar.addWidget(self.send)
        bar.addWidget(self.take)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(bar)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.send.clicked.connect(self.choose_send)
        self.empty.acted.connect(self.choose_send)
        self.take.clicked.connect(self.choose_take)
        self.list.currentItemChanged.connect(self._on_note)
        self.list.itemActivated.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.reply.clicked.connect(self._on_reply)
        self.settle.clicked.connect(self._on_settle)
        self.answer.textChanged.connect(self._follow)

    def refresh(self) -> None:
        """Override: read the notes."""

        def read(connection: StudyState) -> tuple[NoteRow, ...]:
            return notes(connection)

        self.desk.read(f"reviews {id(self)}", read, self._on_read)

    def _on_read(self, found: tuple[NoteRow, ...]) -> None:
        self._notes = found
        self._fill()

    def current(self) -> NoteRow | None:
        """The note that is chosen."""
        item = self.list.currentItem() if self.list.currentRow() >= 0 else None
        chosen = None if item is None else int(item.data(_ID))
        return next((note for note in self._notes if note.id == chosen), None)

    def _fill(self) -> None:
        kept = self.current()
        self.list.blockSignals(True)
        self.list.clear()
        for note in self._notes:
            item = QListWidgetItem(_words(note, self.speech))
            item.setData(_ID, note.id)
            self.list.addItem(item)
            if kept is not None and note.id == kept.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.empty.setVisible(not self._notes)
        self.body.setVisible(bool(self._notes))
        self._on_note()

    def retranslate(self) -> None:
        """Override: buttons, and what each note says of itself."""
        speech = self.speech
        self.send.setText(speech("Send to be reviewed …"))
        self.take.setText(speech("Take a review back …"))
        self.open.setText(speech("Show the cell"))
        self.reply.setText(speech("Answer"))
        self.list.setAccessibleName(speech("Notes of reviews"))
        self.answer.setAccessibleName(speech("Answer to the note"))
        self.answer.setPlaceholderText(speech("Answer, or say what you changed …"))
        self.empty.set_speech(speech)
        self.retitle()
        self._fill()

    def retitle(self) -> None:
        """Override: the tab's title is the program's own words."""
        self.titled.emit(self.speech("Reviews by the supervisor"))

    def _on_note(self) -> None:
        note = self.current()
        self.said.setText("" if note is None else note.sent.words)
        self.answer.setPlainText("" if note is None else note.answer)
        settled = note is not None and note.is_settled
        self.settle.setText(
            self.speech("Open again") if settled else self.speech("Mark as settled")
        )
        self._follow()

    def _follow(self) -> None:
        note = self.current()
        for widget in (self.open, self.settle, self.answer):
            widget.setEnabled(note is not None)
        words = self.answer.toPlainText().strip()
        self.reply.setEnabled(note is not None and bool(words) and words != note.answer)

    def _on_open(self) -> None:
        note = self.current()
        if note is not None and note.display_uuid:
            self.cell_opened.emit(note.display_uuid, note.row, note.column)

    def _on_reply(self) -> None:
        note = self.current()
        if note is not None:
            self.desk.do(AnswerNote(note.id, self.answer.toPlainText()))

    def _on_settle(self) -> None:
        note = self.current()
        if note is not None:
            self.desk.do(AnswerNote(note.id, is_settled=not note.is_settled))

    # Files

    def choose_send(self) -> None:
        """Ask for a file and send all kept displays with it."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Send to be reviewed"), "review.xlsx", "*.xlsx *.docx"
        )
        if name:
            self.send_to(Path(name))

    def send_to(self, place: Path) -> None:
        """Write all kept displays to a file with a verdict and a comment column."""
        session, language = self.desk.session, self.speech.language

        def send(job: Job) -> Path:
            from exports.reviews.writing import Sending, send_review
            from qda.retrieval.displays import displays

            with session.reading() as connection:
                kept = tuple(row.uuid for row in displays(connection))
            send_review(session, Sending(kept, language), place, job)
            return place

        def sent(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        self.desk.work(self.speech("Writing {name}", name=place.name), send, sent)

    def choose_take(self) -> None:
        """Ask for a file that came back, and take what it says."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.speech("Take a review back"), "", "*.xlsx *.docx"
        )
        if name:
            self.take_from(Path(name))

    def take_from(self, place: Path) -> None:
        """Bring verdicts and comments of a file back to their cells and codings."""
        session = self.desk.session

        def take(job: Job) -> TakenReview:
            from qda.importers.opening import opened
            from qda.reviewing.matching import checked, moved_on
            from qda.reviewing.returned import read_returned

            original = opened(place)
            returned = read_returned(original.content, original.name, job)
            with session.reading() as connection:
                checked(connection, returned)
                changed = moved_on(connection, returned, job)
            return session.do(TakeReview(returned, changed), job.is_stopped)

        self.desk.work(self.speech("Reading {name}", name=place.name), take, self._tell)

    def _tell(self, taken: TakenReview) -> None:
        added, moved = len(taken.added), len(taken.moved_on)

        def say(speech: Speech) -> str:
            words = speech.many("{n} note was taken.", "{n} notes were taken.", added)
            if moved:
                words += " " + speech.many(
                    "{n} of them speaks of what has changed since it was sent.",
                    "{n} of them speak of what has changed since it was sent.",
                    moved,
                )
            return words

        self.desk.told.emit(Message(say))


def _words(note: NoteRow, speech: Speech) -> str:
    head = " · ".join(
        filter(
            None,
            (
                speech("Round {n}", n=note.round),
                note.sent.place or note.place,
                verdict_word(note.verdict, speech),
                speech("changed since it was sent") if note.has_moved_on else "",
                speech("settled") if note.is_settled else "",
            ),
        )
    )
    lines = [head, note.comment]
    if note.answer:
        lines.append(f"→ {note.answer} ({note.answered_by})")
    return "\n".join(filter(None, lines))
