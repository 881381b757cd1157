"""How long the reader takes to open, scroll, select and show a new coding, beside a bare widget.

Both stand in a window that is shown, and a figure ends when all that asked to be painted is. The
same is done with texts and numbers of codings four times as large, so that it shows how the figures
grow with each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractSlider, QPlainTextEdit, QWidget

from models.positions import Span
from qda.i18n import Speech
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, median_of, once, timed
from tests.benchmarks.material import long_text, places
from ui.app import application
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ParagraphMark, ReaderText

_COLOURS: Final = ("#d55e00", "#0072b2", "#009e73", "#e69f00", "#cc79a7")
_STEPS: Final = 20
_OPEN: Final = Limit(plus=0.3)
_PAGE: Final = Limit(plus=0.016)
_CODED: Final = Limit(plus=0.02)


def reading(bench: Bench) -> Iterator[Figure]:
    """What design asks for, then how it grows; every figure ends when it is painted."""
    application()
    yield from _asked(bench)
    yield from _growth(bench)
    yield from _without_lines(bench)


def _asked(bench: Bench) -> Iterator[Figure]:
    middle, large = _Shown(bench, 300_000, 2_000), _Shown(bench, 1_000_000, 10_000)
    yield Figure(
        "reader: first paint",
        middle.size,
        middle.opened(),
        middle.floor_opened(),
        Limit(plus=0.1),
    )
    yield from _figures(large)
    for shown in (middle, large):
        shown.close()


def _figures(shown: _Shown, before: tuple[Taken, ...] = ()) -> Iterator[Figure]:
    """The four acts on one text, each with its figure at a quarter of the size."""
    earlier = iter(before)
    for work, taken, floor, limit in (
        ("open until painted", shown.opened(), shown.floor_opened(), _OPEN),
        ("scroll a page", shown.scrolled(), shown.floor_scrolled(), _PAGE),
        ("select a sentence until painted", shown.selected(), shown.floor_selected(), _PAGE),
        ("show a new coding", shown.coded(), None, _CODED),
    ):
        yield Figure(f"reader: {work}", shown.size, taken, floor, limit, before=next(earlier, None))


def _growth(bench: Bench) -> Iterator[Figure]:
    """Four times the text with the same codings, and four times the codings in the same text."""
    length, codings = 250_000, 2_500
    base = _Shown(bench, length, codings)
    taken = base.opened(), base.scrolled(), base.selected(), base.coded()
    base.close()
    for times, more in ((4, 1), (1, 4), (4, 4)):
        shown = _Shown(bench, length * times, codings * more)
        yield from _figures(shown, taken)
        shown.close()


def _without_lines(bench: Bench) -> Iterator[Figure]:
    """Paragraphs of 10,000 characters without a line end."""
    shown = _Shown(bench, 1_000_000, 10_000, joined=10_000)
    yield from _figures(shown)
    shown.close()


class _Shown:
    """A reader with a text and its codings, and a bare widget with the same text.

    `joined` makes paragraphs of about so many characters.
    """

    def __init__(self, bench: Bench, length: int, codings: int, *, joined: int = 0) -> None:
        text, spans = long_text(bench.size(length, least=4_000))
        if joined:
            text, spans = _joined(text, joined)
        marks = [ParagraphMark(number, span) for number, span in enumerate(spans, 1)]
        self.text = ReaderText(1, "W01", "Wawancara", text, tuple(marks))
        found = places(len(text), bench.size(codings))
        self.highlights = [_highlight(number, span) for number, span in enumerate(found)]
        long = " in long paragraphs" if joined else ""
        self.size = f"{len(text):,} characters{long}, {len(found):,} codings"
        self.reader = Reader(Speech("en"))
        self.bare = QPlainTextEdit(readOnly=True)
        for widget in (self.reader, self.bare):
            widget.resize(1150, 760)
            widget.show()
            _settle()

    def opened(self) -> Taken:
        """The text and all its codings come to stand in the reader."""
        return timed(self._open, runs=5)

    def floor_opened(self) -> Taken:
        """The text alone comes to stand in the bare widget."""
        return timed(self._open_bare, runs=5)

    def scrolled(self) -> Taken:
        """One page further down, in the middle of the text."""
        return _scrolled(self.reader.view.verticalScrollBar())

    def floor_scrolled(self) -> Taken:
        """The same in the bare widget."""
        return _scrolled(self.bare.verticalScrollBar())

    def selected(self) -> Taken:
        """The sentence at the caret is selected, in the middle of the text."""
        middle = len(self.text.text) // 2
        self.reader.go_to(Span(middle, middle + 1), flash=False)
        _settle()

        def select(step: int) -> None:
            self.reader.view.put_caret(middle + 7 * step)
            self.reader.do("sentence")
            _settle()

        return median_of([once(partial(select, step)) for step in range(_STEPS)])

    def floor_selected(self) -> Taken:
        """As many letters are selected in the bare widget."""
        middle = len(self.text.text) // 2

        def select(step: int) -> None:
            cursor = self.bare.textCursor()
            cursor.setPosition(middle + 7 * step)
            cursor.setPosition(middle + 7 * step + 300, QTextCursor.MoveMode.KeepAnchor)
            self.bare.setTextCursor(cursor)
            _settle()

        select(0)
        return median_of([once(partial(select, step)) for step in range(_STEPS)])

    def coded(self) -> Taken:
        """A coding of words in view is added, until it is painted."""
        length = len(self.text.text)
        self.reader.go_to(Span(length // 2, length // 2 + 1), flash=False)
        _settle()
        takes = []
        for step in range(_STEPS):
            start = length // 2 + 7 * step
            new = _highlight(1_000_000 + step, Span(start, start + 30))
            takes.append(once(partial(self._code, new)))
        return median_of(takes)

    def close(self) -> None:
        """Let go of both widgets."""
        for widget in (self.reader, self.bare):
            widget.close()
            widget.deleteLater()
        _settle()

    def _open(self) -> None:
        self.reader.show_text(self.text, self.highlights)
        _paint(self.reader)

    def _open_bare(self) -> None:
        self.bare.setPlainText(self.text.text)
        _paint(self.bare)

    def _code(self, new: Highlight) -> None:
        self.reader.add_highlight(new)
        _settle()


def _scrolled(bar: QAbstractSlider) -> Taken:
    bar.setValue(bar.maximum() // 2)
    _settle()

    def page() -> None:
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        _settle()

    return timed(page, runs=_STEPS)


def _paint(widget: QWidget) -> None:
    """Paint all at once, and let what was put off until then happen."""
    _settle()
    widget.repaint()


def _settle() -> None:
    """Let everything happen that waits, painting what asked for it."""
    application().processEvents()


def _joined(text: str, length: int) -> tuple[str, list[Span]]:
    """The same words in paragraphs of at least so many characters, with their spans."""
    made, spans, begins = list(text), [], 0
    for at, character in enumerate(text):
        if character == "\n" and at - begins < length:
            made[at] = " "
        elif character == "\n":
            spans.append(Span(begins, at))
            begins = at + 1
    spans.append(Span(begins, len(text)))
    return "".join(made), spans


def _highlight(number: int, span: Span) -> Highlight:
    return Highlight(number, span, _COLOURS[number % len(_COLOURS)], f"Kode {number % 30}")
