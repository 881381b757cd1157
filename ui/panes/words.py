"""Words and phrases of the study as a picture; a bar leads to the places where its word stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from exports.figures.drawing import write_plot
from exports.figures.picture import Behind, Picture
from exports.figures.words import WordPlot
from qda.displays.columns import Column, columns_for
from qda.i18n import Speech
from qda.numbers.words import WordForm, WordQuestion, word_counts
from qda.retrieval.codings import CodingFilter
from qda.retrieval.rows import CollectionRow
from qda.retrieval.sources import collections
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.figure import FigureView
from ui.widgets.notice_bar import Message


@dataclass(frozen=True, slots=True)
class _Choices:
    collections: tuple[CollectionRow, ...]
    columns: tuple[Column, ...]


class WordsPane(Pane):
    """Which words stand in how many texts.

    Signals:
        titled: what the tab is called.
        search_wanted: the places of some words are to be shown.
    """

    shows = frozenset({"source", "source_text", "collection", "coding", "code"})

    titled = Signal(str)
    search_wanted = Signal(str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self._choices = _Choices((), ())
        self._stale = True
        self._ticket = 0
        self.length, self.form = QComboBox(self), QComboBox(self)
        self.texts, self.code = QComboBox(self), QComboBox(self)
        self.saving = QPushButton(self)
        self.figure = FigureView(self._beside, speech, self)
        row = QHBoxLayout()
        row.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        for field in (self.length, self.form, self.texts, self.code):
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(12)
            field.activated.connect(self._count)
            row.addWidget(field, 1)
        row.addWidget(self.saving)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.figure, 1)
        self.setFocusProxy(self.figure)
        self.saving.clicked.connect(self.choose_file)
        self.figure.save_wanted.connect(self.choose_file)
        self.figure.chosen.connect(self._on_chosen)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: the choices, and the picture in the language."""
        speech = self.speech
        self.figure.set_speech(speech)
        self.saving.setText(speech("Save the picture…"))
        for field, name in (
            (self.length, speech("Words or phrases")),
            (self.form, speech("What counts as one word")),
            (self.texts, speech("Texts")),
            (self.code, speech("Code")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
        _fill(self.length, ((speech("Single words"), 1), (speech("Phrases of two words"), 2)))
        forms = ((speech("By root"), WordForm.ROOT), (speech("By usual spelling"), WordForm.NORMAL),
                 (speech("As they stand"), WordForm.WRITTEN))  # fmt: skip
        _fill(self.form, forms)
        self._show_choices()
        self.titled.emit(speech("Words and phrases"))
        self.refresh()

    def _show_choices(self) -> None:
        speech, found = self.speech, self._choices
        texts = [(f"{each.title} ({each.key})", each.id) for each in found.collections]
        _fill(self.texts, ((speech("all texts"), None), *texts))
        codes = [
            (f"{c.code.name(speech.language)} [{c.code.canonical_id}]", c.code.canonical_id)
            for c in found.columns
        ]
        _fill(self.code, ((speech("coded or not"), None), *codes))

    def refresh(self) -> None:
        """Override: count anew, once the pane is in view."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.desk.read(f"words {id(self)}", _read, self._on_choices)

    def showEvent(self, event: QShowEvent) -> None:
        """Override: what changed while the pane was hidden shows now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_choices(self, read: _Choices) -> None:
        self._choices = read
        self._show_choices()
        self._count()

    def _count(self) -> None:
        question = self._question()
        session, self._ticket = self.desk.session, self._ticket + 1

        def count(job: Job) -> WordPlot:
            with session.reading() as connection:
                return WordPlot(word_counts(connection, question, progress=job))

        title = self.speech("Counting words")
        self.desk.show_work(title, count, partial(self._on_counted, self._ticket))

    def _on_counted(self, ticket: int, plot: WordPlot) -> None:
        if ticket == self._ticket:
            self.figure.show_plot(plot)

    def _question(self) -> WordQuestion:
        chosen, code = self.texts.currentData(), self.code.currentData()
        wanted = CodingFilter() if chosen is None else CodingFilter(
            collection_ids=frozenset({int(chosen)})
        )  # fmt: skip
        columns = tuple(c for c in self._choices.columns if c.code.canonical_id == code)
        return WordQuestion(
            self.speech.language,
            self.desk.session.coder_name,
            codes=columns,
            wanted=wanted,
            length=int(self.length.currentData()),
            form=WordForm(self.form.currentData()),
        )

    def _beside(self, work: Callable[[], Picture], then: Callable[[Picture], None]) -> Job:
        return self.desk.jobs.read(lambda _: work(), then=then, otherwise=self.desk.refuse)

    def _on_chosen(self, behind: Behind) -> None:
        plot = self.figure.plot
        if not isinstance(plot, WordPlot):
            return
        found = next((each for each in plot.value.words if each.word == behind.word), None)
        if found is not None:
            # The commonest form is what surely stands in a text; a root may stand in none.
            self.search_wanted.emit(f'"{found.forms[0].form}"')

    # --- writing -------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file and save the picture."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Save the picture"), "words.png", "*.png *.svg"
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, place: Path) -> None:
        """Save the picture beside the window, as it is on paper."""
        plot = self.figure.plot
        if plot is None:
            return

        def write(_: Job) -> Path:
            write_plot(plot, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        self.desk.show_work(self.speech("Writing {name}", name=place.name), write, wrote)


def _read(state: StudyState) -> _Choices:
    return _Choices(collections(state), columns_for(state))


def _fill(field: QComboBox, choices: Iterable[tuple[str, object]]) -> None:
    """Offer choices anew; what was chosen stays so where it is still there."""
    before = field.currentData()
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    at = field.findData(before) if before is not None else 0
    field.setCurrentIndex(max(0, at))
