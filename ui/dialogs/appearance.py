"""The dialog on the look of the window; every choice shows at once, here and behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QWidget

from models.positions import Span
from qda.colours import PALETTE
from qda.i18n import Speech
from qda.settings import (
    LARGEST_POINTS,
    LEADINGS,
    MEASURES,
    SMALLEST_POINTS,
    TEXT_SIZES,
    Appearance,
    Scheme,
)
from ui.appearance import SYSTEM_FONT, looks, offered_fonts
from ui.dialogs.form import FormDialog
from ui.reader.state import Highlight, ReaderText
from ui.reader.text_view import ReaderTextView

_WIDTH: Final = 620
_LINES: Final = 4


class AppearanceDialog(FormDialog):
    """Asks for letters, lines and colours; Cancel brings back what was before."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(speech, title=speech("Appearance"), verb=speech("Keep"), parent=parent)
        self._before = looks().appearance
        self._filling = False
        self.font_field = self._choice(
            (_font_words(family, speech), family) for family in offered_fonts()
        )
        self.points = QDoubleSpinBox(self)
        self.points.setRange(SMALLEST_POINTS, LARGEST_POINTS)
        self.points.setDecimals(1)
        self.points.setLocale(QLocale(speech.language))
        self.measure = self._choice(zip(_measure_words(speech), MEASURES, strict=True))
        self.leading = self._choice(zip(_leading_words(speech), LEADINGS, strict=True))
        self.scheme = self._choice(zip(_scheme_words(speech), Scheme, strict=True))
        self.text_size = self._choice((f"{size} %", size) for size in TEXT_SIZES)
        self.preview = ReaderTextView(self)
        self.preview.setAccessibleName(speech("A sample of the text"))
        self.again = self.buttons.addButton(
            speech("As at first"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.again.setAutoDefault(False)
        self._lay_out()
        self._fill()
        self._connect()
        _show_sample(self.preview, speech)

    def _lay_out(self) -> None:
        speech = self.speech
        for words, field in (
            (speech("&Letters of the text"), self.font_field),
            (speech("Si&ze of the text"), self.points),
            (speech("&Width of the lines"), self.measure),
            (speech("&Distance of the lines"), self.leading),
            (speech("&Colours"), self.scheme),
            (speech("All letters of the w&indow"), self.text_size),
        ):
            self.form.addRow(words, field)
        self.preview.setMinimumWidth(_WIDTH)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addWidget(self.preview, 1)
        self.finish_layout()

    def _connect(self) -> None:
        for field in (self.font_field, self.measure, self.leading, self.scheme, self.text_size):
            field.currentIndexChanged.connect(self._choose)
        self.points.valueChanged.connect(self._choose)
        self.again.clicked.connect(self._on_again)
        looks().changed.connect(self._fill)
        self.rejected.connect(self._on_rejected)

    def chosen(self) -> Appearance:
        """What the fields say."""
        return Appearance(
            font=self.font_field.currentData(),
            points=self.points.value(),
            measure=self.measure.currentData(),
            leading=self.leading.currentData(),
            scheme=Scheme(self.scheme.currentData()),
            text_size=self.text_size.currentData(),
        )

    def _choice(self, options: Iterable[tuple[str, object]]) -> QComboBox:
        field = QComboBox(self)
        for words, value in options:
            field.addItem(words, value)
        return field

    def _fill(self) -> None:
        look = looks().appearance
        self._filling = True
        for field, value in (
            (self.font_field, look.font),
            (self.measure, look.measure),
            (self.leading, look.leading),
            (self.scheme, look.scheme),
            (self.text_size, look.text_size),
        ):
            field.setCurrentIndex(max(0, field.findData(value)))
        self.points.setValue(look.points)
        self._filling = False
        self.preview.set_look(look)
        lines = self.preview.fontMetrics().lineSpacing() * _LINES
        self.preview.setMinimumHeight(round(lines * look.leading))
        # Larger letters ask for a larger dialog, once the fields have them.
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _choose(self) -> None:
        if not self._filling:
            looks().choose(self.chosen())

    def _on_again(self) -> None:
        looks().choose(Appearance())

    def _on_rejected(self) -> None:
        looks().choose(self._before)


def _font_words(family: str, speech: Speech) -> str:
    if not family:
        return speech("Book letters")
    return speech("Letters of the system") if family == SYSTEM_FONT else family


def _measure_words(speech: Speech) -> tuple[str, ...]:
    return (
        speech("Narrow, 60 letters"),
        speech("Normal, 72 letters"),
        speech("Wide, 90 letters"),
        speech("The whole window"),
    )


def _leading_words(speech: Speech) -> tuple[str, ...]:
    return speech("Close together"), speech("Normal"), speech("Wide apart")


def _scheme_words(speech: Speech) -> tuple[str, ...]:
    return speech("As the system has them"), speech("Light"), speech("Dark")


def _show_sample(view: ReaderTextView, speech: Speech) -> None:
    words = speech("a clerk who helped us patiently")
    text = speech(
        "We came early, took a number and waited. In the end it was {words}, "
        "and the letter was ready on the same day.",
        words=words,
    )
    view.show_text(ReaderText(0, "", "", text))
    start = text.index(words)
    span = Span(start, start + len(words))
    view.set_highlights([Highlight(1, span, PALETTE[0], "")])
